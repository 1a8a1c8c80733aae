"""The papers to try are understood by the importer as they are meant."""

import pytest

from rcm_pages.demo.importable import importable_papers
from rcm_pages.demo.paper import SAMPLE
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.plain import write_txt
from rcm_pages.demo.word import write_docx
from rcm_pages.importing import recognition

PAPERS = importable_papers()
WRITERS = {"txt": write_txt, "docx": write_docx, "pdf": write_pdf}


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("language", PAPERS)
def test_the_importer_reads_them_as_written(language, kind, tmp_path):
    paper = PAPERS[language]
    path = tmp_path / f"plan.{kind}"
    path.write_bytes(WRITERS[kind](paper))
    result = recognition.recognise(path, name=path.name)["result"]
    assert result["language"] == language
    assert result["ordinal"] == 28
    said = [segment["text"] for segment in result["segments"]]
    assert said == [part.text for part in paper.parts]
    labels = [segment.get("label", "") for segment in result["segments"]]
    assert labels == [part.label for part in paper.parts]
    assert SAMPLE[language] in result["title_block"]
