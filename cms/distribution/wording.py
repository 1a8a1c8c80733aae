"""The words of a notice, in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template import Context, engines
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import Truncator
from django.utils.translation import get_language

from cms.distribution.kinds import kind_of

if TYPE_CHECKING:
    from cms.distribution.models import Notice

LONGEST_SUBJECT = 150
LONGEST_TEXT = 20_000


@dataclass(frozen=True)
class Words:
    """What a notice says: one line, a text, an address (a path, or empty)."""

    subject: str
    text: str
    address: str


def words_of(notice: Notice) -> Words:
    """Put a notice into words; raises UnknownKindError if its kind is gone."""
    kind = kind_of(notice.kind)
    values = {
        **{name: _spoken(value) for name, value in notice.context.items()},
        "notice": notice,
        "person": notice.recipient,
    }
    address = kind.address(notice) if kind.address else notice.url
    return Words(
        subject=one_line(_plain(kind.subject, values)),
        text=Truncator(_plain(kind.body, values).strip()).chars(LONGEST_TEXT),
        address=address if _is_link(address) else "",
    )


def absolute(address: str) -> str:
    """Return the address as it is written in a mail."""
    if not address.startswith("/"):
        return address
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address}"


def one_line(text: str) -> str:
    """Make a header's value of any text: a single line, of a bearable length."""
    visible = "".join(c if c.isprintable() else " " for c in text)
    return Truncator(" ".join(visible.split())).chars(LONGEST_SUBJECT)


def _spoken(value: Any) -> Any:
    """Choose among the languages of a value such as ``{"en": …, "es": …}``."""
    codes = {code for code, _name in settings.LANGUAGES}
    if not isinstance(value, dict) or not value or not codes.issuperset(value):
        return value
    active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    return value.get(active) or next((v for v in value.values() if v), "")


def _plain(template: str, values: dict[str, Any]) -> str:
    """Fill a template of plain text: nothing in it is escaped for HTML."""
    backend: Any = engines["django"]
    found = backend.get_template(template).template
    return str(found.render(Context(values, autoescape=False)))


def _is_link(address: str) -> bool:
    """Take paths of the portal, and addresses of the web; never a script."""
    if address.startswith("/"):
        return url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address.startswith(("https://", "http://"))
