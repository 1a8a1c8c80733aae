"""Workers, schedulers and the whole portal as real processes over a real file."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parents[3]
HERE = "tests.integration.jobs"
PATIENCE_S = 20

Start = Callable[..., subprocess.Popen]


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file, made once."""
    path = tmp_path_factory.mktemp("queue") / "empty.sqlite3"
    line = [sys.executable, "-m", "django", "migrate", "-v0"]
    subprocess.run(line, env=environment(path), cwd=ROOT, check=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def database(empty_database: Path, tmp_path: Path) -> Path:
    path = tmp_path / "queue.sqlite3"
    path.write_bytes(empty_database.read_bytes())
    return path


@pytest.fixture
def start(database: Path, request: pytest.FixtureRequest) -> Start:
    """Start a Python process on the database; it is ended with the test."""

    def started(*arguments: str, **options: object) -> subprocess.Popen:
        line = [sys.executable, *arguments]
        env = environment(database)
        process = subprocess.Popen(
            line, env=env, cwd=ROOT, stderr=subprocess.STDOUT, text=True, **options
        )
        request.addfinalizer(lambda: end(process))
        return process

    return started


def end(process: subprocess.Popen) -> None:
    if process.poll() is None:
        process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def environment(database: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": f"{HERE}.small_settings",
        "JOBS_DB": str(database),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
    }


def enqueue(start: Start, folder: Path, seconds: float) -> None:
    code = (
        "import django; django.setup(); "
        f"from {HERE}.slow_jobs import long_at_first; "
        f"long_at_first.enqueue({str(folder)!r}, {seconds})"
    )
    assert start("-c", code).wait(PATIENCE_S) == 0


def task(database: Path) -> tuple[str, int]:
    """The status of the only slow task, and its attempts."""
    query = (
        "SELECT status, json_array_length(worker_ids)"
        " FROM django_tasks_database_dbtaskresult WHERE task_path LIKE '%long_at_first'"
    )
    with closing(sqlite3.connect(database)) as db:
        return db.execute(query).fetchone()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def busy_worker(start: Start, tmp_path: Path) -> Callable[[float], subprocess.Popen]:
    """A worker in the middle of a task of so many seconds."""

    def begun(seconds: float) -> subprocess.Popen:
        enqueue(start, tmp_path, seconds)
        worker = start("-m", "django", "run_worker")
        wait_for((tmp_path / "begun-1").exists)
        return worker

    return begun


def test_a_killed_workers_task_is_done_by_the_next(
    busy_worker: Callable, start: Start, database: Path, tmp_path: Path
) -> None:
    worker = busy_worker(60)
    worker.send_signal(signal.SIGKILL)
    worker.wait(PATIENCE_S)
    assert task(database) == ("RUNNING", 1)
    second = start("-m", "django", "run_worker", "--batch")
    assert second.wait(PATIENCE_S) == 0
    assert task(database) == ("SUCCESSFUL", 2)
    assert (tmp_path / "begun-2").exists()


def test_a_first_signal_lets_the_task_end(
    busy_worker: Callable, database: Path
) -> None:
    worker = busy_worker(0.5)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE_S) == 0
    assert task(database) == ("SUCCESSFUL", 1)


def test_a_second_signal_puts_the_task_back(
    busy_worker: Callable, database: Path
) -> None:
    worker = busy_worker(60)
    worker.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(PATIENCE_S) == 1
    assert task(database) == ("READY", 1)


def test_two_schedulers_fire_each_time_once(start: Start) -> None:
    process = start("-m", f"{HERE}.two_schedulers", stdout=subprocess.PIPE)
    output, _ = process.communicate(timeout=PATIENCE_S)
    assert output.split() == ["True", "1"], output


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_the_portal_starts_tells_its_address_and_stops(start: Start) -> None:
    port = free_port()
    line = ("-m", "django", "portal", "--port", str(port), "--web-workers", "1")
    portal = start(*line, stdout=subprocess.PIPE)
    address = f"http://localhost:{port}/"
    seen = ""
    up = (f"The portal is at {address}", "Worker ready", "Scheduler ready")
    while not all(line in seen for line in up):
        assert portal.poll() is None, seen
        seen += portal.stdout.readline()
    with pytest.raises(HTTPError, match="404") as answer:
        urlopen(address)
    answer.value.close()
    portal.send_signal(signal.SIGTERM)
    rest, _ = portal.communicate(timeout=PATIENCE_S)
    assert portal.returncode == 143
    assert "portal    | Stopping" in rest
    assert "worker-1  | Worker stopped" in seen + rest
    assert "worker-2  | Worker stopped" in seen + rest
    assert "scheduler | Scheduler stopped" in seen + rest


@pytest.mark.parametrize(
    ("ending", "code"), [("raise SystemExit(3)", 3), ("import os; os.abort()", 134)]
)
def test_one_that_ends_by_itself_stops_the_others(
    start: Start, ending: str, code: int
) -> None:
    program = (
        "import sys; from cms.jobs.supervisor import run_together; "
        "long = [sys.executable, '-c', 'import time; time.sleep(60)']; "
        f"short = [sys.executable, '-c', {ending!r}]; "
        "sys.exit(run_together({'long': long, 'short': short}, "
        "address='', output=sys.stdout))"
    )
    process = start("-c", program, stdout=subprocess.PIPE)
    output, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == code
    assert "short ended by itself with code" in output
