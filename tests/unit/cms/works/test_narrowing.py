"""What is left where a paper's audience and its meeting's meet."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from cms.works import audiences, tokens
from cms.works.models import MeetingAudience, Work, WorkAudience

INSTANTS = st.none() | st.datetimes(timezones=st.just(dt.UTC))


@given(
    own=st.sampled_from(WorkAudience),
    of_meeting=st.sampled_from([c for c, _label in MeetingAudience.CHOICES]),
)
def test_narrowing_is_the_same_from_both_sides(own, of_meeting):
    work = Work(pk=1, meeting_id=2, audience_party_id=3, audience=own)
    narrowed = audiences._narrowed(own, of_meeting, work)
    assert narrowed == audiences._narrowed(of_meeting, own, work)
    if narrowed == tokens.PUBLIC:
        assert own == of_meeting == WorkAudience.PUBLIC


@given(INSTANTS, INSTANTS)
def test_both_must_be_open(first, second):
    later = audiences._later(first, second)
    for at in filter(None, (first, second)):
        assert later is not None
        assert later >= at
