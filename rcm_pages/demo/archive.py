"""The core of the demonstration: facts, site, people, a work in each state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from cms.accounts.models import User
from cms.works.models import Work
from rcm_pages.demo.calendar import make_meetings, make_presidencies
from rcm_pages.demo.finances import REPORTS as FINANCES
from rcm_pages.demo.finances import make_finances
from rcm_pages.demo.paper import sample_works
from rcm_pages.demo.people import ADMINISTRATOR, make_people
from rcm_pages.demo.reports import REPORTS, make_reports
from rcm_pages.demo.rights import make_accreditations, make_deputy
from rcm_pages.demo.works import make_works
from rcm_pages.facts.loading import count_facts, load_facts
from rcm_pages.site import set_up_site

if TYPE_CHECKING:
    from collections.abc import Callable


def is_present() -> bool:
    """Tell whether the core has been made, to its last work."""
    return User.objects.filter(email=ADMINISTRATOR).exists() and Work.objects.filter(
        is_sample=True
    ).count() >= len(sample_works()) + len(REPORTS) + len(FINANCES)


def count_steps() -> int:
    """Return how many steps ``make_demo`` reports, meetings' pages left out."""
    return count_facts() + len(sample_works())


@transaction.atomic
def make_demo(*, step: Callable[[], object] = lambda: None) -> int:
    """Make whatever of the core is missing; return how many works it made."""
    load_facts(step=step)
    make_meetings()
    make_presidencies()
    set_up_site()
    people = make_people()
    make_accreditations(people)
    make_deputy(people)
    made = make_works(people, step=step)
    return made + make_reports(people) + make_finances(people)
