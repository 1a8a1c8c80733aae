"""What a text must have before anybody is asked to look at it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _

from cms.approval.errors import NotReadyError
from cms.approval.steps import BothLanguages, Outcome
from cms.works.texts import latest_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from cms.approval.models import Approval, Procedure
    from cms.works.models import Work

# What the floors above ask of texts, whatever their procedure.
_questions: list[Callable[[Work], list[str]]] = []


def register_question(ask: Callable[[Work], list[str]]) -> None:
    """Let a floor above say, in the active language, what a work still lacks."""
    if ask not in _questions:
        _questions.append(ask)


def _language_problems(work: Work) -> list[str]:
    texts = {text.locale.language_code: text for text in latest_texts(work)}
    problems = []
    for code, name in settings.LANGUAGES:
        text = texts.get(code)
        said = {"language": name}
        if text is None:
            problems.append(_("The text in %(language)s is missing.") % said)
        elif not text.title.strip():
            problems.append(_("The title in %(language)s is missing.") % said)
        elif not any(paragraph.text.strip() for paragraph in text.paragraphs()):
            problems.append(_("The text in %(language)s is empty.") % said)
    return problems


def problems_of(work: Work, rule: Procedure | Approval) -> list[str]:
    """Return, in words, what a text still lacks under a procedure."""
    problems: list[str] = []
    if rule.both_languages == BothLanguages.REQUIRED:
        problems += _language_problems(work)
    elif not any(text.title.strip() for text in latest_texts(work)):
        problems.append(_("The title is missing."))
    if rule.outcome == Outcome.RECORDED and not work.provenance.strip():
        problems.append(_("The provenance is missing: where this paper was found."))
    for ask in _questions:
        problems += ask(work)
    return problems


def check_ready(work: Work, rule: Any) -> None:
    """Raise NotReadyError, saying everything that a text lacks."""
    problems = problems_of(work, rule)
    if problems:
        raise NotReadyError(" ".join(problems))
