"""What stands around every page: homes, menu, languages, the way from the home page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings
from django.urls import reverse, translate_url
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site

from cms.reader_cache.standing import remembered
from rcm_pages.news.models import NewsPage

if TYPE_CHECKING:
    from django.http import HttpRequest

register = template.Library()

# Views that are there in every language, whole or by the beginning of their names.
VIEWS = frozenset(
    {"search", "sign_in", "financial_series", "api_documentation", "styleguide"}
)
# The catalogue's pages, whose addresses are in the words of each language.
CATALOGUE = frozenset(
    {"browse", "collections", "collection", "parties", "party", "presidency"}
)
LONGEST_MENU = 5
VIEWS_OF_A_PERSON = (
    *("account_", "mfa_", "usersessions_", "external_", "social"),
    *("notices", "desk", "people_", "partner_report"),
)
CATALOGUE_MENU = {
    "browse": _("Papers"),
    "collections": _("Collections"),
    "parties": _("Parties"),
    "presidency": _("Presidency"),
}


@dataclass(frozen=True)
class LanguageLink:
    """The way to the same page in another language, or else to its home page."""

    code: str
    name: str
    url: str
    full_url: str
    is_current: bool
    is_same_page: bool


@dataclass(frozen=True)
class Frame:
    """The frame of a page; ``canonical`` is empty where nothing should be indexed."""

    home: Page | None = None
    home_url: str = "/"
    menu: list[dict[str, Any]] = field(default_factory=list)
    # The catalogue's pages, in the order in which header and footer name them.
    catalogue: list[dict[str, Any]] = field(default_factory=list)
    languages: list[LanguageLink] = field(default_factory=list)
    canonical: str = ""


def _active() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def _homes(request: HttpRequest) -> dict[str, Page]:
    site = Site.find_for_request(request)
    if site is None:
        return {}
    key = site.root_page.translation_key
    homes = Page.objects.live().filter(translation_key=key).select_related("locale")
    return {home.locale.language_code: home for home in homes}


def _places(home: Page) -> list[Page]:
    """Return what the menu leads to; news come and go, and have no place in it."""
    return list(home.get_children().live().not_type(NewsPage)[:LONGEST_MENU])


def _versions(page: Page) -> dict[str, Page]:
    pages = page.get_translations().live().select_related("locale")
    return {other.locale.language_code: other for other in pages}


def _link(
    request: HttpRequest, code: str, others: dict[str, Page], homes: dict[str, Page]
) -> LanguageLink:
    """Lead to the page's own version; a view to itself; anything else to the home."""
    match = getattr(request, "resolver_match", None)
    name = (match.url_name if match else None) or ""
    is_view = name in VIEWS | CATALOGUE or name.startswith(VIEWS_OF_A_PERSON)
    target = others.get(code)
    if target:
        url = target.get_url(request) or f"/{code}/"
    elif is_view:
        url = translate_url(request.get_full_path(), code)
    else:
        home = homes.get(code)
        url = (home.get_url(request) if home else "") or f"/{code}/"
    return LanguageLink(
        code=code,
        name=get_language_info(code)["name_local"].capitalize(),
        url=url,
        full_url=request.build_absolute_uri(url),
        is_current=code == _active(),
        is_same_page=bool(target) or is_view,
    )


def _catalogue(path: str) -> list[dict[str, Any]]:
    entries = [(reverse(name), title) for name, title in CATALOGUE_MENU.items()]
    return [
        {"title": title, "url": url, "is_current": path.startswith(url)}
        for url, title in entries
    ]


def _build(request: HttpRequest, page: Page | None, canonical: str = "") -> Frame:
    homes = _homes(request)
    home = homes.get(_active())
    path = request.path
    menu = [
        {
            "title": child.title,
            "url": child.get_url(request) or "",
            "is_current": path.startswith(child.get_url(request) or "\0"),
        }
        for child in (_places(home) if home else ())
    ]
    others = _versions(page) | {_active(): page} if page else {}
    return Frame(
        home=home,
        home_url=(home.get_url(request) if home else "") or f"/{_active()}/",
        menu=menu,
        catalogue=_catalogue(path),
        languages=[
            _link(request, code, others, homes) for code, _name in settings.LANGUAGES
        ],
        canonical=(page.get_full_url(request) or "") if page else canonical,
    )


@register.simple_tag(takes_context=True)
def portal_frame(context: dict[str, Any]) -> Frame:
    """Return the frame of the page at hand; without a request, an empty one."""
    request = context.get("request")
    if request is None:
        return Frame()
    page = context.get("page")
    # A view that has one address for each listing says which.
    canonical = str(context.get("canonical_url") or "")
    return _build(
        request, page if isinstance(page, Page) and page.pk else None, canonical
    )


@dataclass(frozen=True)
class Doors:
    """What the header offers to whoever is signed in."""

    edits: bool = False


@register.simple_tag(takes_context=True)
def reader_doors(context: dict[str, Any]) -> Doors:
    """Return the doors of the person who reads, found out once in a generation."""
    user = context.get("user")
    if user is None or not user.is_authenticated:
        return Doors()

    def ask() -> Doors:
        return Doors(edits=user.has_perm("wagtailadmin.access_admin"))

    return remembered(user, "doors", ask)


@register.simple_tag(takes_context=True)
def breadcrumb(context: dict[str, Any], page: Page) -> list[dict[str, str]]:
    """Return the live pages above a page, from the home page down."""
    request = context.get("request")
    above = page.get_ancestors().filter(depth__gt=1).live()
    return [{"title": p.title, "url": p.get_url(request) or ""} for p in above]
