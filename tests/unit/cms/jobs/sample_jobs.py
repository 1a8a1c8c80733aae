"""Jobs that the tests enqueue."""

from cms.jobs.queue import GiveUp, job

ran: list[str] = []


@job()
def note(text: str = "") -> str:
    """Do its work."""
    ran.append(text)
    return text


@job(retries=2, backoff_s=10)
def fall(text: str) -> None:
    """Fail each time."""
    ran.append(text)
    raise RuntimeError(text)


@job(retries=2)
def hopeless() -> None:
    """Fail for good."""
    msg = "no such document"
    raise GiveUp(msg)


@job(retries=2)
def leave() -> None:
    """End the process, as a command called by a job may."""
    raise SystemExit(3)


@job(retries=2)
def answer_strangely() -> object:
    """Return what no row can hold."""
    return object()


@job(takes_context=True)
def which_attempt(context: object) -> int:
    """Return the number of the attempt."""
    return context.attempt


@job(queue="mail", priority=10)
def post() -> None:
    """Go before other work."""
    ran.append("post")


@job()
def tidy() -> None:
    """Recur."""
    ran.append("tidy")
