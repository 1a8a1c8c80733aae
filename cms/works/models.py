"""Work, Expression, Paragraph: records that outlive the pages which show them.

FRBR's and Akoma Ntoso's terms: the Work is the paper as such, an Expression its text
in one language; a file of an Expression is a manifestation (``cms.documents``).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting, Party
from cms.works import types
from cms.works.states import SETTLED, WorkState

FROZEN = "A frozen text does not change"


class WorkAudience(models.TextChoices):
    """Who may read a settled Work; drafts have their own, narrower rule."""

    PUBLIC = "public", _("everybody")
    PARTICIPANTS = "participants", _("participants of the meeting")
    MEMBERS = "members", _("member states")
    STEERING = "steering", _("Presidency and Secretariat")


class WorkQuerySet(models.QuerySet["Work"]):
    """Works, by what happened to them."""

    def settled(self) -> WorkQuerySet:
        """Adopted, recorded or superseded: texts that no longer change."""
        return self.filter(state__in=SETTLED)

    def public(self) -> WorkQuerySet:
        """Settled works that everybody may read."""
        return self.settled().filter(audience=WorkAudience.PUBLIC)

    def with_faces(self) -> WorkQuerySet:
        """With meeting, expressions and their pages, in a fixed number of queries."""
        return self.select_related(
            "meeting__body", "meeting__host", "author"
        ).prefetch_related("expressions__page")


class Work(models.Model):
    """A paper of the Conference as such, whatever its languages and files."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    type_code = models.SlugField(_("type"), max_length=40, db_index=True)
    # Final once the work is settled; NULL before.
    symbol = models.CharField(_("symbol"), max_length=80, unique=True, null=True)  # noqa: DJ001 (unique, and NULL until minted)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="works",
        verbose_name=_("meeting"),
    )
    author = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="works",
        verbose_name=_("author"),
    )
    dated_on = models.DateField(_("date"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=WorkState.choices,
        default=WorkState.DRAFT,
        db_index=True,
    )
    audience = models.CharField(
        _("audience"),
        max_length=20,
        choices=WorkAudience.choices,
        default=WorkAudience.PUBLIC,
    )
    is_sample = models.BooleanField(_("sample, not an adopted text"), default=False)
    provenance = models.CharField(_("provenance"), max_length=400, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = WorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ("-dated_on", "-id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["adopted", "recorded", "superseded"])
                | Q(symbol__isnull=False, settled_at__isnull=False),
                name="settled_work_has_symbol",
            ),
        )

    def __str__(self) -> str:
        return self.symbol or f"{self.type_code} {self.pk}"

    @property
    def type(self) -> types.WorkType:
        """The registered type of this work."""
        return types.get(self.type_code)

    @property
    def is_settled(self) -> bool:
        """Whether its text is fixed for ever."""
        return self.state in SETTLED

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it as it stands."""
        return self.is_settled and self.audience == WorkAudience.PUBLIC

    @property
    def shown(self) -> Expression | None:
        """The expression in the active language, else the original, else any."""
        active = (get_language() or "en").split("-")[0]
        expressions = sorted(
            self.expressions.all(),
            key=lambda e: (
                e.language != active,
                e.status != Expression.Status.ORIGINAL,
                e.pk,
            ),
        )
        return expressions[0] if expressions else None


class Expression(models.Model):
    """The text of a Work in one language; frozen when the Work is settled."""

    class Status(models.TextChoices):
        ORIGINAL = "original", _("original")
        OFFICIAL = "official", _("official translation")
        UNOFFICIAL = "unofficial", _("unofficial translation")

    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="expressions")
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    status = models.CharField(
        _("status of the text"),
        max_length=20,
        choices=Status.choices,
        default=Status.ORIGINAL,
    )
    title = models.CharField(_("title"), max_length=500)
    page = models.OneToOneField(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="expression",
    )
    # The frozen text: canonical JSON (see canonical.py) and its SHA-256.
    canonical = models.TextField(blank=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision",
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("expression")
        verbose_name_plural = _("expressions")
        constraints = (
            models.UniqueConstraint(
                fields=["work", "language"], name="one_expression_per_language"
            ),
            models.CheckConstraint(
                condition=Q(sha256="", canonical="")
                | (~Q(sha256="") & ~Q(canonical="")),
                name="frozen_text_has_hash",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a frozen text refuses to change (TypeError)."""
        frozen = self._frozen()
        if frozen and frozen != {name: getattr(self, name) for name in frozen}:
            raise TypeError(FROZEN)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete a draft's record; a frozen text refuses (TypeError)."""
        if self._frozen():
            raise TypeError(FROZEN)
        return super().delete(*args, **kwargs)

    def _frozen(self) -> dict[str, Any] | None:
        """Return what must not change any more, or nothing while it is a draft."""
        names = ("sha256", "canonical", "title", "language", "work_id", "revision_id")
        kept = type(self).objects.filter(pk=self.pk).exclude(sha256="")
        return kept.values(*names).first() if self.pk else None

    @property
    def url(self) -> str:
        """The address of its page, empty if it has none."""
        return (self.page.get_url() or "") if self.page else ""


class Paragraph(models.Model):
    """A paragraph of a settled text, so that others can point at it."""

    expression = models.ForeignKey(
        Expression, on_delete=models.CASCADE, related_name="paragraphs"
    )
    # The block's UUID: shared by the language versions, stable for ever.
    block_id = models.UUIDField(db_index=True)
    position = models.PositiveIntegerField()
    # Counted from 1 over what can be cited: not headings, not the opening.
    number = models.PositiveIntegerField(null=True)
    kind = models.CharField(max_length=20)
    label = models.CharField(max_length=30, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    charged = models.JSONField(default=list)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(
                fields=["expression", "position"], name="paragraph_position"
            ),
        )

    def __str__(self) -> str:
        return f"{self.label} {self.text[:60]}".strip()
