"""What is in the archive after the kills; run by ``kills`` in a process of its own."""

from __future__ import annotations

import sys
import time

import django

django.setup()

from django.db.models import Count  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from cms.conference.models import Meeting  # noqa: E402
from cms.documents.models import DocumentPage, DocumentVersion  # noqa: E402
from cms.works.models import Expression  # noqa: E402
from rcm_pages.importing.models import Import  # noqa: E402
from search import ask  # noqa: E402
from search.audience import Audience  # noqa: E402
from search.models import OutboxEntry  # noqa: E402
from search.query import Query  # noqa: E402

STAFF = Audience(frozenset({"public", "secretariat"}))


def _settle(seconds: int) -> None:
    """Wait until queue and outbox are empty, or the time is up."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        waiting = DBTaskResult.objects.exclude(status__in=["SUCCESSFUL", "FAILED"])
        if not waiting.exists() and not OutboxEntry.objects.exists():
            return
        time.sleep(0.5)


def faults_of(number: int) -> list[str]:
    """Return what is wrong with one paper; an empty list is as it should be."""
    word = f"quetzal{number:04d}"
    versions = DocumentVersion.objects.filter(name=f"{word}.txt")
    found = []
    if versions.count() != 1:
        found.append(f"{versions.count()} versions")
    for version in versions:
        if version.text_state != "done":
            found.append(f"text {version.text_state}")
        if not DocumentPage.objects.filter(
            version=version, text__contains=word
        ).exists():
            found.append("no text")
    imports = Import.objects.filter(document__versions__in=versions, state="done")
    if imports.count() != 1:
        found.append(f"{imports.count()} finished imports")
    expressions = Expression.objects.filter(documents__versions__in=versions)
    if expressions.count() != 1:
        found.append(f"{expressions.count()} texts")
    answer = ask(Query(text=word, audience=STAFF))
    if answer.total != 1:
        found.append(f"{answer.total} hits")
    return found


def main() -> int:
    """Print what every paper came to; 1 if anything is lost or doubled."""
    if sys.argv[1] == "meeting":
        sys.stdout.write(f"{Meeting.objects.get(body__code='vm', ordinal=20).pk}\n")
        return 0
    papers, seconds = int(sys.argv[1]), int(sys.argv[2])
    _settle(seconds)
    faults = {number: faults_of(number) for number in range(papers)}
    bad = {number: found for number, found in faults.items() if found}
    doubled = (
        DocumentPage.objects.values("version", "number")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .count()
    )
    failed = DBTaskResult.objects.filter(status="FAILED").count()
    sys.stdout.write(
        f"papers whole, searchable and there once: {papers - len(bad)} of {papers}; "
        f"pages doubled: {doubled}; tasks failed for good: {failed}; "
        f"outbox entries left: {OutboxEntry.objects.count()}\n"
    )
    for number, found in bad.items():
        sys.stdout.write(f"paper {number}: {', '.join(found)}\n")
    return 1 if bad or doubled or failed else 0


if __name__ == "__main__":
    sys.exit(main())
