"""Puts meetings, works and files into a bag: words, records, every version."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from cms.documents.fixity import digest
from cms.documents.scanning.withholding import is_withheld
from cms.keeping import records
from cms.keeping.bag import DEFLATED
from cms.keeping.models import Package
from cms.keeping.models.packages import meeting_key
from cms.keeping.names import safe
from cms.keeping.reach import files_open_to, reader_of, works_open_to

if TYPE_CHECKING:
    import datetime as dt

    from cms.conference.models import Meeting
    from cms.documents.models import Document, DocumentVersion
    from cms.keeping.bag import BagWriter
    from cms.works.models import Expression, Work

README = """\
This package follows BagIt 1.0 (RFC 8493): the files of data/ are listed with their
SHA-256 and SHA-512 in the manifests; bag-info.txt says where they come from.

data/meetings/NAME.json          a meeting: body, dates, place
data/works/NAME/record.json      a paper: symbol, dates, texts with their paragraphs,
                                 files, approvals, provenance, audience
data/works/NAME/LANGUAGE/text.txt        its words in one language
data/works/NAME/LANGUAGE/canonical.json  the same as it was decided on; the SHA-256 of
                                 this file is the one in the record
data/works/NAME/files/…/vN/…     every version of its files
data/files/…                     files that belong to no paper

---

Este paquete sigue BagIt 1.0 (RFC 8493): los archivos de data/ figuran con su SHA-256 y
SHA-512 en los manifiestos; bag-info.txt indica su procedencia.

data/meetings/NOMBRE.json        una reunión: órgano, fechas, lugar
data/works/NOMBRE/record.json    un documento: signatura, fechas, textos con sus
                                 párrafos, archivos, aprobaciones, procedencia,
                                 destinatarios
data/works/NOMBRE/IDIOMA/text.txt        su texto en un idioma
data/works/NOMBRE/IDIOMA/canonical.json  el mismo tal como se decidió; el SHA-256 de
                                 este archivo es el que consta en el registro
data/works/NOMBRE/files/…/vN/…   todas las versiones de sus archivos
data/files/…                     archivos que no pertenecen a ningún documento
"""


class Contents:
    """Writes records of one package into its bag, and counts what was not whole."""

    def __init__(self, package: Package, bag: BagWriter) -> None:
        self.bag = bag
        self.reader = reader_of(package)
        self.with_names = package.reach != Package.Reach.PUBLIC
        self.faults = 0

    def _put(self, path: str, content: bytes, at: dt.datetime | None = None) -> None:
        self.bag.add(
            path,
            io.BytesIO(content),
            size=len(content),
            at=at or timezone.now(),
            way=DEFLATED,
        )

    def readme(self) -> None:
        """Say in both languages where everything lies."""
        self._put("README.txt", README.encode())

    def meeting(self, meeting: Meeting) -> None:
        """Put a meeting's record in."""
        name = safe(f"{meeting_key(meeting)}.{meeting.pk}")
        record = records.meeting_record(meeting)
        self._put(f"meetings/{name}.json", records.as_json(record))

    def work(self, work: Work) -> None:
        """Put a work in: its texts, the files that the reader may read, its record."""
        folder = f"works/{safe(work.symbol or work.type_code)}.{work.pk}"
        texts, files = [], []
        of_texts = (
            files_open_to(self.reader)
            .filter(expression__work=work)
            .prefetch_related("versions__scan")
        )
        by_text: dict[int | None, list[Document]] = {}
        for document in of_texts.order_by("pk"):
            by_text.setdefault(document.expression_id, []).append(document)
        expressions = work.expressions.select_related("page").order_by("language")
        for expression in expressions:
            texts.append(self._text(folder, expression))
            files += [
                self._file(f"{folder}/files", document)
                for document in by_text.get(expression.pk, [])
            ]
        open_works = works_open_to(self.reader)
        record = records.work_record(
            work,
            texts=texts,
            files=files,
            relations=work.relations.filter(to__in=open_works).select_related("to"),
            with_names=self.with_names,
        )
        self._put(f"{folder}/record.json", records.as_json(record))

    def free_file(self, document: Document) -> None:
        """Put a file in that belongs to no work."""
        record = self._file("files", document)
        folder = self._folder("files", document)
        record = {"format": records.FORMAT, **record}
        self._put(f"{folder}/record.json", records.as_json(record))

    def _text(self, folder: str, expression: Expression) -> dict[str, Any]:
        canonical = records.canonical_of(expression)
        record = records.text_record(expression, canonical)
        place = f"{folder}/{safe(expression.language)}"
        self._put(f"{place}/canonical.json", canonical.encode())
        self._put(f"{place}/text.txt", records.as_text(record))
        return record

    def _folder(self, above: str, document: Document) -> str:
        return f"{above}/{document.pk}-{safe(document.title)}"

    def _file(self, above: str, document: Document) -> dict[str, Any]:
        folder = self._folder(above, document)
        versions = [
            self._version(f"{folder}/v{version.number}", version)
            for version in sorted(document.versions.all(), key=lambda v: v.number)
        ]
        return records.file_record(document, versions)

    def _version(self, folder: str, version: DocumentVersion) -> dict[str, Any]:
        """Put a version in, if its bytes are what was taken in; else say so."""
        path = f"{folder}/{safe(version.name)}"
        fault = self._copy(path, version)
        self.faults += bool(fault)
        return records.version_record(
            version,
            path="" if fault else f"data/{path}",
            fault=fault,
            with_names=self.with_names,
        )

    def _copy(self, path: str, version: DocumentVersion) -> str:
        """Copy a version; read first, so that no damaged file is handed on as good."""
        if is_withheld(version):
            return "withheld"
        try:
            file = version.file.storage.open(str(version.file.name), "rb")
        except FileNotFoundError:
            return "missing"
        with file:
            if digest(file) != (version.sha256, version.size):
                return "damaged"
            file.seek(0)
            added = self.bag.add(path, file, size=version.size, at=version.created_at)
        if added != version.sha256:
            msg = f"{version.file.name} changed while it was read"
            raise OSError(msg)
        return ""
