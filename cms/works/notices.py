"""What notices about works may say, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.conference.permissions import is_secretariat
from cms.distribution import wagtail_mails
from cms.distribution.guards import register_guard
from cms.works.audiences import tokens_for
from cms.works.models import Work
from cms.works.pages import AbstractTextPage
from cms.works.permissions import may_read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.distribution.models import Notice


def readable(person: User, notices: Iterable[Notice]) -> set[str]:
    """Return the numbers of the works that a person may read at this moment."""
    numbers = {n.subject_id for n in notices if n.subject_id.isdecimal()}
    works = Work.objects.open_to(tokens_for(person)).filter(pk__in=numbers)
    return {str(number) for number in works.values_list("pk", flat=True)}


def is_text(page: Any) -> bool:
    """Tell whether a page shows a text; Wagtail often hands in the bare Page."""
    page_class = getattr(page, "specific_class", None) or type(page)
    return issubclass(page_class, AbstractTextPage)


def may_hear_of(person: Any, page: Any) -> bool:
    """Tell whether comments on a page may be mailed to a person at this moment."""
    if not is_text(page):
        return True
    expression = getattr(page, "expression", None)
    if expression is None:
        return is_secretariat(person)
    return may_read(person, expression.work)


register_guard("works.work", readable)
wagtail_mails.mail_only_to(may_hear_of)
# The room of approvals tells people of each step of a text.
wagtail_mails.leave_to_us(is_text)
