"""The child process that lets LibreOffice write a PDF/A of an office document."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from . import pdf, pictures
from .errors import UnreadableFile
from .stream import limit

MAX_PAGES = 2000
# PDF/A-2b: pictures with transparency are kept as they are.
_PART = "2"
_FILTERS = {"docx": "writer", "odt": "writer", "rtf": "writer", "xlsx": "calc"}
_FILTERS |= {"pptx": "impress"}
KINDS = frozenset(_FILTERS)
# No macro runs, nothing is fetched: linked pictures stay away, the proxy is nobody.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "boolean", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "int", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "boolean",
     "true"),
    ("Office.Writer/Content/Update", "Link", "short", "2"),
    ("Office.Calc/Content/Update", "Link", "short", "2"),
    ("Inet/Settings", "ooInetProxyType", "int", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "string", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "int", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "string", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "int", "9"),
)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Run as `python -m cms.documents.readers.office`; says one record."""
    parser = argparse.ArgumentParser()
    parser.add_argument("path", type=Path)
    parser.add_argument("--program", required=True)
    parser.add_argument("--kind", required=True, choices=sorted(KINDS))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--memory-mb", type=int, required=True)
    parser.add_argument("--seconds", type=int, required=True)
    options = parser.parse_args(arguments)
    limit(options.memory_mb, options.seconds)
    try:
        record = _made(options)
    except UnreadableFile as error:
        record = {"error": error.code}
    except subprocess.TimeoutExpired:
        record = {"error": "timeout"}
    except MemoryError:
        record = {"error": "out_of_memory"}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file brings about
        record = {"error": "crashed", "detail": type(error).__name__}
    sys.stdout.write(json.dumps(record) + "\n")
    return 0


def settings_file() -> str:
    """Return LibreOffice's own settings, as a profile of its holds them."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" '
        f'oor:op="fuse" oor:type="xs:{kind}"><value>{value}</value></prop></item>'
        for path, name, kind, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema">'
        f"{items}</oor:items>"
    )


def _made(options: argparse.Namespace) -> dict[str, Any]:
    """Convert, and look whether it became what was asked for."""
    # Under a name of ours: what the file is called never reaches the program.
    source = options.folder / f"paper.{options.kind}"
    source.symlink_to(options.path.resolve())
    target = options.folder / "paper.pdf"
    _run(options, source)
    if not target.is_file():
        return {"error": "not_converted"}
    with pdf.opened(target) as document:
        pages = len(document)
        if pages > MAX_PAGES:
            raise UnreadableFile("page_limit")
        width, height = document[0].get_size()
        picture = pictures.picture_of(document, 0, options.folder)
    return {
        "pages": pages,
        "picture": picture,
        "size": [width, height],
    }


def _run(options: argparse.Namespace, source: Path) -> None:
    profile = options.folder / "profile"
    (profile / "user").mkdir(parents=True)
    registry = profile / "user" / "registrymodifications.xcu"
    registry.write_text(settings_file(), encoding="utf-8")
    chosen = json.dumps({"SelectPdfVersion": {"type": "long", "value": _PART}})
    subprocess.run(  # noqa: S603 - a fixed program, no shell
        [
            options.program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to"),
            f"pdf:{_FILTERS[options.kind]}_pdf_Export:{chosen}",
            *("--outdir", str(options.folder), str(source)),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(options.folder), "http_proxy": "127.0.0.1:9"},
        timeout=options.seconds,
        check=False,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
