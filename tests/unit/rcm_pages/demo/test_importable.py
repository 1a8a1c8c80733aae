"""The papers to try are understood by the importer as they are meant."""

import pytest

from rcm_pages.demo.importable import importable_papers
from rcm_pages.demo.paper import SAMPLE
from rcm_pages.demo.plain import write_txt
from rcm_pages.importing import recognition

PAPERS = importable_papers()


@pytest.mark.parametrize("language", PAPERS)
def test_the_importer_reads_them_as_written(language, tmp_path):
    paper = PAPERS[language]
    path = tmp_path / "plan.txt"
    path.write_bytes(write_txt(paper))
    result = recognition.recognise(path, name="plan.txt")["result"]
    assert result["language"] == language
    assert result["ordinal"] == 28
    said = [segment["text"] for segment in result["segments"]]
    assert said == [part.text for part in paper.parts]
    labels = [segment.get("label", "") for segment in result["segments"]]
    assert labels == [part.label for part in paper.parts]
    assert SAMPLE[language] in result["title_block"]
