"""The embedded engine: reading in every process, writing in one."""

import contextlib
import logging
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import tantivy

from search.backends.embedded.reading import Reader
from search.backends.embedded.schema import make_index, open_index, to_tantivy
from search.backends.embedded.storage import Versions, WriterLock
from search.documents import SearchDocument
from search.engine import Progress
from search.errors import EngineError, IndexMissingError
from search.parser import Parsed, parse
from search.query import Answer, Query

logger = logging.getLogger(__name__)

_HEAP_BYTES = 64_000_000
_THREADS = 1


class EmbeddedEngine:
    """An index in files, read by all processes and written by one."""

    def __init__(self, path: Path | str) -> None:
        """Take the directory of the index; nothing is opened or made yet."""
        self._path = Path(path)
        self._versions = Versions(self._path)
        self._lock = WriterLock(self._path)
        self._reader = Reader(self._versions)
        self._writer: tantivy.IndexWriter | None = None

    def ask(self, query: Query) -> Answer:
        """Answer; if the index cannot, an empty answer says that it is degraded."""
        started = time.perf_counter()
        parsed = Parsed()
        try:
            with _panics_as_errors():
                parsed = parse(query.text)
                answer = self._reader.answer(query, parsed)
        except Exception:  # whatever it is, a reader gets a page and we get the log
            logger.exception("The search index did not answer.")
            answer = Answer(words=parsed.words, degraded=True)
        took_ms = (time.perf_counter() - started) * 1000
        return replace(answer, took_ms=took_ms)

    def add(self, documents: Iterable[SearchDocument]) -> None:
        """Put the documents in, each in place of the one with its key."""
        with _panics_as_errors():
            _write(self._open_writer(), documents)

    def delete(self, keys: Iterable[str]) -> None:
        """Take the documents of these keys out."""
        with _panics_as_errors():
            writer = self._open_writer()
            for key in keys:
                writer.delete_documents_by_term("key", key)

    def commit(self) -> None:
        """Make what was added and deleted durable and findable."""
        try:
            with _panics_as_errors():
                self._open_writer().commit()
        except BaseException:
            self._drop_writer()
            raise

    def rebuild(
        self, documents: Iterable[SearchDocument], progress: Progress | None = None
    ) -> int:
        """Build a new version beside the current one, then let it answer."""
        self.claim()
        directory = self._versions.fresh()
        try:
            with _panics_as_errors():
                count = self._fill(directory, documents, progress)
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        self._drop_writer()
        self._versions.point_to(directory)
        self._versions.sweep()
        return count

    def count(self) -> int:
        """Return how many documents are in the index."""
        try:
            return self._reader.searcher().num_docs
        except IndexMissingError:
            return 0

    def healthy(self) -> bool:
        """Say whether there is an index of this version that can be read."""
        try:
            with _panics_as_errors():
                self._reader.probe()
        except Exception as error:  # noqa: BLE001 - any failure means the same
            logger.warning("The search index is not usable: %s", error)
            return False
        return True

    def claim(self) -> None:
        """Become the writer; raise `EngineBusyError` if another process is."""
        self._lock.acquire()

    def close(self) -> None:
        """Stop being the writer, dropping what was not committed."""
        self._drop_writer()
        self._lock.release()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self.claim()
            try:
                directory = self._versions.current()
            except IndexMissingError:
                directory = self._versions.fresh()
                make_index(directory)
                self._versions.point_to(directory)
            self._writer = _open_for_writing(directory)
        return self._writer

    def _drop_writer(self) -> None:
        # tantivy's own lock goes with the object.
        self._writer = None

    def _fill(
        self,
        directory: Path,
        documents: Iterable[SearchDocument],
        progress: Progress | None,
    ) -> int:
        make_index(directory)
        writer = _open_for_writing(directory)
        count = 0
        for document in documents:
            _write(writer, [document])
            count += 1
            if progress:
                progress(count)
        writer.commit()
        writer.wait_merging_threads()
        return count


def _open_for_writing(directory: Path) -> tantivy.IndexWriter:
    return open_index(directory).writer(_HEAP_BYTES, _THREADS)


def _write(writer: tantivy.IndexWriter, documents: Iterable[SearchDocument]) -> None:
    for document in documents:
        laid = to_tantivy(document)
        writer.delete_documents_by_term("key", document.key)
        writer.add_document(laid)


@contextlib.contextmanager
def _panics_as_errors() -> Iterator[None]:
    """Turn a panic of tantivy, which is no `Exception`, into one."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise EngineError(str(error)) from error
        raise
