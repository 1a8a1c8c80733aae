"""One change for many files: each by its own rights, all or nothing for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from wagtail.models import Collection

from cms.documents import attaching, describing
from cms.documents.models import Document, FileChange
from cms.documents.policy import readable_files
from cms.works.fixed import FREE
from cms.works.many import Trade, say_change
from cms.works.models import Expression

if TYPE_CHECKING:
    from collections.abc import Collection as Group

    from cms.accounts.models import User

# As a text: the file is taken off the one it has.
NO_TEXT = 0


@dataclass(frozen=True)
class Wanted:
    """What is to be changed; None and empty leave it as it is.

    ``text`` may be ``NO_TEXT``, and ``audience`` empty: all readers of its text, or
    of a file by itself nobody but those whose it is.
    """

    language: str = ""
    standing: str = ""
    collection: int | None = None
    tags: tuple[str, ...] = ()
    tags_off: tuple[str, ...] = ()
    text: int | None = None
    audience: str | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether it would change nothing whatever the file."""
        return self == Wanted()


def readable(user: Any, numbers: Group[int]) -> list[Document]:
    """Return those of the files that a person may read, by title."""
    files = readable_files(user).filter(pk__in=numbers)
    return list(files.select_related("expression__work").order_by("title", "pk"))


def _moved(file: Document, wanted: Wanted, by: User) -> list[str]:
    """Attach the file to another text, or to none: drafts that the person writes."""
    if wanted.text is None or wanted.text == (file.expression_id or NO_TEXT):
        return []
    theirs = attaching.texts_open_to(by)
    left, target = file.expression, None
    if left is not None and left.work.state not in FREE:
        raise describing.DescribingError(_("The file stays with this text."))
    if wanted.text != NO_TEXT:
        target = theirs.filter(pk=wanted.text).first()
        if target is None:
            raise PermissionDenied(
                _("You may not, or no longer, write the text that it would go to.")
            )
    if left is not None and not theirs.filter(pk=left.pk).exists():
        raise PermissionDenied(_("You may not take it off its text."))
    attaching.move_to(document=file, expression=target, by=by)
    return [say_change(_("Belongs to"), _text_name(left), _text_name(target))]


def _text_name(text: Expression | None) -> str:
    return f"{text.title} ({text.language})" if text else _("no text")


def _described(file: Document, wanted: Wanted, by: User) -> list[str]:
    collection = Collection.objects.filter(pk=wanted.collection or 0).first()
    if wanted.collection and collection is None:
        raise describing.DescribingError(_("There is no such collection any more."))
    changed = describing.describe(
        document=file,
        language=wanted.language,
        standing=wanted.standing,
        collection=collection,
        tags=wanted.tags,
        tags_off=wanted.tags_off,
        by=by,
    )
    return [
        say_change(_name(name), _value(name, before), _value(name, after))
        for name, (before, after) in changed.items()
    ]


def _name(name: str) -> str:
    return {
        "language": _("Language"), "standing": _("Standing"),
        "collection": _("Collection"), "tags": _("Tags"),
    }[name]  # fmt: skip


def _value(name: str, value: str) -> str:
    named: dict[str, Any] = {}
    if name == "language":
        named = dict(settings.LANGUAGES)
    elif name == "standing":
        named = dict(Expression.Status.choices)
    return _(str(named[value])) if value in named else value


def _audience(file: Document, wanted: Wanted, by: User) -> list[str]:
    if wanted.audience in (None, describing.audience_of(file)):
        return []
    before = describing.audience_name(file)
    file = describing.set_audience(document=file, audience=wanted.audience or "", by=by)
    return [say_change(_("Audience"), before, describing.audience_name(file))]


def apply(file: Document, wanted: Wanted, by: User) -> list[str]:
    """Change one file; return what was changed, in words.

    Raises what the actions raise, ``many.REFUSALS``.
    """
    file = Document.with_trash.get(pk=file.pk)
    describing.check_may_describe(by, file)
    said = _moved(file, wanted, by)
    file = Document.objects.get(pk=file.pk)
    said += _described(file, wanted, by)
    return said + _audience(file, wanted, by)


def _worker() -> Any:
    from cms.documents.tasks import change_many_files

    return change_many_files


FILES = Trade(
    changes=FileChange,
    field="file",
    wanted=Wanted,
    apply=apply,
    worker=_worker,
    refused=lambda: _("You may not change this file."),
)
