"""What is recorded many at once is, row for row, what the actions would have made."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from wagtail.models import Page

from cms.audit.models import Event
from cms.works.models import Paragraph, RegisteredSymbol, Work
from rcm_pages.demo.archive import make_demo
from rcm_pages.demo.composing.composer import compose
from rcm_pages.demo.composing.text import paper_of
from rcm_pages.demo.fiction import meeting_of
from rcm_pages.demo.people import EDITOR
from rcm_pages.demo.plan import planned_works
from rcm_pages.demo.shelving.found import keys_present, works_by_key
from rcm_pages.demo.shelving.shelf import Shelf
from rcm_pages.demo.works import Draft, bring_to, make_work
from search.models import OutboxEntry
from tests.factories.people import User

pytestmark = pytest.mark.django_db
# One of every form, in both languages or one, for every audience that they have.
ROWS = list({p.form: (p, text) for p, text in compose(planned_works())}.values())
_COPY = "copy/"


@pytest.fixture(scope="module")
def shelved(django_db_setup, django_db_blocker):
    """One work of every form, recorded in bulk; taken away after this module."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        make_demo()
        OutboxEntry.objects.all().delete()
        editor = User.objects.get(email=EDITOR.email)
        Shelf(by=editor).take_in(ROWS)
        yield editor
        transaction.set_rollback(True)


def by_actions(planned, text, *, by):
    """Make the same work step by step; whatever is unique differs."""
    draft = Draft(
        key=_COPY + planned.key,
        type_code=planned.type_code,
        meeting=meeting_of(planned),
        papers={lang: paper_of(text, planned.key, lang) for lang in planned.texts},
        statuses=planned.texts,
        files=(),
        facts={
            "audience": planned.audience,
            "audience_party": meeting_of(planned).host
            if planned.audience == "delegation"
            else None,
            "dated_on": planned.occasion.last_day,
        },
    )
    work, _pages = make_work(draft, by=by)
    bring_to("recorded", work, {}, by=by)
    return Work.objects.get(pk=work.pk)


SAME = (
    "type_code", "meeting", "dated_on", "state", "audience", "audience_party",
    "steering_since", "is_sample", "provenance", "created_by", "settled_by",
)  # fmt: skip


def told(work):
    """Return all that two works of the same plan have in common."""
    texts = list(work.expressions.select_related("page", "revision").order_by("pk"))
    return {
        "work": [getattr(work, name) for name in SAME],
        "access": set(work.access.values_list("token", "opens_at", "closes_at")),
        "events": [
            (e.verb, e.actor, e.actor_name, e.capacity, sorted(e.data))
            for e in Event.objects.about(work)
        ],
        "texts": [
            (t.language, t.status, t.title, t.canonical, t.sha256) for t in texts
        ],
        "paragraphs": list(
            Paragraph.objects.filter(expression__work=work)
            .order_by("expression", "position")
            .values_list(
                "block_id", "number", "kind", "label", "level", "text", "charged"
            )
        ),
        "symbols": list(work.symbols.values_list("state", "type_code", "meeting")),
        "pages": [page_told(t.page.specific) for t in texts],
        "told the search": [
            OutboxEntry.objects.filter(object_id=str(t.pk)).exists() for t in texts
        ],
    }


def page_told(page):
    same = page.get_latest_revision_as_object()
    return (
        page.title, page.draft_title, page.title_block, page.live, page.depth,
        page.has_unpublished_changes, page.locale_id, page.content_type, page.owner,
        page.get_parent().pk, page.canonical(), same.canonical(),
        page.latest_revision == page.live_revision == page.own_expression.revision,
    )  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0].form)
def test_it_is_what_the_actions_make(row, shelved):
    planned, text = row
    work = works_by_key([planned.key])[planned.key]
    assert work.symbol == planned.symbol
    copy = by_actions(planned, text, by=shelved)
    if planned.author:
        assert work.author.code == planned.author
    assert told(work) == told(copy)


def test_the_tree_and_the_readers_are_in_order(shelved, capsys):
    assert not any(Page.find_problems())
    call_command("check_access")
    assert "as it should be" in capsys.readouterr().out


def test_what_is_public_is_read_by_everybody(shelved, client):
    for planned, _text in ROWS:
        work = works_by_key([planned.key])[planned.key]
        status = 200 if planned.audience == "public" else 404
        for expression in work.expressions.all():
            assert client.get(expression.url).status_code == status


def test_editors_find_the_pages(shelved):
    _planned, text = ROWS[0]
    found = Page.objects.search(text.title[0], operator="and")
    assert any(page.title == text.title[0] for page in found)


def test_works_are_found_by_their_keys(shelved):
    keys = {planned.key for planned, _text in ROWS}
    assert keys_present([*keys, "nowhere/declaration"]) == keys


def test_a_symbol_that_is_taken_gives_way_to_the_next(shelved):
    planned, text = ROWS[0]
    again = replace(planned, key="again")
    [work] = Shelf(by=shelved).take_in([(again, text)])
    assert work.symbol != planned.symbol
    assert work.symbol.startswith(planned.symbol.rsplit("/", 1)[0])
    assert RegisteredSymbol.objects.filter(symbol=work.symbol).count() == 1
