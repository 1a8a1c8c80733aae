"""What notices about works may say, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.distribution import wagtail_mails
from cms.distribution.guards import register_guard
from cms.works.audiences import tokens_for, tokens_of
from cms.works.models import Work
from cms.works.pages import AbstractTextPage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.accounts.models import User
    from cms.distribution.models import Notice


def readable(person: User, notices: Iterable[Notice]) -> set[str]:
    """Return the numbers of the works that a person may read at this moment."""
    own = tokens_for(person) | {"public"}
    numbers = {notice.subject_id for notice in notices}
    works = Work.objects.filter(pk__in=[n for n in numbers if n.isdecimal()])
    return {str(work.pk) for work in works if not own.isdisjoint(tokens_of(work))}


def is_text(page: Any) -> bool:
    """Tell whether a page shows a text; Wagtail often hands in the bare Page."""
    page_class = getattr(page, "specific_class", None) or type(page)
    return issubclass(page_class, AbstractTextPage)


register_guard("works.work", readable)
# The room of approvals tells people of each step of a text.
wagtail_mails.leave_to_us(is_text)
