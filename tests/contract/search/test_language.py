"""Words are found in all their forms, in both languages."""

import pytest

from search.engine import Engine

from .papers import ask, found, names, paper, put, section


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("es", "reunión", "reunion"),
        ("es", "reunion", "reunión"),
        ("es", "reuniones", "reunión"),
        ("es", "reunión", "REUNIONES"),
        ("es", "migración", "migraciones"),
        ("es", "declaraciones", "declaracion"),
        ("es", "niños", "niño"),
        ("es", "país", "países"),
        ("es", "mujeres", "mujer"),
        ("es", "seguimientos", "seguimiento"),
        ("es", "Canadá", "canada"),
        ("en", "meeting", "meetings"),
        ("en", "meetings", "meeting"),
        ("en", "countries", "country"),
        ("en", "policies", "Policy"),
        ("en", "refugee", "refugees"),
        ("en", "children's", "children"),
        ("en", "children", "children's"),
        ("en", "children", "children’s"),
        ("en", "reunio\u0301n", "reunión"),
        ("es", "reunión", "reunio\u0301n"),
        ("es", "mi\u00adgración", "migración"),
        ("en", "ﬁnance", "finance"),
        ("fr", "migration", "migrations"),
    ],
)
def test_forms(engine: Engine, language: str, written: str, asked: str) -> None:
    put(
        engine,
        paper("it", f"Before {written} after", language=language),
        paper("other", "Nothing of the kind", language=language),
    )
    assert found(engine, asked) == {"it"}
    [hit] = ask(engine, asked).hits
    assert "<mark>" in hit.passages[0].html


@pytest.mark.parametrize("written", ["followup", "follow-up", "Follow‑up"])
@pytest.mark.parametrize("asked", ["followup", "follow-up", "FOLLOW-UP", '"follow-up"'])
def test_compounds(engine: Engine, written: str, asked: str) -> None:
    put(
        engine,
        paper("it", f"The {written} of it"),
        paper("other", "up he would follow"),
    )
    assert found(engine, asked) == {"it"}


def test_parts_of_a_compound(engine: Engine) -> None:
    put(engine, paper("it", "the follow-up/monitoring"))
    for asked in ("follow up", "monitoring", "followup", '"the follow up monitoring"'):
        assert found(engine, asked) == {"it"}


def test_the_form_as_typed_comes_first(engine: Engine) -> None:
    put(
        engine,
        paper("ano", "un ano", language="es"),
        paper("año", "un año", language="es"),
    )
    assert names(ask(engine, "año")) == ["año", "ano"]
    assert names(ask(engine, "ano")) == ["ano", "año"]


def test_one_question_for_both_languages(engine: Engine) -> None:
    put(
        engine,
        paper("en", "The Honduras proposals", language="en"),
        paper("es", "Las propuestas de Honduras", language="es"),
    )
    assert found(engine, "honduras") == {"en", "es"}
    assert found(engine, "honduras", languages=("es",)) == {"es"}
    assert found(engine, "honduras", languages=("es", "en")) == {"en", "es"}
    assert found(engine, "honduras", languages=("fr",)) == set()


def test_title_before_text_before_file(engine: Engine) -> None:
    file = section("consular consular", "file", "/documents/3/x.pdf#page=2")
    put(
        engine,
        paper("file", "padding words", file),
        paper("text", "consular padding words"),
        paper("title", "padding words", title="Consular network"),
    )
    assert names(ask(engine, "consular")) == ["title", "text", "file"]
