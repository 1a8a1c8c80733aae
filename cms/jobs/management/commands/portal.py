"""`manage.py portal`: the whole portal with one command."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import get_commands
from django.core.management.base import BaseCommand

from cms.jobs.supervisor import run_together


class Command(BaseCommand):
    """Starts web, worker, scheduler and indexer, and stops them together."""

    help = "Run the whole portal: web, worker, scheduler, indexer. Ctrl-C stops it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("--host", default="127.0.0.1", help="(%(default)s)")
        parser.add_argument("--port", type=int, default=8000, help="(%(default)s)")
        parser.add_argument("--web-workers", type=int, default=2, help="(%(default)s)")
        parser.add_argument("--web-threads", type=int, default=4, help="(%(default)s)")
        parser.add_argument(
            "--workers",
            type=int,
            default=2,
            help="Workers on the queue; two keep mail moving beside long tasks",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until Ctrl-C, or until one process ends; keep its exit code."""
        commands = {"web": web_command(options)}
        for number in range(1, options["workers"] + 1):
            name = "worker" if options["workers"] == 1 else f"worker-{number}"
            commands[name] = django_command("run_worker")
        commands["scheduler"] = django_command("run_scheduler")
        if "run_indexer" in get_commands():
            commands["indexer"] = django_command("run_indexer")
        else:
            self.stderr.write("No indexer: this project has no command run_indexer.")
        code = run_together(commands, address=address(options), output=sys.stdout)
        if code:
            raise SystemExit(code)


def django_command(name: str) -> list[str]:
    """Return the command line of another command of this project."""
    return [sys.executable, "-m", "django", name]


def web_command(options: dict[str, Any]) -> list[str]:
    """Return gunicorn's command line."""
    module, _, attribute = (settings.WSGI_APPLICATION or "").rpartition(".")
    return [
        *(sys.executable, "-m", "gunicorn", f"{module}:{attribute}"),
        *("--config", "python:cms.jobs.web_process", "--no-control-socket"),
        *("--bind", f"{options['host']}:{options['port']}"),
        *("--workers", str(options["web_workers"])),
        *("--threads", str(options["web_threads"])),
    ]


def address(options: dict[str, Any]) -> str:
    """Return the address to open in a browser."""
    here = options["host"] in {"127.0.0.1", "0.0.0.0", "::"}  # noqa: S104 - compared
    host = "localhost" if here else options["host"]
    return f"http://{host}:{options['port']}/"
