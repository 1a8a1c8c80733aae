"""What a person reads while the portal runs."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from honcho.printer import Message

from cms.jobs.supervisor import PortalPrinter, Supervisor
from cms.jobs.web_process import READY, post_worker_init

AT = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)


def printed(*lines: tuple[str, str | bytes]) -> list[str]:
    output = StringIO()
    printer = PortalPrinter("http://localhost:8000/", output)
    for name, text in lines:
        printer.write(Message("line", text, AT, name, None))
    return output.getvalue().splitlines()


def test_the_address_is_told_once_however_many_web_workers_there_are() -> None:
    lines = printed(("web", f"{READY}\n".encode()), ("web", READY))
    assert lines == [
        f"12:00:00 web | {READY}",
        "12:00:00 portal | The portal is at http://localhost:8000/",
        f"12:00:00 web | {READY}",
    ]


def test_only_the_web_process_can_be_ready_to_answer() -> None:
    assert printed(("worker", READY)) == [f"12:00:00 worker | {READY}"]


def test_the_supervisors_own_chatter_is_left_out() -> None:
    assert printed(("system", "sending SIGTERM to web (pid 7)\n")) == []
    assert printed(("worker", "job started (pid=7)")) != []


def test_the_process_that_ended_is_named_and_its_code_kept() -> None:
    output = StringIO()
    supervisor = Supervisor(PortalPrinter("", output))
    supervisor._processes = {"web": {"pid": 7, "returncode": -9}}
    supervisor.returncode = -9
    supervisor.terminate()
    supervisor.terminate()
    assert output.getvalue().count("web ended by itself with code -9: stopping") == 1
    assert supervisor.exit_code == 137


def test_a_web_worker_says_when_it_is_ready() -> None:
    said: list[str] = []

    class Log:
        info = staticmethod(said.append)

    class WebWorker:
        log = Log()

    post_worker_init(WebWorker())
    assert said == [READY]


def test_a_stop_that_comes_too_early_is_carried_out_a_moment_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stopped: list[int] = []
    output = StringIO()
    supervisor = Supervisor(PortalPrinter("", output))
    monkeypatch.setattr(supervisor._procmgr, "terminate", stopped.append)
    supervisor._processes = {"web": {}}
    supervisor.returncode = 130
    supervisor.terminate()
    assert not supervisor._all_started()
    assert stopped == []
    supervisor._processes["web"]["pid"] = 7
    assert supervisor._all_started()
    assert stopped == [7]
    assert "Stopping" in output.getvalue()
