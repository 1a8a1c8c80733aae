"""English, Spanish, or a third one, which is said and never guessed."""

import pytest

from rcm_pages.importing.languages import Spoken, spoken_in

EN = "The Member Countries of the Conference agree to report on the plan by the summer."
ES = "Los Países Miembros de la Conferencia acuerdan informar sobre el plan en verano."


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        (EN, Spoken("en")),
        (ES, Spoken("es")),
        (f"{EN} {ES}", None),
        ("Les pays membres de la Conférence ont décidé de se réunir dans la région "
         "pour la protection des enfants.", Spoken(other="fr")),
        ("Os países membros da Conferência decidiram reunir-se na região para a "
         "proteção dos direitos e não só.", Spoken(other="pt")),
        ("Die Mitglieder der Konferenz und das Sekretariat treffen sich in der Stadt.",
         Spoken(other="de")),
        ("", Spoken()),
        ("1 2 3", Spoken()),
        ("Xyz qrs tuv wklm nbvc hjkl poiu ytre", Spoken(other="?")),
    ],
)  # fmt: skip
def test_languages(text, spoken):
    found = spoken_in(text)
    assert found.both if spoken is None else found == spoken
