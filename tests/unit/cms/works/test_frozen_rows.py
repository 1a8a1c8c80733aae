"""No bulk write and no wrong save reaches a settled text."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import Value
from django.utils import timezone

from cms.works.models import Expression, Paragraph, Work
from tests.factories import works

STATES = {
    "adopted": works.adopted_action_plan,
    "recorded": works.recorded_action_plan,
}


@pytest.fixture(params=STATES.values(), ids=STATES.keys())
def settled(request, site) -> Work:
    return request.param()


def rows(work: Work) -> list:
    return [
        list(Work.objects.order_by("pk").values()),
        list(Expression.objects.order_by("pk").values()),
        list(Paragraph.objects.order_by("pk").values()),
    ]


WRITES = {
    "state": lambda: Work.objects.update(state="draft"),
    "superseded": lambda: Work.objects.update(state="superseded"),
    "symbol": lambda: Work.objects.update(symbol=None),
    "type": lambda: Work.objects.update(type_code="declaration"),
    "meeting": lambda: Work.objects.update(meeting_id=None),
    "bulk update": lambda: Work.objects.bulk_update(
        [_with(Work.objects.get(), symbol="RCM/X")], ["symbol"]
    ),
    "delete works": lambda: Work.objects.all().delete(),
    "title": lambda: Expression.objects.update(title="Another"),
    "page": lambda: Expression.objects.update(page=None),
    "hash": lambda: Expression.objects.update(sha256="0" * 64),
    "thaw": lambda: Expression.objects.update(sha256="", canonical=""),
    "delete texts": lambda: Expression.objects.all().delete(),
    "words": lambda: Paragraph.objects.update(text="Another"),
    "words, one by one": lambda: _with(Paragraph.objects.first(), text="X").save(),
    "delete paragraphs": lambda: Paragraph.objects.all().delete(),
    "delete a paragraph": lambda: Paragraph.objects.first().delete(),
    "back to draft": lambda: _with(Work.objects.get(), state="draft").save(),
    "back, one field": lambda: _with(Work.objects.get(), state="in_approval").save(
        update_fields=["state"]
    ),
    "another symbol": lambda: _with(Work.objects.get(), symbol="RCM/X").save(),
    "another day": lambda: _with(Work.objects.get(), settled_at=timezone.now()).save(),
}


def _with(record, **values):
    for name, value in values.items():
        setattr(record, name, value)
    return record


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES.keys())
def test_a_settled_text_stays(settled, write):
    before = rows(settled)
    with pytest.raises(TypeError, match="frozen"), transaction.atomic():
        write()
    assert rows(settled) == before


def test_no_work_is_settled_by_a_save_or_an_update(site):
    work = works.submitted_action_plan()
    with pytest.raises(TypeError):
        Work.objects.filter(pk=work.pk).update(
            state="adopted", symbol="RCM/X", settled_at=timezone.now()
        )
    adopted = {"state": "adopted", "symbol": "RCM/X", "settled_at": timezone.now()}
    with pytest.raises(TypeError), transaction.atomic():
        Work.objects.bulk_update(
            [_with(Work.objects.get(pk=work.pk), **adopted)], list(adopted)
        )
    with pytest.raises(TypeError):
        Work.objects.filter(pk=work.pk).update(**adopted | {"state": Value("adopted")})
    for state in ("adopted", "received", "recorded", "superseded"):
        kept = Work.objects.get(pk=work.pk)
        with pytest.raises(TypeError):
            _with(kept, state=state, symbol="X", settled_at=timezone.now()).save()
    assert Work.objects.get(pk=work.pk).state == "in_approval"


def test_what_is_not_fixed_may_still_be_put_right(settled):
    Work.objects.update(dated_on=timezone.localdate())
    Expression.objects.update(status="official")
    _with(Work.objects.get(), audience="members").save()
    assert Work.objects.get().audience == "members"


def test_drafts_are_free(site):
    work = works.draft_action_plan()
    Expression.objects.filter(work=work).update(title="Another")
    Work.objects.filter(pk=work.pk).update(state="withdrawn")
    assert Work.objects.get(pk=work.pk).state == "withdrawn"
