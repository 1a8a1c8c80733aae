"""Files of the archive, their immutable versions, and the text of their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn, cast

from django.conf import settings
from django.core.files.storage import storages
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager
from wagtail.documents.models import AbstractDocument, DocumentQuerySet
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage
from wagtail.search import index

from cms.conference.models import Party
from cms.documents.models.opening import FILE_OF_A_TEXT_FOLLOWS_IT, Openable
from cms.documents.models.trash import (
    OUT_OF_TRASH_SAYS_NOTHING,
    KeptFiles,
    Trashable,
)
from cms.works.models import Expression, WorkAudience

if TYPE_CHECKING:
    from cms.documents.storage import ImmutableStorage


def document_storage() -> ImmutableStorage:
    """Return the store of the archive's files."""
    return cast("ImmutableStorage", storages["documents"])


class Image(AbstractImage):
    """A picture of the site."""

    # Redeclared because Wagtail's own models, named alike, take the plain accessors.
    tags = TaggableManager(
        _("tags"), help_text=None, blank=True, related_name="archive_images"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        permissions = (("choose_image", "Can choose image"),)


class Rendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(
        Image, on_delete=models.CASCADE, related_name="renditions"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"],
                name="one_rendition_per_filter",
            ),
        )


class Document(Openable, Trashable, AbstractDocument):
    """A file at one address, attached to an Expression or free-standing.

    ``file`` always names the newest version's file; it changes by ``add_version`` only.
    """

    file = models.FileField(
        _("file"), storage=document_storage, upload_to="incoming", max_length=300
    )
    expression = models.ForeignKey(
        Expression,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("text"),
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, blank=True
    )
    # Of a file that belongs to no text; a text's file has the text's own.
    standing = models.CharField(
        _("standing"), max_length=20, choices=Expression.Status.choices, blank=True
    )

    # Narrower than its text's audience, never wider; empty: as its text.
    audience = models.CharField(
        _("audience"),
        max_length=20,
        choices=[
            (WorkAudience.MEMBERS, WorkAudience.MEMBERS.label),
            (WorkAudience.STEERING, WorkAudience.STEERING.label),
        ],
        blank=True,
        help_text=_("Empty: read by whoever reads its text."),
    )

    # Whose it is while it belongs to no text; nobody's: the Secretariat's.
    belongs_to = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    tags = TaggableManager(
        _("tags"), help_text=None, blank=True, related_name="archive_documents"
    )
    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    admin_form_fields = (*WagtailDocument.admin_form_fields, "language", "standing")

    search_fields = (
        *AbstractDocument.search_fields,
        index.FilterField("trashed_at"),
    )

    objects = KeptFiles()
    with_trash = DocumentQuerySet.as_manager()

    class Meta(AbstractDocument.Meta):
        permissions = (("choose_document", "Can choose document"),)
        constraints = (
            OUT_OF_TRASH_SAYS_NOTHING,
            FILE_OF_A_TEXT_FOLLOWS_IT,
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a file that comes by another door of Wagtail goes in as a version.

        Its uploader of many files sets the file and saves the model by itself.
        """
        incoming: Any = self.file
        if not incoming or incoming._committed:
            super().save(*args, **kwargs)
            return
        from cms.documents.actions import add_version

        known = type(self).with_trash.filter(pk=self.pk).values_list("file", flat=True)
        self.file = known.first() or ""
        with transaction.atomic():
            super().save(*args, **kwargs)
            add_version(
                document=self,
                content=incoming.file,
                name=incoming.name,
                by=self.uploaded_by_user,
            )
        self.refresh_from_db()

    @property
    def current(self) -> DocumentVersion | None:
        """The newest version."""
        return max(self.versions.all(), key=lambda v: v.number, default=None)

    @property
    def said_standing(self) -> str:
        """Original or translation, in words; empty if nobody has said so."""
        said = self.expression.status if self.expression else self.standing
        return str(Expression.Status(said).label) if said else ""


class DocumentVersion(models.Model):
    """One state of a file: its bytes, hash and origin never change."""

    class TextState(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being read")
        DONE = "done", _("read")
        PARTLY = "partly", _("partly read")
        FAILED = "failed", _("could not be read")

    MUTABLE = frozenset({"text_state", "text_error", "text_notes", "extracted_at"})

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(
        storage=document_storage, upload_to="incoming", max_length=300
    )
    name = models.CharField(_("file name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10)
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    # The older version whose bytes were put in front again.
    restored_from = models.ForeignKey(
        "self", on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField(_("added at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    text_state = models.CharField(
        _("text"),
        max_length=10,
        choices=TextState.choices,
        default=TextState.WAITING,
        db_index=True,
    )
    # A code of cms.documents.readers.errors, said in words when shown.
    text_error = models.CharField(max_length=40, blank=True)
    text_notes = models.JSONField(default=list)
    extracted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ("document", "number")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "number"], name="version_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; once written, only the state of its text may change (TypeError)."""
        if self.pk and not set(kwargs.get("update_fields") or ["*"]) <= self.MUTABLE:
            msg = "A version never changes"
            raise TypeError(msg)
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Refuse."""
        msg = "A version is never deleted"
        raise TypeError(msg)

    @property
    def is_faulty(self) -> bool:
        """Its stored bytes were found missing or damaged when they were last read."""
        state = getattr(self, "fixity", None)
        return state is not None and state.state != "unchanged"

    @property
    def url(self) -> str:
        """The address of exactly this version."""
        return reverse(
            "document_version", args=(self.document_id, self.number, self.name)
        )


class DocumentPage(models.Model):
    """The text of one page of a version, and its picture where one was made."""

    version = models.ForeignKey(
        DocumentVersion, on_delete=models.CASCADE, related_name="pages"
    )
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    picture = models.FileField(
        storage=document_storage, upload_to="pictures", max_length=300, blank=True
    )
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    # The reader gave up on this page alone; the others were read.
    is_unreadable = models.BooleanField(default=False)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(
                fields=["version", "number"], name="page_number_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.version_id}, {self.number}"
