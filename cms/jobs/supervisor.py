"""Several processes started, shown and stopped as one (by honcho)."""

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import IO

from honcho.manager import SYSTEM_PRINTER_NAME, Manager
from honcho.printer import Message, Printer

from cms.jobs.web_process import READY

# What honcho says of each start and stop; `Supervisor` says the part that matters.
_CHATTER = ("sending SIG", " started (pid=", " stopped (rc=", " received")


class PortalPrinter(Printer):
    """Prints each process's lines with its name, and the address once it answers."""

    def __init__(self, address: str, output: IO[str]) -> None:
        super().__init__(output)
        self._address = address
        self._told = False

    def write(self, message: Message) -> None:
        """Print a line of a process, but for honcho's own chatter."""
        text = message.data
        if isinstance(text, bytes):
            text = text.decode("utf-8", "replace")
        system = message.name == SYSTEM_PRINTER_NAME
        if system and any(part in text for part in _CHATTER):
            return
        super().write(message)
        if message.name == "web" and READY in text and not self._told:
            self._told = True
            line = f"The portal is at {self._address}"
            super().write(message._replace(name="portal", data=line, colour=None))


class Supervisor(Manager):
    """A honcho manager that names the process whose end stops the others."""

    _asked_early = False

    def terminate(self) -> None:
        """Stop every process, having said which one ended by itself."""
        if not super()._all_started():
            # honcho cannot stop what it has no number of yet: a moment later, then.
            self._asked_early = True
            return
        if not self._terminating and self.returncode not in {130, 143}:
            for name, state in self._processes.items():
                if "returncode" in state:
                    code = state["returncode"]
                    self._say(f"{name} ended by itself with code {code}: stopping")
        elif not self._terminating:
            self._say("Stopping")
        super().terminate()

    def _all_started(self) -> bool:
        started: bool = super()._all_started()
        if started and self._asked_early:
            self._asked_early = False
            self.terminate()
        return started

    def _say(self, text: str) -> None:
        self._printer.write(
            Message("line", text, self._clock.now(), "portal", colour=None)
        )

    @property
    def exit_code(self) -> int:
        """Return the code of the process that ended first; 128 + N for a signal N."""
        code = self.returncode or 0
        return code if code >= 0 else 128 - code


def run_together(
    commands: Mapping[str, Sequence[str]], *, address: str, output: IO[str]
) -> int:
    """Run the commands until one ends or a signal comes; return the exit code."""
    supervisor = Supervisor(PortalPrinter(address, output))
    env = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
    }
    for name, command in commands.items():
        supervisor.add_process(name, _shell_line(command), env=env)
    supervisor.loop()
    return supervisor.exit_code


def _shell_line(command: Sequence[str]) -> str:
    """Write the command for honcho's shell, in whose place it then runs."""
    if os.name == "nt":
        return subprocess.list2cmdline(command)
    return f"exec {shlex.join(command)}"
