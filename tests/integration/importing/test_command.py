"""`import_papers`: good files become drafts, bad ones a sentence, none comes twice."""

import io
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation

from cms.documents.models import DocumentVersion
from cms.works.models import Expression, Work
from rcm_pages.action_plans.models import ActionPlanPage
from rcm_pages.importing import folder, recognition
from rcm_pages.importing.models import Import
from tests import papers

from .imports import posted, rows, vm

pytestmark = pytest.mark.django_db
HEAD = "XX VICE-MINISTERIAL MEETING\nMexico City\nNovember 11-12, 2015\n"
PLAN = f"{HEAD}ACTION PLAN {{}}\n\nThe Vice-Ministers agree:\n\nI. Papers\n\na) Keep.\n"


def run(*paths, **options):
    out = io.StringIO()
    call_command("import_papers", *map(str, paths), stdout=out, verbosity=0, **options)
    return out.getvalue()


@pytest.fixture
def quick(monkeypatch):
    """Parse in this process: a child for each file is `test_recognition`'s matter."""

    def recognise(path, *, name):
        told = recognition._say(path, name)
        if "error" in told:
            raise recognition.UnreadableFile(told["error"])
        return told

    monkeypatch.setattr(folder, "recognise", recognise)


def write_folder(root):
    """Two plans, one of them twice, and what else lies in a real folder."""
    below = root / "below"
    below.mkdir()
    (root / "scans.pdf").mkdir()
    papers.write_text(root / "a.txt", PLAN.format("ONE"))
    shutil.copy(root / "a.txt", root / "b.txt")
    papers.write_text(below / "c.TXT", PLAN.format("TWO"), "utf-16")
    papers.write_text(root / "no_meeting.txt", "ACTION PLAN\n\nWe agree:\n\na) Keep.")
    papers.write_text(root / "no_type.txt", f"{HEAD}\nThe Vice-Ministers agree.\n")
    (root / "empty.txt").touch()
    papers.write_text(root / "false.docx", "%PDF-1.7")
    papers.write_locked_pdf(root / "locked.pdf")
    papers.write_truncated_pdf(root / "short.pdf")
    papers.write_bomb(root / "bomb.docx", megabytes=20)
    (root / "notes.md").write_text("not a paper")


def test_a_folder_of_everything(site, quick, tmp_path):
    write_folder(tmp_path)
    words = {o.path.name: o.word for o in outcomes(tmp_path)}
    assert words == {
        "a.txt": "built",
        "b.txt": "same",
        "c.TXT": "built",
        "no_meeting.txt": "kept",
        "no_type.txt": "kept",
        "empty.txt": "failed",
        "false.docx": "failed",
        "locked.pdf": "failed",
        "short.pdf": "failed",
        "bomb.docx": "failed",
    }
    assert ActionPlanPage.objects.count() == 2
    assert Import.objects.count() == 4
    assert Import.objects.get(meeting=None).document.title == "no_meeting"
    assert Work.objects.filter(state="draft", meeting=vm()).count() == 2


def outcomes(*paths, build=True):
    return list(folder.import_papers(list(paths), build=build, by=None))


@pytest.mark.parametrize("language", ["en", "es"])
def test_failures_are_told_in_words(site, quick, tmp_path, language):
    write_folder(tmp_path)
    with translation.override(language):
        details = {o.path.name: o.detail for o in outcomes(tmp_path)}
    openings = {
        "empty.txt": {"en": "The file is empty", "es": "El archivo está vacío"},
        "locked.pdf": {"en": "The file asks for", "es": "El archivo exige"},
    }
    for name, opening in openings.items():
        assert details[name].startswith(opening[language])


def test_a_second_run_changes_nothing(site, quick, tmp_path):
    for name in ("one", "two"):
        papers.write_text(tmp_path / f"{name}.txt", PLAN.format(name))
    first = run(tmp_path)
    assert "2 built" in first
    assert "Nothing changed." not in first
    before = rows()
    second = run(tmp_path)
    assert "2 same" in second
    assert second.endswith("Nothing changed.\n")
    assert rows() == before


def test_what_is_odd_is_told_in_words(site, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", PLAN.format("ÑANDÚ"), "latin-1")
    papers.write_text(tmp_path / "b.txt", f"{HEAD}\nLa reunión acordó.\n", "latin-1")
    told = run(tmp_path)
    assert told.count("The text is in an old Western encoding") == 2
    assert "decoded_latin1" not in told


def test_names_from_any_system(site, quick, tmp_path):
    """Signs that no terminal, database or other system can take are left out."""
    names = ["bell\x07\x1b[2J.txt", "line\nbreak.txt", "界" * 80 + ".txt"]
    for number, name in enumerate(names):
        papers.write_text(tmp_path / name, PLAN.format(number))
    broken = os.fsencode(tmp_path) + b"/latin\xf1.txt"
    Path(os.fsdecode(broken)).write_text(PLAN.format("N"), encoding="utf-8")
    told = run(tmp_path)
    assert "4 built" in told
    assert "".join(told.split("\n")).isprintable()
    titles = set(Import.objects.values_list("document__title", flat=True))
    assert titles >= {"bell[2J", "linebreak", "latin"}


def test_review_leaves_all_to_an_editor(site, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    assert "1 kept" in run(tmp_path, review=True)
    assert Import.objects.get().state == "review"
    assert not ActionPlanPage.objects.exists()


def test_a_meeting_and_a_person_by_name(editor, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    run(tmp_path, meeting="vm:21", person=editor.user.email.upper())
    record = Import.objects.get()
    assert (record.meeting, record.created_by) == (vm(21), editor.user)
    assert record.page.owner == editor.user


@pytest.mark.parametrize(
    "options",
    [
        {"meeting": "nonsense"},
        {"meeting": "vm:"},
        {"meeting": "vm:x"},
        {"meeting": "vm:²"},
        {"meeting": "vm:99"},
        {"meeting": "vm:" + "9" * 30},
        {"meeting": ":20"},
        {"person": "nobody@example.org"},
    ],
)
def test_what_the_command_does_not_know(site, tmp_path, options):
    papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    before = rows()
    with pytest.raises(CommandError, match=next(iter(options.values()))):
        run(tmp_path, **options)
    assert rows() == before


def test_a_path_that_is_not_there(site, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        run(tmp_path, tmp_path / "nowhere")


def test_an_empty_folder(site, tmp_path):
    assert run(tmp_path) == "nothing\n"


@pytest.mark.parametrize(
    ("owner", "step"),
    [
        (folder.actions, "keep_recognition"),
        (folder.actions, "build"),
        (folder.actions.works, "add_expression"),
        (folder.actions.documents, "attach"),
    ],
)
def test_stopped_in_the_middle_and_run_again(
    site, quick, tmp_path, monkeypatch, owner, step
):
    """The second of three papers is cut off; a new run completes all, each once."""
    for name in "abc":
        papers.write_text(tmp_path / f"{name}.txt", PLAN.format(name))
    with monkeypatch.context() as patch:
        stop_at_second_call(patch, owner, step)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path)
    assert ActionPlanPage.objects.count() == Work.objects.count() == 1
    run(tmp_path)
    assert set(Import.objects.values_list("state", flat=True)) == {"done"}
    assert ActionPlanPage.objects.count() == 3
    assert Work.objects.count() == Expression.objects.count() == 3
    assert DocumentVersion.objects.count() == Import.objects.count() == 3
    assert "Nothing changed." in run(tmp_path)


def stop_at_second_call(patch, owner, name):
    calls = []
    real = getattr(owner, name)

    def stopping(*args, **kwargs):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    patch.setattr(owner, name, stopping)


@pytest.mark.parametrize("state", ["waiting", "failed"])
def test_a_web_import_that_nobody_read_is_completed(site, quick, tmp_path, state):
    path = papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    record = folder.actions.take_in(
        meeting=vm(), content=io.BytesIO(path.read_bytes()), name="web.txt", by=None
    )
    Import.objects.filter(pk=record.pk).update(state=state, error="timeout")
    assert "1 built" in run(path)
    record.refresh_from_db()
    assert (record.state, record.error) == ("done", "")


def test_what_an_editor_corrected_stays(site, quick, tmp_path, editor):
    path = papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    run(path, review=True)
    record = Import.objects.get()
    address = reverse("importing_review", args=[record.pk])
    editor.post(address, posted(record, **{"s-1-text": "Corrected"}))
    assert "1 same" in run(path)
    record.refresh_from_db()
    assert record.result["segments"][1]["text"] == "Corrected"


def test_a_path_from_where_one_stands(site, tmp_path, monkeypatch):
    """The reader's process stands elsewhere; a relative path still leads to it."""
    papers.write_text(tmp_path / "a.txt", PLAN.format("ONE"))
    monkeypatch.chdir(tmp_path)
    assert "1 built" in run("a.txt")
