"""The whole archive, on a part of the plan: made, interrupted, gone on with, found."""

import pytest

from cms.documents.models import Document
from cms.works.models import CuratedCollection, Relation, Work
from rcm_pages.demo import corrections, curated, fiction, news, whole
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.plan import made_up_works, planned_works
from rcm_pages.demo.shelving.found import works_by_key
from rcm_pages.news.models import NewsPage

pytestmark = pytest.mark.django_db
KEYS = {
    "vm-1/joint_communique", "vm-4/criteria", "vm-8/declaration", "vm-10/criteria",
    "vm-20/action_plan",
}  # fmt: skip
PART = tuple(p for p in planned_works() if p.key in KEYS)
OUTCOMES = {p.outcome: p for p in made_up_works()}
MADE_UP = tuple(
    p
    for p in made_up_works()
    if p in OUTCOMES.values() or p.rev > 1 or p.released_in_days or p.opened_to
)


class StoppedError(Exception):
    """Somebody pressed Ctrl-C."""


@pytest.fixture(scope="module")
def core(django_db_setup, django_db_blocker):
    """The core, made once for this module and taken away after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        make_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def part(monkeypatch, core):
    for module in (whole, fiction, curated):
        monkeypatch.setattr(module, "planned_works", lambda: PART)
        monkeypatch.setattr(module, "made_up_works", lambda: MADE_UP)
    monkeypatch.setattr(whole, "PAST", whole.PAST[:2])
    monkeypatch.setattr("rcm_pages.demo.finances.PAST", whole.PAST[:2])
    rows = curated.rows()[:8]
    for module, name in ((curated, "rows"), (whole, "collections")):
        monkeypatch.setattr(module, name, lambda: rows)
    keys = news.keys()[:2]
    for module, name in ((news, "keys"), (whole, "news")):
        monkeypatch.setattr(module, name, lambda: keys)


def interrupt_after(steps):
    left = iter(range(steps))

    def step():
        if next(left, None) is None:
            raise StoppedError

    return step


def test_interrupted_it_goes_on_and_then_has_nothing_to_add(part):
    for steps in (2, 7, 13):
        with pytest.raises(StoppedError):
            whole.make_whole(step=interrupt_after(steps))
        assert not whole.is_whole()
    whole.make_whole()
    assert whole.is_whole()
    count = Work.objects.count()
    # Each once, corrections and figures among them.
    expected = 11 + len(PART) + len(MADE_UP) + len(whole.PAST) + 1
    assert count == expected
    documents = Document.objects.count()
    assert whole.make_whole() == 0
    assert (Work.objects.count(), Document.objects.count()) == (count, documents)
    check_outcomes()
    check_files()
    check_relations()
    check_collections_and_news()


def check_outcomes():
    states = {"submitted": "in_approval", "handed_in": "in_approval"}
    found = works_by_key(p.key for p in MADE_UP)
    for planned in MADE_UP:
        if planned.outcome == "withdrawn":
            assert Work.objects.filter(state="withdrawn").exists()
            continue
        work = found[planned.key]
        assert work.state == states.get(planned.outcome, planned.outcome)
        assert work.is_sample
        assert work.circulated.count() == planned.rev
        assert work.releases.count() == bool(planned.released_in_days)
        parties = work.grants.values_list("party__code", flat=True)
        assert list(parties) == [planned.opened_to] * bool(planned.opened_to)
        versions = {d.versions.count() for e in work.expressions.all()
                    for d in e.documents.all()}  # fmt: skip
        assert versions == {max(planned.rev, planned.versions, 1)}


def check_files():
    found = works_by_key(KEYS)
    for planned in PART:
        kinds = {"scan": "pdf"}
        for expression in found[planned.key].expressions.all():
            files = sorted(d.current.kind for d in expression.documents.all())
            assert files == sorted(kinds.get(kind, kind) for kind in planned.files)


def check_relations():
    found = works_by_key(KEYS)
    [correction] = Relation.objects.filter(to=found["vm-8/declaration"])
    assert correction.work.symbol == "RCM/VM/VIII/2003/DEC/Corr.1"
    assert correction.work.state == "recorded"
    assert found["vm-4/criteria"].state == "superseded"
    assert set(corrections.SUPERSEDES) & KEYS == {"vm-10/criteria"}


def check_collections_and_news():
    assert CuratedCollection.objects.count() == 8
    plan = CuratedCollection.objects.get(slug="action-plan-of-2015")
    assert plan.entries.first().work.symbol == "RCM/VM/XX/2015/AP"
    assert plan.description_en != plan.description_es
    listing = CuratedCollection.objects.get(slug="declarations").listing
    assert listing.query == "type=declaration"
    pages = NewsPage.objects.all()
    assert pages.count() == 4
    assert all("SAMPLE" in p.introduction or "MUESTRA" in p.introduction for p in pages)


def test_more_is_recorded_for_measuring(part):
    count = Work.objects.count()
    assert whole.make_for_measuring(len(PART) + 12) == 12
    assert Work.objects.count() == count + 12
    assert whole.make_for_measuring(len(PART) + 12) == 0
