"""What compilers put in brackets."""

import pytest

from rcm_pages.importing.remarks import role_of


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[opening: ten countries; the Group reached the following:]", "opening"),
        ("[apertura en una sola oración: la Reunión]", "opening"),
        ("[preámbulo 2: desean reafirmar]", "preamble"),
        ("[enacting lead: agrees to the following:]", "lead"),
        ("[nota de aprobación: IV Conferencia; punto 5]", "title"),
        ("[English translation of the original Spanish text]", "title"),
        ("[titular: llamado]", "title"),
        ("[public page ends here. Page 11 is NOT in it.]", "end"),
        ("[la página pública termina dentro de la cita]", "end"),
        ("[quote of the President: closer ties]", "other"),
        ("[", "other"),
        ("The Group [opening]", None),
        ("", None),
    ],
)
def test_roles(text, role):
    assert role_of(text) == role
