"""Divided and glued words are mended where sure, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.documents.readers.words import Words, mended

ENGLISH = "The Conference and the rest of the long road to the sea, by the term agreed"
SPANISH = (
    "La Conferencia de los países que se reúnen en la ciudad para el diálogo de hoy"
)


def text_of(page, *others):
    lines = page.split("\n")
    return mended(lines, Words([*lines, *others]))


@pytest.mark.parametrize(
    ("paper", "page", "expected"),
    [
        # The paper has the word whole.
        (f"{ENGLISH} consular now", "con-\nsular", "consular"),
        (f"{SPANISH} niñas aquí", "las ni-\nñas y", "las niñas\ny"),
        # The rest is no word.
        (SPANISH, "la migra-\nción segura", "la migración\nsegura"),
        (SPANISH, "protec-\nción", "protección"),
        (SPANISH, "el desarro-\nllo", "el desarro-\nllo"),
        (ENGLISH, "the govern-\nment of", "the government\nof"),
        (ENGLISH, "the organiza-\ntions.", "the organizations."),
        (SPANISH, "for-\nmalmente", "formalmente"),
        # Real compounds, prefixes, and what cannot be known.
        (f"{ENGLISH} long-term plans", "a long-\nterm plan", "a long-\nterm plan"),
        (f"{ENGLISH} re-mission is", "re-\nmission", "re-\nmission"),
        (f"{ENGLISH} resign re-sign is", "to re-\nsign", "to re-\nsign"),
        (ENGLISH, "a trade-\nunion", "a trade-\nunion"),
        (ENGLISH, "inter-\nnational", "inter-\nnational"),
        (ENGLISH, "space-\nship", "space-\nship"),
        (SPANISH, "socio-\ncultural", "socio-\ncultural"),
        # Names, capitals, numbers, dashes.
        (SPANISH, "franco-\nAlemán", "franco-\nAlemán"),
        (SPANISH, "CRM-\nción", "CRM-\nción"),
        (ENGLISH, "2014-\n2016", "2014-\n2016"),
        (ENGLISH, "so -\ntion", "so -\ntion"),
        (SPANISH, "migra\xad\nción", "migración"),
        (SPANISH, "", ""),
    ],
)
def test_a_word_that_a_lines_end_divides(paper, page, expected):
    assert text_of(page, paper) == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("los paísesLa Conferencia de", "los países La Conferencia de"),
        ("se reúnen,en la ciudad;de hoy", "se reúnen, en la ciudad; de hoy"),
        ("McDonald y OIMGuatemala", "McDonald y OIMGuatemala"),
        ("10,5 y a,b", "10,5 y a,b"),
        ("véase www.paísesLa.org,para y", "véase www.paísesLa.org,para y"),
        ("porque conque", "porque conque"),
    ],
)
def test_words_that_stand_glued_together(page, expected):
    paper = f"{SPANISH} y los países de La Conferencia por que con"
    assert text_of(page, paper) == expected


def test_a_word_that_the_paper_writes_so_is_left(tmp_path):
    paper = "el sitio eLa de eLa y La e Conferencia"
    assert text_of("el eLa de hoy", paper, "e La") == "el eLa de hoy"


LINES = st.lists(
    st.text(alphabet="aáñT1,;-\xad@ .\u200f", max_size=15), min_size=1, max_size=6
)


@given(LINES, LINES)
def test_nothing_goes_but_hyphens_and_blanks(page, paper):
    """Every other character stays, in its order; hyphens only go at a line's end."""
    done = mended(page, Words([*page, *paper]))
    assert _ink(done) == _ink("\n".join(page))
    lost = "\n".join(page).count("-") - done.count("-")
    assert 0 <= lost <= sum(line.endswith("-") for line in page)


def _ink(text):
    return "".join(text.replace("-", "").replace("\xad", "").split())
