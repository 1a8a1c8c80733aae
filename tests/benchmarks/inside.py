"""Measurements that need Django; run by ``bench_archive`` in a process of their own."""

from __future__ import annotations

import hashlib
import io
import sys
import tempfile
import time
from pathlib import Path

import django

django.setup()

import pypdfium2  # noqa: E402
import typst  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from cms.accounts.models import User  # noqa: E402
from cms.documents import actions  # noqa: E402
from cms.documents.extraction import extract  # noqa: E402
from cms.works.models import Expression, Work  # noqa: E402
from search import ask  # noqa: E402
from search.audience import Audience  # noqa: E402
from search.query import Query  # noqa: E402

PAPERS, UPLOADS, PDF_PAGES = 40, 30, 200


def say(*values: object) -> None:
    """Print values for the caller."""
    sys.stdout.write(" ".join(str(value) for value in values) + "\n")


def paths() -> None:
    """Print the paths of home, a meeting with papers, and a text."""
    work = Work.objects.public().filter(meeting__isnull=False).latest("settled_at")
    text = work.expressions.get(language="en").page
    say("/en/", text.get_parent().url, text.url)


def queries(addresses: list[str]) -> None:
    """Print how many queries each address costs once the process is warm."""
    counts = []
    for address in addresses:
        Client().get(address)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            answer = Client().get(address)
        if answer.status_code != 200:
            sys.exit(f"{address}: {answer.status_code}")
        counts.append(len(captured))
    say(*counts)


def _pdf(pages: int) -> bytes:
    page = "= Page\n" + "A line of the archive about migration and return. " * 60
    return typst.compile("\n#pagebreak()\n".join([page] * pages).encode())


def extraction() -> None:
    """Print pages a second of our extraction (with pictures), of the bare library."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "long.pdf"
        path.write_bytes(_pdf(PDF_PAGES))
        begun = time.perf_counter()
        found = extract(path, name=path.name, pictures_dir=Path(scratch) / "p")
        ours = len(found.pages) / (time.perf_counter() - begun)
        begun = time.perf_counter()
        document = pypdfium2.PdfDocument(path)
        for number in range(len(document)):
            document[number].get_textpage().get_text_range()
        bare = PDF_PAGES / (time.perf_counter() - begun)
    say(f"{ours:.0f}", f"{bare:.0f}", len(found.pages))


def papers(folder: Path) -> None:
    """Write papers to import; print the peer's rate and their number."""
    head = "XX VICE-MINISTERIAL MEETING\n\nMexico City\nNovember 11-12, 2015\n\n"
    for number in range(PAPERS):
        body = [f"ACTION PLAN {number}\n\nThe Vice-Ministers agree:\n"]
        body += [f"{n}. To do thing {n} of paper {number}.\n" for n in range(1, 31)]
        (folder / f"paper-{number}.txt").write_text(head + "\n".join(body))
    begun = time.perf_counter()
    for path in folder.iterdir():
        hashlib.sha256(path.read_bytes()).hexdigest()
    say(0, f"{PAPERS / (time.perf_counter() - begun):.0f}", PAPERS)


def upload() -> None:
    """Print p50 and p95 in ms from an upload until its words are found."""
    editor = User.objects.get(email="editor@ts.example")
    expression = Expression.objects.filter(work__in=Work.objects.public()).first()
    times = []
    for number in range(UPLOADS):
        word = f"quetzal{number}{int(time.time())}"
        begun = time.perf_counter()
        actions.create_document(
            title=word,
            content=io.BytesIO(f"The word is {word}.".encode()),
            name=f"{word}.txt",
            expression=expression,
            by=editor,
        )
        query = Query(text=word, audience=Audience(frozenset({"public"})))
        while not ask(query).total:
            if time.perf_counter() - begun > 60:
                sys.exit("not searchable after a minute")
            time.sleep(0.01)
        times.append(time.perf_counter() - begun)
    times.sort()
    p95 = times[min(len(times) - 1, int(len(times) * 0.95))]
    say(f"{1000 * times[len(times) // 2]:.0f}", f"{1000 * p95:.0f}", len(times))


def main(name: str, *arguments: str) -> None:
    """Run one measurement by name."""
    if name == "queries":
        queries(list(arguments))
    elif name == "papers":
        papers(Path(arguments[0]))
    else:
        {"paths": paths, "extraction": extraction, "upload": upload}[name]()


if __name__ == "__main__":
    main(*sys.argv[1:])
