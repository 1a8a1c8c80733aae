"""The Action Plan of 2015 in our own words: all its actions, whom they charge, when."""

from rcm_pages.demo.composing.restated import restated

TEXT = restated()
# Counted by hand in the plan itself: sections and their actions.
ACTIONS = {"I.": 2, "II.": 5, "III.": 4, "IV.": 2, "V.": 3, "VI.": 3}


def sections():
    found: dict[str, list] = {}
    label = ""
    for line in TEXT.lines:
        if line.kind == "heading":
            label = line.label
            found[label] = []
        elif label:
            found[label].append(line)
    return found


def test_every_section_has_its_lead_and_all_its_actions():
    for label, (lead, *items) in sections().items():
        assert lead.kind == "chapeau"
        letters = [f"{letter})" for letter in "abcde"[: ACTIONS[label]]]
        assert [item.label for item in items] == letters
    assert set(sections()) == set(ACTIONS)


def test_the_preamble_stands_before():
    kinds = [line.kind for line in TEXT.lines[:6]]
    assert kinds == ["opening", *["preamble"] * 4, "chapeau"]


def test_whoever_is_charged_is_so_here():
    by_label = {
        (label, line.label): line.charged
        for label, lines in sections().items()
        for line in lines
    }
    assert by_label["II.", ""] == ("TS", "PPT", "TROIKA")
    assert by_label["III.", "d)"] == ("IO", "OBSERVERS", "GUESTS")
    assert by_label["V.", "c)"] == ("TS",)
    assert all(whom for (label, of), whom in by_label.items() if of)


def test_the_deadlines_are_those_of_the_plan():
    text = " ".join(line.said[0] for line in TEXT.lines)
    assert "at least 30 days in advance of each meeting" in text
    assert "40 days in advance to the RCGM meeting" in text
    assert "autumn" in text
    assert "biannual" in text
    spanish = " ".join(line.said[1] for line in TEXT.lines)
    assert "30 días" in spanish
    assert "40 días" in spanish
