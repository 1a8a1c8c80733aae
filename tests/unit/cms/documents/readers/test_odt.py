"""OpenDocument texts: words, numbers, notes, tables, and what is refused."""

import pytest

from cms.documents.readers import UnreadableFile, read

from .open_texts import document, part, printed, reread, write

LETTERS = (
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1" '
    'style:num-format="1" style:num-suffix="."/><text:list-level-style-number '
    'text:level="2" style:num-format="a" style:num-suffix=")"/>'
    '<text:list-level-style-number text:level="3" style:num-format="i" '
    'text:display-levels="3" style:num-prefix="§"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="\uf0b7"/></text:list-style>'
)


def items(*texts, style="L", more=""):
    inside = "".join(
        f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts
    )
    return f'<text:list text:style-name="{style}" {more}>{inside}</text:list>'


def test_words_blanks_tabs_and_breaks(tmp_path):
    body = (
        "<text:p>One  \n two<text:s text:c='3'/>x<text:tab/>y <text:span>z</text:span>"
        "<text:line-break/>next\xad line\u200f</text:p><text:p/>"
        "<text:p>Reunio\u0301n<office:annotation><dc:creator>A</dc:creator><text:p>"
        "comment</text:p></office:annotation></text:p>"
    )
    found = reread(tmp_path, body)
    assert printed(found) == [
        *("One two   x\ty z", "next\xad line\u200f", "", "Reunio\u0301n")
    ]
    assert found.kind == "odt"


def test_a_million_blanks_are_not_written_out(tmp_path):
    body = "<text:p>a<text:s text:c='999999999'/>b<text:s text:c='x'/>c</text:p>"
    assert len(reread(tmp_path, body).text) < 200


def test_numbers_restart_with_a_list_and_go_on_where_it_says(tmp_path):
    below = items("first", "second", style="")
    body = (
        items("one", "two")
        + "<text:p>between</text:p>"
        + items("three", more='text:continue-numbering="true" xml:id="n"')
        + items("one again")
        + items("dot", style="B")
        + items("four", more='text:continue-list="n"')
        + '<text:list text:style-name="L"><text:list-item><text:p>head</text:p>'
        + f"{below}<text:p>more of the item</text:p></text:list-item>"
        + '<text:list-item text:start-value="7"><text:p>seven</text:p>'
        + f"{below}</text:list-item></text:list>"
    )
    assert printed(reread(tmp_path, body, LETTERS)) == [
        *("1. one", "2. two", "between", "3. three", "1. one again", "• dot"),
        *("4. four", "1. head", "a) first", "b) second", "more of the item"),
        *("7. seven", "a) first", "b) second"),
    ]


def test_levels_are_those_of_the_lists(tmp_path):
    body = (
        '<text:list text:style-name="L"><text:list-item><text:list><text:list-item>'
        "<text:p>deep</text:p><text:list><text:list-item><text:p>deeper</text:p>"
        "</text:list-item></text:list></text:list-item></text:list></text:list-item>"
        "<text:list-header><text:p>unnumbered</text:p></text:list-header></text:list>"
    )
    lines = reread(tmp_path, body, LETTERS).pages[0].lines
    assert [(line.label, line.level) for line in lines] == [
        *(("a)", 1), ("§1.a.i", 2), ("", 0))
    ]


def test_letters_after_z(tmp_path):
    body = items(*["x"] * 28, style="Z")
    style = (
        '<text:list-style style:name="Z"><text:list-level-style-number '
        'text:level="1" style:num-format="A" {}/></text:list-style>'
    )
    found = printed(reread(tmp_path, body, style.format("")))
    assert found[25:] == ["Z x", "AA x", "AB x"]
    in_step = style.format('style:num-letter-sync="true"')
    assert printed(reread(tmp_path, body, in_step))[25:] == ["Z x", "AA x", "BB x"]


def test_headings_are_numbered_by_the_outline(tmp_path):
    styles = part(
        "office:document-styles",
        '<office:styles><style:style style:name="Heading_20_1" style:display-name='
        '"Heading 1" style:family="paragraph"/><text:outline-style>'
        '<text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix="."/><text:outline-level-style text:level="2" '
        'style:num-format=""/></text:outline-style></office:styles>',
    )
    own = (
        '<style:style style:name="P1" style:family="paragraph" '
        'style:parent-style-name="Heading_20_1"/>'
    )
    body = (
        '<text:h text:style-name="P1" text:outline-level="1">One</text:h>'
        '<text:h text:outline-level="2">no number</text:h>'
        '<text:h text:style-name="Heading_20_1" text:outline-level="1">Two</text:h>'
        '<text:h text:outline-level="1" text:is-list-header="true">None</text:h>'
    )
    found = reread(tmp_path, body, own, styles=styles)
    assert printed(found) == ["I. One", "no number", "II. Two", "None"]
    styles = [line.style for line in found.pages[0].lines]
    assert styles == ["Heading 1", "", "Heading 1", ""]


def test_tables_boxes_and_notes(tmp_path):
    body = (
        "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
        "<text:p>cell</text:p></table:table-cell></table:table-row>"
        "</table:table-header-rows></table:table>"
        "<text:p>Text<text:note><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>A note</text:p></text:note-body></text:note> goes on"
        "<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box></draw:frame>"
        "</text:p><draw:frame><draw:text-box><text:p>apart</text:p></draw:text-box>"
        "</draw:frame><text:section text:display='none'><text:p>hidden</text:p>"
        "</text:section><text:section><text:p>seen</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>Contents</text:p>"
        "</text:index-body></text:table-of-content>"
    )
    found = reread(tmp_path, body)
    assert printed(found) == [
        *("cell", "Text goes on", "boxed", "apart", "seen", "Contents", "A note")
    ]
    assert found.notes == ("hidden_parts",)


def test_pages_and_furniture(tmp_path):
    styles = part(
        "office:document-styles",
        "<office:master-styles><style:master-page><style:header><text:p>Head</text:p>"
        "</style:header><style:footer><text:p>Foot</text:p></style:footer>"
        "</style:master-page><style:master-page><style:header><text:p>Head</text:p>"
        "</style:header></style:master-page></office:master-styles>",
    )
    own = (
        '<style:style style:name="N" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/></style:style>'
    )
    body = (
        "<text:p>One</text:p><text:p>two <text:soft-page-break/>goes on</text:p>"
        '<text:p>three</text:p><text:p text:style-name="N">four</text:p>'
    )
    found = reread(tmp_path, body, own, styles=styles)
    assert [page.text for page in found.pages] == [
        *("Head\nOne\ntwo goes on", "three", "four\nFoot")
    ]
    furniture = [line.text for p in found.pages for line in p.lines if line.furniture]
    assert furniture == ["Head", "Foot"]


def test_the_title_that_the_file_carries(tmp_path):
    meta = part("office:document-meta", "<dc:title>A  paper</dc:title>")
    assert reread(tmp_path, "<text:p>x</text:p>", meta=meta).title == "A paper"


def refused(path):
    with pytest.raises(UnreadableFile) as refusal:
        read(path, name="x.odt")
    return refusal.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (document("<text:p> </text:p>"), "empty"),
        ("<office", "broken"),
        (part("office:document-content", ""), "broken"),
        (document("<text:section>" * 300 + "</text:section>" * 300), "broken"),
    ],
)
def test_what_gives_nothing_is_refused(tmp_path, content, code):
    assert refused(write(tmp_path, content)) == code


def test_a_password_is_told_by_the_manifest(tmp_path):
    manifest = part("manifest:manifest", "<manifest:encryption-data/>")
    path = write(tmp_path, "\x8a\x01 no words", **{"META-INF__manifest": manifest})
    assert refused(path) == "encrypted"


@pytest.mark.parametrize("before", ["", "<!-- " + "x" * 300_000 + " -->"])
def test_entities_are_not_expanded(tmp_path, before):
    evil = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    content = before + evil + document("<text:p>&a;</text:p>")
    assert refused(write(tmp_path, content)) == "entities"


REGIONS = (
    '<text:tracked-changes><text:changed-region text:id="i"><text:insertion>'
    "<office:change-info><dc:creator>Ana</dc:creator><dc:date>2015</dc:date>"
    "</office:change-info></text:insertion></text:changed-region>"
    '<text:changed-region text:id="d"><text:deletion><office:change-info>'
    "<dc:creator>Luis</dc:creator></office:change-info><text:p>in spring</text:p>"
    "<text:p>or never</text:p></text:deletion></text:changed-region>"
    '<text:changed-region text:id="f"><text:format-change/></text:changed-region>'
    "</text:tracked-changes>"
)
TRACKED = (
    REGIONS + '<text:p>To meet <text:change text:change-id="d"/><text:change-start '
    'text:change-id="i"/>in <text:span>autumn</text:span></text:p><text:p>and again'
    '<text:change-end text:change-id="i"/></text:p><!-- no --><text:p>end'
    "<office:annotation><dc:creator>Eva</dc:creator><text:p>Agreed?</text:p>"
    "</office:annotation></text:p>"
)


@pytest.mark.parametrize(
    ("settled", "lines"),
    [
        ("accepted", ["To meet in autumn", "and again", "end"]),
        ("rejected", ["To meet in spring", "or never", "end"]),
    ],
)
def test_tracked_changes(tmp_path, settled, lines):
    path = write(tmp_path, document(TRACKED))
    found = read(path, name="x.odt", settled=settled)
    assert printed(found) == lines
    assert [(one.kind, one.text, one.author, one.when) for one in found.changes] == [
        ("insertion", "in autumnand again", "Ana", "2015"),
        ("deletion", "in spring or never", "Luis", ""),
        ("comment", "Agreed?", "Eva", ""),
    ]
    assert found.notes == ("comments", "tracked_changes")


def test_an_item_that_was_inserted_and_rejected_is_not_counted(tmp_path):
    body = (
        REGIONS
        + items("one").replace("</text:list>", "")
        + '<text:list-item><text:p><text:change-start text:change-id="i"/>new</text:p>'
        '</text:list-item><text:list-item><text:p><text:change-end text:change-id="i"/>'
        "two</text:p></text:list-item></text:list>"
    )
    path = write(tmp_path, document(body, LETTERS))
    assert printed(read(path, name="x.odt")) == ["1. one", "2. new", "3. two"]
    rejected = read(path, name="x.odt", settled="rejected")
    assert [line for line in printed(rejected) if line] == ["1. one", "2. two"]
