"""The Action Plan of 2015 as a reader of the paper would write it down, by hand."""

from datetime import date

TITLE_BLOCK = (
    "XX VICE-MINISTERIAL MEETING",
    "REGIONAL CONFERENCE ON MIGRATION (RCM)",
    "Mexico City",
    "November 11-12, 2015",
    "ACTION PLAN FOR CAPACITY-BUILDING OF RCM",
)
FIRST_DAY, LAST_DAY = date(2015, 11, 11), date(2015, 11, 12)

SECTIONS = ("I.", "II.", "III.", "IV.", "V.", "VI.")
OUTLINE = [
    *[("opening", "", 0)],
    *[("preamble", "", 0)] * 4,
    ("paragraph", "", 0),
    ("heading", "I.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1)],
    ("heading", "II.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1), ("item", "c)", 1)],
    *[("item", "d)", 1), ("item", "e)", 1)],
    ("heading", "III.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1), ("item", "c)", 1), ("item", "d)", 1)],
    ("heading", "IV.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1)],
    ("heading", "V.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1), ("item", "c)", 1)],
    ("heading", "VI.", 1),
    ("chapeau", "", 0),
    *[("item", "a)", 1), ("item", "b)", 1), ("item", "c)", 1)],
]

# Section, then label ("" for the chapeau): who is charged. Whoever is absent is not.
CHARGED = {
    ("I.", "a)"): ("VICE_MINISTERS", "PPT"),
    ("II.", ""): ("TS", "PPT", "TROIKA"),
    ("II.", "a)"): ("TS", "PPT", "TROIKA"),
    ("II.", "b)"): ("PPT", "TS"),
    ("II.", "c)"): ("PPT", "TS", "TROIKA"),
    ("II.", "d)"): ("TS",),
    ("II.", "e)"): ("TROIKA",),
    ("III.", "c)"): ("IO", "OBSERVERS", "GUESTS"),
    ("III.", "d)"): ("IO", "OBSERVERS", "GUESTS"),
    ("IV.", "b)"): ("PPT", "TS"),
    ("V.", ""): ("TS",),
    ("V.", "a)"): ("TS",),
    ("V.", "b)"): ("TS",),
    ("V.", "c)"): ("TS",),
    ("VI.", ""): ("TS",),
    ("VI.", "a)"): ("TS",),
    ("VI.", "b)"): ("TS",),
    ("VI.", "c)"): ("TS",),
}

# Quantity, unit, relation, anchor.
DEADLINES = {
    ("II.", "b)"): [(None, "", "end_of", "session")],
    ("II.", "d)"): [(2, "year", "times_a", "")],
    ("III.", "a)"): [
        (None, "season", "during", "autumn"),
        (None, "season", "during", "summer"),
        (None, "", "before", "vice_ministerial_meeting"),
    ],
    ("III.", "d)"): [(30, "day", "before", "each_meeting")],
    ("V.", "c)"): [(40, "day", "before", "rcgm_meeting")],
}

HEADINGS = {
    "I.": "Vice-Ministerial Dialogue: Structure and Definition",
    "II.": "Governance: Follow-up on the Agenda and the Commitments",
    "III.": "Dynamics of the Dialogue and Addressing other Components of RCM",
    "IV.": "Dialogue with the Regional Network for Civil Organizations on Migration "
    "(RNCOM)",
    "V.": "Technical Secretariat",
    "VI.": "Synergies: Links and Cooperation with other Forums",
}


def outline(paper):
    """Give kind, label and level of each segment."""
    return [(s.kind, s.label, s.level) for s in paper.segments]


def by_place(paper, value):
    """Give what `value` finds in segments, by section and label, nothings left out."""
    found, section = {}, ""
    for segment in paper.segments:
        if segment.kind == "heading":
            section = segment.label
        elif value(segment):
            found[section, segment.label] = value(segment)
    return found


def charged(paper):
    """Give who is charged, by section and label."""
    return by_place(paper, lambda segment: segment.charged)


def deadlines(paper):
    """Give the deadlines, by section and label, in the order of the text."""
    found = by_place(paper, lambda segment: segment.deadlines)
    return {
        place: [(one.quantity, one.unit, one.relation, one.anchor) for one in some]
        for place, some in found.items()
    }


def without_places(paper):
    """Give the paper's content alone: lines are counted otherwise in each format."""
    return (
        paper.title_block,
        [(s.kind, s.label, s.text, s.level, s.charged) for s in paper.segments],
        [(s.reasons, s.deadlines) for s in paper.segments],
        (paper.title, paper.body_name, paper.ordinal, paper.place, paper.language),
        (paper.starts_on, paper.ends_on, paper.work_type),
    )
