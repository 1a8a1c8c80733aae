"""The Work: a record that outlives the pages which show it.

FRBR's and Akoma Ntoso's terms: the Work is the paper as such, an Expression its text
in one language; a file of an Expression is a manifestation (``cms.documents``).
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting, Party
from cms.works import types
from cms.works.querysets import FROZEN, FrozenQuerySet
from cms.works.states import SETTLED, WorkState
from cms.works.tokens import GRANTED, PUBLIC

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from cms.works.models.texts import Expression


# What a settled work is for ever, but that a later text may supersede it.
FIXED = frozenset(
    {"uuid", "type_code", "symbol", "meeting", "state", "settled_at", "settled_by"}
)


class WorkAudience(models.TextChoices):
    """Who may read a settled Work; drafts have their own, narrower rule.

    A Work without one of its own has that of its meeting's papers.
    """

    PUBLIC = "public", _("everybody")
    PARTICIPANTS = "participants", _("parties accredited to the meeting")
    MEMBERS = "members", _("member states")
    DELEGATION = "delegation", _("one delegation")
    STEERING = "steering", _("Presidency and Secretariat")


class WorkQuerySet(FrozenQuerySet):
    """Works, by what happened to them."""

    fixed = FIXED
    is_frozen = Q(state__in=SETTLED)

    def update(self, **kwargs: Any) -> int:
        """Update in bulk; no work is settled that way, and none unsettled."""
        state = kwargs.get("state", WorkState.DRAFT)
        # An expression, as ``bulk_update`` writes it, may come to any state.
        if not isinstance(state, str) or state in SETTLED:
            raise TypeError(FROZEN)
        return super().update(**kwargs)

    def settled(self) -> WorkQuerySet:
        """Adopted, recorded or superseded: texts that no longer change."""
        return self.filter(state__in=SETTLED)

    def public(self) -> WorkQuerySet:
        """Works that everybody may read at this moment."""
        return self.open_to({PUBLIC})

    def open_to(
        self, tokens: Iterable[str], at: dt.datetime | None = None
    ) -> WorkQuerySet:
        """Works that a holder of one of these tokens may read at an instant (now).

        One query whatever the number of works; the tokens of a person come from
        ``cms.works.audiences.tokens_for``.
        """
        held = set(tokens)
        rows = apps.get_model("works", "Access").objects.open(at)
        granted = {int(t.removeprefix(GRANTED)) for t in held if t.startswith(GRANTED)}
        open_to_them = Exists(
            rows.filter(
                work=OuterRef("pk"),
                token__in=[t for t in held if not t.startswith(GRANTED)],
            )
        )
        if granted:
            lasts = Q(expires_at=None) | Q(expires_at__gt=at or timezone.now())
            return self.filter(Q(pk__in=granted) & lasts | open_to_them)
        return self.filter(open_to_them)

    def with_faces(self) -> WorkQuerySet:
        """With meeting, texts, pages and readers, in a fixed number of queries."""
        return self.select_related(
            "meeting__body", "meeting__host", "author"
        ).prefetch_related("expressions__page", "access")


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
        blank=True,
        help_text=_("Empty: as the meeting says of its papers."),
    )
    # The delegation of an audience that is one delegation.
    audience_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # From then on it is read by the Secretariat and those who prepared it alone.
    expires_at = models.DateTimeField(_("expires at"), null=True, blank=True)
    # The delegation or partner that prepares it; nobody: the Secretariat does.
    prepared_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The Presidency's term (its ordinal) in which the Presidency could first read it;
    # 0 where nobody presided. Later Presidencies read it too, earlier ones do not.
    steering_since = models.PositiveSmallIntegerField(null=True, editable=False)
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
        indexes = (models.Index(fields=["-dated_on", "-id"], name="works_by_date"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(
                    state__in=["adopted", "received", "recorded", "superseded"]
                )
                | Q(symbol__isnull=False, settled_at__isnull=False),
                name="settled_work_has_symbol",
            ),
            models.CheckConstraint(
                condition=Q(audience="delegation", audience_party__isnull=False)
                | (~Q(audience="delegation") & Q(audience_party__isnull=True)),
                name="one_delegation_is_named",
            ),
        )

    def __str__(self) -> str:
        return self.symbol or f"{self.type_code} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and write down anew who may read it."""
        from cms.works import audiences

        if self.steering_since is None and audiences.presidency_reads(self):
            self.steering_since = audiences.term_ordinal_now()
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "steering_since"}
        super().save(*args, **kwargs)
        audiences.refresh(self)

    @property
    def type(self) -> types.WorkType:
        """The registered type of this work."""
        return types.get(self.type_code)

    @property
    def is_settled(self) -> bool:
        """Whether its text is fixed for ever."""
        return self.state in SETTLED

    @property
    def has_expired(self) -> bool:
        """Whether it is read by none but the Secretariat and those who prepared it."""
        return self.expires_at is not None and self.expires_at <= timezone.now()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it at this moment."""
        return any(row.token == PUBLIC and row.is_open for row in self.access.all())

    @property
    def shown(self) -> Expression | None:
        """The expression in the active language, else the original, else any."""
        active = (get_language() or "en").split("-")[0]
        expressions = sorted(
            self.expressions.all(),
            key=lambda e: (
                e.language != active,
                e.status != "original",
                e.pk,
            ),
        )
        return expressions[0] if expressions else None
