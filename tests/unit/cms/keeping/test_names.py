"""Names that every file system takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.keeping.names import LONGEST, safe


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Declaración de Panamá.pdf", "Declaracion-de-Panama.pdf"),
        ("RCM/VM/XX/2015/AP", "RCM-VM-XX-2015-AP"),
        ("..", "file"),
        ("", "file"),
        (".pdf", "pdf"),
        ("con.txt", "x-con.txt"),
        ("AUX", "x-AUX"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\nb\x00c.docx", "a-b-c.docx"),
        ("会議.pdf", "pdf"),
        ("v1.2 of a list, and more", "v1.2-of-a-list-and-more"),
    ],
)
def test_names_made_by_hand(name, said):
    assert safe(name) == said


@given(st.text(max_size=300))
def test_whatever_comes_the_name_is_safe_and_stays(name):
    said = safe(name)
    assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]|[A-Za-z0-9]", said)
    assert len(said) <= LONGEST
    assert safe(said) == said
