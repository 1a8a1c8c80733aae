"""The register of symbols, one work's symbol, and what a permanent address answers."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from cms.conference.models import Meeting
from cms.works.circulating import circulate
from cms.works.models import RegisteredSymbol, SymbolState
from cms.works.reservations import reserve
from cms.works.symbol_corrections import correct_symbol
from rcm_pages.work_types import ACTION_PLAN
from tests.factories import works
from tests.factories.conference import MemberStateFactory

STEM = "RCM/VM/XX/2015/AP"
NEW = "/admin/symbols/new/"


def text(response) -> str:
    return response.content.decode()


def meeting():
    return Meeting.objects.get(body__code="vm", ordinal=20)


def form(**fields):
    said = {"meeting": meeting().pk, "type_code": "action_plan", "count": 1}
    return {**said, "why": "The plan of the XX", **fields}


def held(by, **fields):
    said = {"type_code": ACTION_PLAN.code, "why": "Kept for a test", **fields}
    return reserve(meeting=meeting(), by=by, **said)


class TestRegister:
    def test_reserved_shown_and_released(self, editor):
        until = timezone.localdate() + dt.timedelta(days=3)
        mexico = MemberStateFactory(code="MX")
        response = editor.post(
            NEW, form(party=mexico.pk, until=until.isoformat()), follow=True
        )
        page = text(response)
        for words in (STEM, mexico.name, "The plan of the XX", str(editor.user)):
            assert words in page
        entry = RegisteredSymbol.objects.get()
        address = reverse("symbol_release", args=[entry.pk])
        assert editor.get(address).status_code == 200
        assert editor.post(address, {"why": ""}).status_code == 422
        page = text(editor.post(address, {"why": "Not needed"}, follow=True))
        assert f"{STEM} is released." in page
        entry.refresh_from_db()
        assert entry.state == SymbolState.RELEASED
        again = editor.post(address, {"why": "Again"}, follow=True)
        assert again.status_code == 404

    def test_a_symbol_taken_is_said_and_nothing_is_lost(self, editor):
        editor.post(NEW, form(number=2))
        response = editor.post(NEW, form(number=2, why="Long and well thought of"))
        assert response.status_code == 422
        assert f"{STEM}/2 is taken." in text(response)
        assert 'value="Long and well thought of"' in text(response)
        assert RegisteredSymbol.objects.count() == 1

    @pytest.mark.parametrize(
        "fields",
        [
            {"meeting": "x"}, {"meeting": "999999"}, {"type_code": "novel"},
            {"count": "0"}, {"count": "9" * 30}, {"number": "-1"}, {"number": "x"},
            {"number": "9" * 5000}, {"why": ""}, {"why": "x" * 301}, {"why": "a\0b"},
            {"until": "1996-03-13"}, {"until": "yesterday"}, {"party": "999999"},
            {"count": "2", "number": "5"},
        ],
    )  # fmt: skip
    def test_bad_input(self, editor, fields):
        assert editor.post(NEW, form(**fields)).status_code == 422
        assert not RegisteredSymbol.objects.exists()

    @pytest.mark.parametrize("query", ["?state=nonsense&page=x", "?q=%00", "?q=%25"])
    def test_odd_questions(self, editor, query):
        assert editor.get(f"/admin/symbols/{query}").status_code == 200

    def test_others_do_not_keep_it(self, approver, editor):
        (entry,) = held(editor.user)
        for path in ("", "new/", f"{entry.pk}/release/"):
            for answer in (
                approver.get(f"/admin/symbols/{path}"),
                approver.post(f"/admin/symbols/{path}", form()),
            ):
                assert answer.status_code in {302, 403, 405}
        assert RegisteredSymbol.objects.open().count() == 1

    def test_a_draft_one_may_not_read_is_not_named(self, editor):
        panama = MemberStateFactory(code="PA")
        held(editor.user, party=panama)
        held(editor.user)
        works.draft_action_plan(prepared_by=panama)
        page = text(editor.get("/admin/symbols/?state=all"))
        assert "Action Plan under Test" not in page
        assert f"{STEM}/2" in page

    def test_the_list_costs_the_same_for_many(
        self, editor, django_assert_max_num_queries
    ):
        def make(count):
            held(editor.user, count=count)
            for _each in range(count):
                works.recorded_action_plan()

        make(1)
        editor.get("/admin/symbols/?state=all")
        with django_assert_max_num_queries(60) as few:
            editor.get("/admin/symbols/?state=all")
        make(3)
        with django_assert_max_num_queries(len(few)):
            editor.get("/admin/symbols/?state=all")


class TestOneWork:
    def screen(self, work):
        return reverse("work_symbol", args=[work.pk])

    def test_given_back_and_taken_up(self, editor):
        held(editor.user)
        work = works.draft_action_plan(by=editor.user)
        assert STEM in text(editor.get(self.screen(work)))
        editor.post(self.screen(work), {"deed": "give_back"})
        assert not work.symbols.exists()
        entry = RegisteredSymbol.objects.get()
        answer = editor.post(self.screen(work), {"deed": "take_up", "entry": entry.pk})
        assert answer.status_code == 302
        assert work.symbols.get() == entry

    def test_circulated(self, editor):
        work = works.draft_action_plan(by=editor.user)
        sent = {"deed": "circulate", "circulate-note": "Please comment"}
        page = text(editor.post(self.screen(work), sent, follow=True))
        assert f"Circulated as {STEM}/Rev.1." in page
        assert "Please comment" in page
        answer = editor.post(self.screen(work), sent)
        assert answer.status_code == 422
        assert "Nothing has changed since" in text(answer)
        assert 'value="Please comment"' in text(answer)

    def test_corrected(self, coordinator):
        work = works.recorded_action_plan()
        sent = {"deed": "correct", "correct-symbol": "RCM/VM/XX/2015/DCN/4"}
        assert coordinator.post(self.screen(work), sent).status_code == 422
        sent["correct-why"] = "Typed wrongly"
        page = text(coordinator.post(self.screen(work), sent, follow=True))
        assert f"{STEM} was its symbol before and leads to it." in page

    def test_a_symbol_taken_is_said_and_nothing_is_lost(self, coordinator):
        first, second = works.recorded_action_plan(), works.recorded_action_plan()
        sent = {
            "deed": "correct",
            "correct-symbol": first.symbol.lower(),
            "correct-why": "A long reason",
        }
        answer = coordinator.post(self.screen(second), sent)
        assert answer.status_code == 422
        assert "is taken" in text(answer)
        assert 'value="A long reason"' in text(answer)

    @pytest.mark.parametrize(
        "sent",
        [
            {}, {"deed": "nonsense"}, {"deed": "give_back"},
            {"deed": "take_up", "entry": "9" * 5000}, {"deed": "take_up"},
            {"deed": "correct", "correct-symbol": "a\0/b", "correct-why": "x"},
            {"deed": "circulate", "circulate-note": "x" * 301},
        ],
    )  # fmt: skip
    def test_bad_input(self, coordinator, sent):
        work = works.draft_action_plan()
        assert coordinator.post(self.screen(work), sent).status_code == 422
        work.refresh_from_db()
        assert work.symbol is None

    def test_others_do_nothing_there(self, approver):
        work = works.recorded_action_plan()
        for deed in ("give_back", "take_up", "correct", "circulate"):
            sent = {"deed": deed, "correct-symbol": "A/B", "correct-why": "x"}
            assert approver.post(self.screen(work), sent).status_code == 422
        work.refresh_from_db()
        assert work.symbol == STEM


class TestPermanentAddress:
    def test_a_reserved_symbol_says_so_to_those_who_may_know(
        self, site, client, editor, approver, delegate
    ):
        held(editor.user)
        for reader in (editor, approver):
            answer = reader.get(f"/reference/{STEM}")
            assert answer.status_code == 200
            assert "has not been written yet" in text(answer)
            assert "Kept for a test" in text(answer)
            assert "no-store" in answer["Cache-Control"]
        for stranger in (client, delegate):
            assert stranger.get(f"/reference/{STEM}", follow=True).status_code == 404

    def test_once_a_draft_has_it_only_its_readers_are_told(self, editor, approver):
        held(editor.user)
        works.draft_action_plan(by=editor.user)
        page = text(editor.get(f"/reference/{STEM}"))
        assert "A draft has taken this symbol up" in page
        assert "Action Plan under Test" in page
        assert approver.get(f"/reference/{STEM}", follow=True).status_code == 404

    def test_released_and_withdrawn_ones_are_nothing(self, editor):
        (entry,) = held(editor.user)
        RegisteredSymbol.objects.filter(pk=entry.pk).update(state="released")
        assert editor.get(f"/reference/{STEM}", follow=True).status_code == 404

    def test_an_older_symbol_answers_301_for_its_readers(
        self, client, coordinator, delegate
    ):
        work = works.recorded_action_plan(audience="members")
        correct_symbol(work=work, symbol=f"{STEM}/9", why="Test", by=coordinator.user)
        answer = delegate.get(f"/reference/{STEM.lower()}")
        assert answer.status_code == 301
        assert answer["Location"] == f"/reference/{STEM}/9"
        assert delegate.get(answer["Location"], follow=True).status_code == 200
        assert client.get(f"/reference/{STEM}", follow=True).status_code == 404

    def test_a_circulated_draft_is_read_by_those_who_read_drafts(
        self, client, editor, approver, delegate
    ):
        work = works.draft_action_plan(by=editor.user)
        circulate(work=work, by=editor.user)
        address = f"/reference/{STEM}/Rev.1"
        answer = editor.get(address)
        assert answer.status_code == 200
        assert "Draft as circulated" in text(answer)
        assert 'id="p1"' in text(answer)
        assert 'lang="es"' in text(editor.get(f"{address}?language=es"))
        assert editor.get(f"{address}?language=%00").status_code == 200
        for stranger in (client, approver, delegate):
            assert stranger.get(address, follow=True).status_code == 404
        assert editor.get(f"/reference/{STEM}/Rev.2", follow=True).status_code == 404
