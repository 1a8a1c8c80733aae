"""Passages show what was found, where it is, and never run as HTML."""

from search.engine import Engine

from .papers import ask, paper, put, section

SCRIPT = "<script>alert('migrants')</script>"


def test_html_is_escaped(engine: Engine) -> None:
    put(engine, paper("one", f"Before {SCRIPT} & after", title=f"On {SCRIPT}"))
    [hit] = ask(engine, "migrant").hits
    for html in (hit.title_html, hit.passages[0].html):
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        assert "<mark>migrants</mark>" in html


def test_a_hostile_question_is_not_echoed_as_html(engine: Engine) -> None:
    put(engine, paper("one", "<mark>script</mark>"))
    [hit] = ask(engine, "<script>").hits
    assert hit.passages[0].html == "&lt;mark&gt;<mark>script</mark>&lt;/mark&gt;"


def test_the_best_sections_with_their_places(engine: Engine) -> None:
    put(
        engine,
        paper(
            "one",
            section("migrant here", locator="#p1"),
            section("migrant workers here", "file", "/documents/3/x.pdf#page=2"),
            section("nothing", locator="#p3"),
            section("workers here", locator="#p4"),
            section("workers there", locator="#p5"),
        ),
    )
    [hit] = ask(engine, "migrant worker").hits
    places = [passage.locator for passage in hit.passages]
    assert places == ["/documents/3/x.pdf#page=2", "#p1", "#p4"]
    assert hit.passages[0].kind == "file"


def test_long_sections_are_cut_around_the_word(engine: Engine) -> None:
    put(
        engine, paper("one", "padding " * 400 + "the consulate stands " + "more " * 400)
    )
    [hit] = ask(engine, "consulates").hits
    [passage] = hit.passages
    assert passage.html.startswith("… padding")
    assert passage.html.endswith("more …")
    assert "the <mark>consulate</mark> stands" in passage.html
    assert 150 < len(passage.html) < 290


def test_without_words_the_opening_or_the_summary(engine: Engine) -> None:
    head = section("RCM", "title_block")
    put(
        engine,
        paper("a", head, "The opening. " * 50, title="Alpha"),
        paper("b", head, "The opening.", title="Beta", summary="In short."),
        paper("c", title="Gamma"),
    )
    [a] = ask(engine, "alpha").hits
    assert a.title_html == "<mark>Alpha</mark>"
    assert a.passages[0].html.startswith("The opening. The")
    assert a.passages[0].html.endswith(" …")
    [b] = ask(engine, "beta").hits
    assert [(p.html, p.kind) for p in b.passages] == [("In short.", "summary")]
    [c] = ask(engine, "gamma").hits
    assert c.passages == ()


def test_a_phrase_is_marked_whole(engine: Engine) -> None:
    put(engine, paper("one", "Workers, or migrant worker alone"))
    [hit] = ask(engine, '"migrant workers"').hits
    assert hit.passages[0].html == "Workers, or <mark>migrant worker</mark> alone"


def test_excluded_and_field_words_are_not_marked(engine: Engine) -> None:
    put(engine, paper("one", "joint work", title="Joint work"))
    [hit] = ask(engine, "title:joint work -absent").hits
    assert hit.title_html == "<mark>Joint</mark> <mark>work</mark>"
    assert hit.passages[0].html == "joint <mark>work</mark>"
