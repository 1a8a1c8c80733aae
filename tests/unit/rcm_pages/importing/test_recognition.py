"""The child may crash, babble or never end: the parent always has a code for it."""

import json
import subprocess
import sys

import pytest

from cms.documents.readers import UnreadableFile
from rcm_pages.importing import actions, recognition
from rcm_pages.importing.outcome import KINDS
from tests import papers
from tests.integration.importing.imports import LINES, said, waiting

ECHO = "import sys; sys.stdout.write(sys.argv[-1])"


@pytest.fixture
def child(monkeypatch):
    """Put another program in the child's place; give its calls."""
    real, calls = subprocess.Popen, []

    def install(program, *arguments):
        def run(command, **options):
            calls.append((command, options))
            return real([sys.executable, "-c", program, *arguments], **options)

        monkeypatch.setattr(subprocess, "Popen", run)
        return calls

    return install


def code_of(path, name="paper.txt"):
    with pytest.raises(UnreadableFile) as caught:
        recognition.recognise(path, name=name)
    return caught.value.code


def test_a_paper_is_recognised(tmp_path):
    told = recognition.recognise(papers.SAMPLE_EN, name="a.txt")
    assert told.keys() == {"lines", "result", "notes", "changes"}
    assert told["result"]["type"] == "action_plan"
    assert {s["kind"] for s in told["result"]["segments"]} <= set(KINDS)


def test_an_error_of_the_reader_comes_through(tmp_path):
    path = papers.write_locked_pdf(tmp_path / "a.pdf")
    assert code_of(path, "a.pdf") == "encrypted"
    assert code_of(tmp_path / "not there.txt") == "crashed"


@pytest.mark.parametrize("name", ["-c", "--help", "a b.txt", "a';exit 1;'.txt"])
def test_a_name_is_only_a_name(name):
    assert recognition.recognise(papers.SAMPLE_ES, name=name)["lines"]


@pytest.mark.parametrize("status", [1, 3])
def test_a_child_that_fails_is_not_believed(child, tmp_path, status):
    child(f"{ECHO}; sys.exit({status})", json.dumps(said()))
    assert code_of(tmp_path / "a.txt") == "crashed"


@pytest.mark.parametrize(("signal", "code"), [(9, "crashed"), (24, "timeout")])
def test_a_child_that_is_killed(child, tmp_path, signal, code):
    """By the kernel for its memory, or for its processor time."""
    child(f"import os; os.kill(os.getpid(), {signal})")
    assert code_of(tmp_path / "a.txt") == code


@pytest.mark.parametrize(
    "rubbish",
    [
        "",
        "rubbish",
        "5",
        "null",
        "[]",
        '"error"',
        "{}",
        '{"lines": []}',
        '{"lines": [], "result": {}}',
        '{"lines": [], "result": {}, "notes": [',
        "[" * 100_000,
    ],
)
def test_rubbish_is_a_crash(rubbish):
    with pytest.raises(UnreadableFile) as caught:
        recognition._understood(rubbish.encode())
    assert caught.value.code == "crashed"


def test_bytes_that_are_no_text_are_a_crash():
    with pytest.raises(UnreadableFile):
        recognition._understood(b"\xff\xfe\x00")


def test_time_runs_out(child, tmp_path, monkeypatch):
    monkeypatch.setattr(recognition, "TIMEOUT_S", 0.3)
    child("import time; time.sleep(60)")
    assert code_of(tmp_path / "a.txt") == "timeout"


def test_the_child_gets_no_secrets(child, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "not for the child")
    monkeypatch.setenv("DATABASE_URL", "nor this")
    calls = child(ECHO, json.dumps(said()))
    assert recognition.recognise(tmp_path / "a.txt", name="a.txt") == said()
    environment = calls[0][1]["env"]
    assert {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}.isdisjoint(
        environment
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("program", "code"),
    [("import sys; sys.exit(1)", "crashed"), ("print('rubbish')", "crashed")],
)
def test_a_failed_import_can_be_tried_again(site, child, program, code):
    record = waiting()
    child(program)
    record = actions.run_recognition(record=record)
    assert (record.state, record.error) == ("failed", code)
    record = actions.retry(record=record, by=None)
    assert (record.state, record.error) == ("waiting", "")
    child(ECHO, json.dumps(said()))
    record = actions.run_recognition(record=record)
    assert (record.state, record.source_lines) == ("review", LINES)
