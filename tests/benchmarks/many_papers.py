"""What importing many papers costs: files a second, memory, and a run that is killed.

A portal of its own takes in a folder of made-up papers by `import_papers`: the first
run is killed in the middle, the second completes it, the third changes nothing.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.portal import ROOT, environment, manage
from tests.benchmarks.tables import head, say

_PARAGRAPHS = 20
_EARLY = 20
_EN = (
    "MEETING OF THE REGIONAL CONSULTATION GROUP ON MIGRATION (RCGM)\n"
    "Belize City, Belize, June {day}, 2030\n\n"
    "The Regional Consultation Group on Migration met in Belize City, Belize, on June "
    "{day}, 2030, and reached the following:\n\nCONCLUSIONS\n\n"
)
_ES = (
    "REUNIÓN DEL GRUPO REGIONAL DE CONSULTA SOBRE MIGRACIÓN (GRCM)\n"
    "Ciudad de Belice, Belice, {day} de junio de 2030\n\n"
    "El Grupo Regional de Consulta sobre Migración se reunió en la Ciudad de Belice, "
    "Belice, el {day} de junio de 2030, y formuló las siguientes:\n\nCONCLUSIONES\n\n"
)
_EN_ITEM = "{n}. To request that the TS send paper {paper} within {n} days.\n"
_ES_ITEM = "{n}. Solicitar a la ST que envíe el documento {paper} en {n} días.\n"


@dataclass
class Run:
    """What one run of the command took, and what it left in memory."""

    seconds: float
    files: int
    early_mb: float
    peak_mb: float
    last_words: str


def write_papers(folder: Path, count: int) -> None:
    """Write so many papers, half of them in each language."""
    folder.mkdir()
    for paper in range(count):
        head, item = (_EN, _EN_ITEM) if paper % 2 else (_ES, _ES_ITEM)
        lines = (item.format(n=n, paper=paper) for n in range(1, _PARAGRAPHS + 1))
        text = head.format(day=paper % 28 + 1) + "".join(lines)
        (folder / f"paper_{paper:05}.txt").write_text(text, encoding="utf-8")


def memory_mb(pid: int, what: str) -> float:
    """Read what the system says of a process: VmRSS now, VmHWM at most; 0 if gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith(f"{what}:"):
                return int(line.split()[1]) / 1024
    return 0.0


def run(data_dir: Path, folder: Path, *, kill_after: int = 0) -> Run:
    """Import a folder; kill the run, as a power cut would, after so many papers."""
    command = [sys.executable, "manage.py", "import_papers", str(folder)]
    began = time.perf_counter()
    files, early, peak, last = 0, 0.0, 0.0, ""
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(data_dir),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        for line in process.stdout or ():
            last = line.strip() or last
            files += ".txt:" in line and not line.startswith(" ")
            peak = max(peak, memory_mb(process.pid, "VmHWM"))
            if files == _EARLY and not early:
                early = memory_mb(process.pid, "VmRSS")
            if kill_after and files >= kill_after:
                process.kill()
                break
    return Run(time.perf_counter() - began, files, early, peak, last)


def measure(papers: int) -> bool:
    """Print a table; tell whether each run ended as it has to.

    The table says what the archive holds after all, so that nothing came twice.
    """
    with tempfile.TemporaryDirectory() as scratch:
        data_dir, folder = Path(scratch, "data"), Path(scratch, "papers")
        data_dir.mkdir()
        manage(data_dir, "migrate", "--verbosity=0")
        write_papers(folder, papers)
        head("run", "files", "s", "files/s", "MB after 20", "MB at most", "ends with")
        half = papers // 2
        for name, kill_after in (("killed", half), ("resumed", 0), ("again", 0)):
            done = run(data_dir, folder, kill_after=kill_after)
            say(
                name,
                done.files,
                f"{done.seconds:.1f}",
                f"{done.files / done.seconds:.1f}",
                f"{done.early_mb:.0f}",
                f"{done.peak_mb:.0f}",
                done.last_words,
            )
        told = manage(data_dir, "shell", "-v0", "-c", _COUNT).strip()
    say("papers in the archive", told, "", "", "", "", "")
    return told == str(papers) and "Nothing" in done.last_words


_COUNT = "from rcm_pages.importing.models import Import; print(Import.objects.count())"
