"""The demonstration as a whole: facts, site, people, meetings, works, papers to try."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from cms.accounts.models import User
from cms.works.models import Work
from rcm_pages.demo.calendar import make_meetings, make_presidencies
from rcm_pages.demo.finances import REPORTS as FINANCES
from rcm_pages.demo.finances import make_finances
from rcm_pages.demo.paper import FOLDER, plan_to_import, sample_works
from rcm_pages.demo.pdf import write_pdf
from rcm_pages.demo.people import ADMINISTRATOR, make_people
from rcm_pages.demo.reports import REPORTS, make_reports
from rcm_pages.demo.rights import make_accreditations, make_deputy
from rcm_pages.demo.word import write_docx
from rcm_pages.demo.works import make_works
from rcm_pages.facts.loading import count_facts, load_facts
from rcm_pages.site import set_up_site

if TYPE_CHECKING:
    from collections.abc import Callable

PAPERS = "demo-papers"


def papers_folder() -> Path:
    """Return the folder of the papers that visitors may import."""
    return Path(settings.DATA_DIR) / PAPERS


def is_present() -> bool:
    """Tell whether the demonstration has been made, to its last work."""
    return User.objects.filter(email=ADMINISTRATOR).exists() and Work.objects.filter(
        is_sample=True
    ).count() >= len(sample_works()) + len(REPORTS) + len(FINANCES)


def count_steps() -> int:
    """Return how many steps ``make_demo`` reports, meetings' pages left out."""
    return count_facts() + len(sample_works())


def write_papers() -> list[Path]:
    """Write the sample Action Plan of the XX meeting in both languages, three formats.

    The meeting itself is left without one: importing it is the demonstration.
    """
    folder = papers_folder()
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for language in ("en", "es"):
        source = FOLDER / "papers" / f"action_plan_{language}.txt"
        paper = plan_to_import(language)
        contents = {
            "txt": source.read_bytes(),
            "docx": write_docx(paper),
            "pdf": write_pdf(paper),
        }
        for extension, content in contents.items():
            path = folder / f"xx-action-plan-sample-{language}.{extension}"
            path.write_bytes(content)
            written.append(path)
    return written


@transaction.atomic
def make_demo(*, step: Callable[[], object] = lambda: None) -> int:
    """Make whatever of the demonstration is missing; return how many works it made."""
    load_facts(step=step)
    make_meetings()
    make_presidencies()
    set_up_site()
    people = make_people()
    make_accreditations(people)
    make_deputy(people)
    made = make_works(people, step=step)
    return made + make_reports(people) + make_finances(people)
