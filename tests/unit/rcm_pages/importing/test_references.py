"""Mentions of other places, as the papers make them."""

import pytest

from rcm_pages.importing.paper import Reference
from rcm_pages.importing.references import references_in


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Véase el párrafo 12 de la Declaración Viceministerial.",
         Reference("párrafo 12 de la Declaración Viceministerial",
                   "declaration", "12")),
        ("según el punto número 5 del Comunicado Conjunto",
         Reference("punto número 5 del Comunicado Conjunto", "communique", "5")),
        ("párrafo dos del anexo de la Declaración de la XII CRM",
         Reference("párrafo dos del anexo de la Declaración de la XII CRM",
                   "annex", "2", 12)),
        ("as paragraph 7 of the Action Plan says",
         Reference("paragraph 7 of the Action Plan", "action_plan", "7")),
        ("recalling the Declaration of the XVII RCM",
         Reference("Declaration of the XVII RCM", "declaration", "", 17)),
        ("las decisiones del documento anexo", Reference("documento anexo", "annex")),
        ('the paper "Updating the Agenda"',
         Reference('"Updating the Agenda"', title="Updating the Agenda")),
        ("De conformidad con el mandato de los Viceministros, se acordó",
         Reference("De conformidad con el mandato de los Viceministros")),
    ],
)  # fmt: skip
def test_one_reference(text, reference):
    assert references_in(text) == (reference,)


@pytest.mark.parametrize(
    "text", ["", "the third paragraph", "12 paragraphs", '"short"']
)
def test_no_reference(text):
    assert references_in(text) == ()
