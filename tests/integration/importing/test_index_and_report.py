"""A folder with its list; what was not understood, on paper; languages side by side."""

import csv
import shutil
from pathlib import Path

import pytest

from cms.works.models import Expression, Work
from rcm_pages.importing.index import Entry, find_index, with_entry
from rcm_pages.importing.models import Import
from tests import papers
from tests.benchmarks.expected import PAPERS

from .imports import rows, vm
from .test_command import HEAD, PLAN, quick, run

pytestmark = pytest.mark.django_db
__all__ = ["quick"]
EN = f"{HEAD}ACTION PLAN\n\nThe Vice-Ministers agree:\n\nI. Papers\n\na) Keep them.\n"
ES = (
    "XX REUNIÓN VICEMINISTERIAL\nCiudad de México\n11 y 12 de noviembre de 2015\n"
    "PLAN DE ACCIÓN\n\nLos Viceministros acuerdan:\n\nI. Documentos\n\na) Guardarlos.\n"
    "b) Leerlos en la reunión.\n"
)


def write_list(path, *entries):
    columns = ("file", "date", "lang", "type", "meeting_or_body", "title")
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(dict(zip(columns, row, strict=False)) for row in entries)


def test_the_list_tells_what_the_paper_does_not(site, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", "Keep the papers of the Conference.\n")
    write_list(
        tmp_path / "list.csv",
        ("a.txt", "2015-11-12", "en", "action plan", "XX RCM, 11-12 November 2015"),
        ("gone.txt", "", "en", "", ""),
    )
    told = run(tmp_path)
    assert "missing: gone.txt: in the list, not in the folder" in told
    assert "1 built" in told
    work = Work.objects.get()
    assert (work.type_code, work.meeting) == ("action_plan", vm(20))
    assert work.dated_on.isoformat() == "2015-11-12"


def test_the_list_of_the_folder_one_stands_in(tmp_path, monkeypatch):
    folder = tmp_path / "papers.2015"
    folder.mkdir()
    write_list(tmp_path / "papers.2015.csv", ("a.txt", "", "en", "", ""))
    monkeypatch.chdir(folder)
    assert find_index(Path()) == tmp_path / "papers.2015.csv"


def test_a_language_that_the_list_tells_is_no_doubt(site):
    doubts = [{"code": "no_language", "line": 0, "text": ""}]
    facts = dict.fromkeys(
        ("language", "body", "ordinal", "place", "title", "starts_on", "type"), ""
    )
    said = {"result": {**facts, "doubts": doubts, "ends_on": ""}}
    told = with_entry(said, Entry(file="a.txt", language="es"))["result"]
    assert (told["language"], told["doubts"]) == ("es", [])


def test_where_list_and_paper_differ_in_language_it_is_said(site, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", EN)
    write_list(tmp_path / "list.csv", ("a.txt", "", "es"))
    assert "names another language" in run(tmp_path)
    assert Import.objects.get().language == "es"


@pytest.mark.parametrize("content", ["", "no,column\n1,2\n", "file\n", "\xff\xfe\0"])
def test_a_list_that_is_none(site, quick, tmp_path, content):
    papers.write_text(tmp_path / "a.txt", EN)
    (tmp_path / "list.csv").write_text(content, encoding="latin-1")
    assert "1 built" in run(tmp_path)
    with pytest.raises(Exception, match="list"):
        run(tmp_path, index=tmp_path / "list.csv")


def test_two_languages_become_one_work_side_by_side(site, quick, tmp_path):
    papers.write_text(tmp_path / "a_en.txt", EN)
    papers.write_text(tmp_path / "a_es.txt", ES)
    told = run(tmp_path)
    assert "3 paragraphs align, 1 only here, 0 only there; item: 2 and 1" in told
    assert Work.objects.count() == 1
    languages = Expression.objects.order_by("language").values_list("language")
    assert [code for (code,) in languages] == ["en", "es"]


def test_the_report_lists_everything(site, quick, tmp_path):
    folder = tmp_path / "papers"
    folder.mkdir()
    papers.write_text(folder / "clear.txt", PLAN.format("ONE"))
    doubtful = f"{EN}c) =1+1 left ...\nVirtual Secretariat\n"
    papers.write_text(folder / "doubtful.txt", doubtful)
    (folder / "empty.txt").touch()
    report = tmp_path / "report.csv"
    run(folder, report=report)
    with report.open(encoding="utf-8-sig", newline="") as stream:
        found = [(r["file"], r["code"], r["words"]) for r in csv.DictReader(stream)]
    assert found == [
        ("clear.txt", "", ""),
        ("doubtful.txt", "count_skips", "c)"),
        ("doubtful.txt", "broken", "'=1+1 left ..."),
        ("doubtful.txt", "left_out", "Virtual Secretariat"),
        ("empty.txt", "", ""),
    ]


def test_a_report_that_cannot_be_written(site, quick, tmp_path):
    papers.write_text(tmp_path / "a.txt", EN)
    with pytest.raises(Exception, match="report"):
        run(tmp_path, report=tmp_path / "no" / "report.csv")
    assert not Import.objects.exists()


def test_the_conferences_papers_come_in_and_only_once(site, quick, tmp_path):
    """All layouts, in both languages; none is passed over, none fails."""
    folder = tmp_path / "papers"
    shutil.copytree(PAPERS, folder)
    told = run(folder)
    count = sum(1 for _ in folder.iterdir())
    assert Import.objects.count() == count
    assert "not read" not in told
    assert "characters not understood" not in told
    before = rows()
    assert run(folder).endswith(f"{count} same\nNothing changed.\n")
    assert rows() == before
