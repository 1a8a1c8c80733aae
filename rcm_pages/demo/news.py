"""News of the demonstration: dated back from the day on which they are made."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Locale

from rcm_pages.demo.bank import themes
from rcm_pages.demo.composing.occasions import occasions
from rcm_pages.demo.composing.pen import Pen, first_up
from rcm_pages.demo.composing.text import LANGUAGES
from rcm_pages.demo.paper import SAMPLE
from rcm_pages.demo.shelving.found import keys_present
from rcm_pages.demo.shelving.pages import key_of_pages
from rcm_pages.home.models import HomePage
from rcm_pages.news.models import NewsPage

if TYPE_CHECKING:
    from cms.accounts.models import User
    from rcm_pages.demo.bank import Pair

_EVERY = 2
_DAYS_BETWEEN = 19
_LONGEST_SLUG = 80


def keys() -> list[str]:
    """Return the key of each piece of news: one for every second theme."""
    return [f"news/{code}" for code in list(themes())[::_EVERY]]


def words_of(key: str) -> tuple[Pair, list[Pair]]:
    """Return title and paragraphs of a piece of news in both languages."""
    theme = themes()[key.removeprefix("news/")]
    pen = Pen(key, occasions()["fictional-vm-31"], [theme])
    english, spanish = pen.fresh(theme.titles)
    paragraphs = [pen.statement("found") for _n in range(2)]
    paragraphs.append(pen.statement("told"))
    paragraphs.append(pen.duty("future").said)
    return (first_up(english), first_up(spanish)), paragraphs


@transaction.atomic
def _make(key: str, day: dt.date, *, by: User) -> None:
    title, paragraphs = words_of(key)
    for place, language in enumerate(LANGUAGES):
        home = HomePage.objects.get(locale__language_code=language)
        home.add_child(
            instance=NewsPage(
                title=title[place],
                slug=slugify(title[place])[:_LONGEST_SLUG].rstrip("-"),
                dated_on=day,
                introduction=SAMPLE[language],
                body="".join(f"<p>{escape(said[place])}</p>" for said in paragraphs),
                locale=Locale.objects.get(language_code=language),
                translation_key=key_of_pages(key),
                owner=by,
            )
        )


def make_news(*, by: User) -> int:
    """Make what news are missing; return how many were made."""
    present = keys_present(keys())
    today = timezone.localdate()
    made = 0
    for number, key in enumerate(keys()):
        if key in present:
            continue
        _make(key, today - dt.timedelta(days=3 + _DAYS_BETWEEN * number), by=by)
        made += 1
    return made
