"""The rules of the house that no linter knows."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from wagtail.models import Page

ROOT = Path(settings.BASE_DIR)
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# What would tie the repository to one machine, or to one registry's address.
PLACES = re.compile(
    r"/(?:root|work|opt/wheels)/|/home/(?!reader\b)\w+/|/Users/\w+/"
    r"|\b(?:pypi|pythonhosted|npmjs|crates|maven)\.(?:org|com|io)\b"
    r"|\bdeb\.debian\.org\b|\bsnapshot\.debian\.org\b"
)
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)[^>]*>|<style\b|\sstyle\s*=\s*[\"']|\son[a-z]+\s*=\s*[\"']",
    re.IGNORECASE,
)
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def tracked() -> list[Path]:
    """Return the files that git knows of, tracked or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    paths = {ROOT / name for name in listed.stdout.split("\0") if name}
    return sorted(path for path in paths if path.is_file())


def sources() -> Iterator[Path]:
    """Yield the Python files, but for migrations, which Django writes."""
    for path in tracked():
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield path


def short(path: Path) -> str:
    """Return the path as a reader of the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def test_no_file_is_too_long():
    """A file that does not fit holds more than one idea."""
    lengths = {short(p): len(p.read_text("utf-8").splitlines()) for p in sources()}
    assert {n: at for n, at in lengths.items() if at > LONGEST_FILE} == {}


def test_no_function_is_too_long():
    """Docstring included: one screen."""
    long = {}
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{short(path)}:{node.lineno} {node.name}"] = lines
    assert long == {}


def test_no_room_is_a_lumber_room():
    """A file is named after what it holds."""
    lumber = {"utils.py", "helpers.py", "util.py", "helper.py"}
    assert [short(path) for path in tracked() if path.name in lumber] == []


def test_every_migration_has_a_name():
    """`0002_auto_2026…` says nothing."""
    nameless = [
        short(path)
        for path in tracked()
        if path.parent.name == "migrations" and "auto_" in path.name
    ]
    assert nameless == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    """What the models say, the migrations do."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def conference_pages() -> list[type[Page]]:
    """Return the page types of the Conference."""
    return [
        model
        for model in apps.get_app_config("rcm_pages").get_models()
        if issubclass(model, Page)
    ]


def test_there_are_page_types():
    """So that the test below tests something."""
    assert conference_pages()


@pytest.mark.parametrize("model", conference_pages(), ids=lambda m: m.__name__)
def test_every_page_type_has_its_template(model):
    """Under Wagtail's own name, in the portal's templates."""
    name = model.template if isinstance(model.template, str) else ""
    assert name.startswith("rcm_pages/")
    origin = Path(get_template(name).origin.name)
    assert origin.is_relative_to(ROOT / "templates")


def test_nothing_names_a_machine_or_a_registry():
    """The repository works wherever it is cloned."""
    found = []
    for path in tracked():
        if path == Path(__file__):
            continue
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{short(path)}: {hit.group()}" for hit in PLACES.finditer(text)]
    assert found == []


def test_no_script_or_style_is_inline():
    """The Content-Security-Policy would stop it."""
    found = []
    for path in tracked():
        # A mail has no style sheet but its own.
        if path.suffix == ".html" and "emails" not in path.parts:
            text = path.read_text("utf-8")
            found += [f"{short(path)}: {hit.group()}" for hit in INLINE.finditer(text)]
    assert found == []


def pins(name: str) -> dict[str, set[Version]]:
    """Return what a requirements file pins; a package may differ by machine."""
    found: dict[str, set[Version]] = {}
    text = (ROOT / "requirements" / name).read_text("utf-8")
    for package, version in PIN.findall(text):
        found.setdefault(canonicalize_name(package), set()).add(Version(version))
    return found


def asked(*extras: str) -> list[Requirement]:
    """Return what pyproject.toml asks for."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "extras"),
    [("run.txt", ["postgres"]), ("dev.txt", ["postgres", "test", "dev"])],
)
def test_every_dependency_is_pinned(name, extras):
    """`make requirements` follows each change of pyproject.toml."""
    pinned = pins(name)
    for requirement in asked(*extras):
        versions = pinned.get(canonicalize_name(requirement.name), set())
        assert versions, f"{requirement.name} is not in {name}"
        assert all(requirement.specifier.contains(v) for v in versions), requirement


def test_what_is_tested_is_what_runs():
    """dev.txt holds all of run.txt, in the same versions."""
    run, dev = pins("run.txt"), pins("dev.txt")
    assert {name: dev.get(name) for name in run} == run
