"""Archive packages: what is in them, how far they are, until when they are kept."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.conference.models import Meeting


def meeting_key(meeting: Meeting) -> str:
    """Return what a meeting is called in a package: ``vm-20``, or by its key."""
    if meeting.ordinal:
        return f"{meeting.body.code}-{meeting.ordinal}"
    return f"{meeting.body.code}-{meeting.code or meeting.pk}"


# The first of the stages of ``packing.STAGES``.
FIRST_STAGE = "meetings"


class Package(models.Model):
    """A BagIt package (RFC 8493) of one meeting or of the whole archive, as a ZIP.

    It is written a piece at a time; this row says up to where it is whole, so that
    whoever goes on, after a kill as well, begins exactly there.
    """

    class Reach(models.TextChoices):
        """Whose reading decides what goes in."""

        PUBLIC = "public", _("what everybody may read")
        OWN = "own", _("what its maker may read, restricted papers included")
        ALL = "all", _("everything, whoever may read it")

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        WRITING = "writing", _("being written")
        CHECKING = "checking", _("being read back")
        READY = "ready", _("whole, and read back")
        STOPPED = "stopped", _("stopped")
        CANCELLED = "cancelled", _("given up")
        GONE = "gone", _("removed after its time")

    class Why(models.TextChoices):
        """Why one has stopped."""

        DISK = "disk", _("The disk is full or does not answer.")
        RIGHTS = "rights", _("Its maker may no longer make it.")
        INVALID = "invalid", _("Read back, it was not what was written.")
        FAILED = "failed", _("It failed several times at the same place.")

    UNDER_WAY = (State.WAITING, State.WRITING, State.CHECKING)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # None: the whole archive.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reach = models.CharField(_("holds"), max_length=10, choices=Reach.choices)
    # None: the administrator of the machine, at the command line.
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    detail = models.CharField(max_length=500, blank=True)
    begun_at = models.DateTimeField(_("begun at"))
    moved_at = models.DateTimeField(_("last progress at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    kept_until = models.DateTimeField(_("kept until"), null=True)
    # Since it last came on, how often it was begun again.
    tries = models.PositiveSmallIntegerField(default=0)

    # Up to where it is whole: which records are in, and where the ZIP and its lists of
    # hashes end (``bag.Mark``). Records that come in later are not looked for.
    stage = models.CharField(max_length=10, default=FIRST_STAGE)
    after = models.PositiveBigIntegerField(default=0)
    upto = models.JSONField(default=dict)
    mark = models.JSONField(default=dict)
    total = models.PositiveIntegerField(_("records to write"), default=0)
    done = models.PositiveIntegerField(_("records written"), default=0)
    faults = models.PositiveIntegerField(_("files not whole"), default=0)

    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("archive package")
        verbose_name_plural = _("archive packages")
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state="ready")
                | Q(kept_until__isnull=False, sha256__gt="", ended_at__isnull=False),
                name="ready_package_was_read_back",
            ),
            # Nobody's own reading would be read as everybody's.
            models.CheckConstraint(
                condition=~Q(reach="own") | Q(made_by__isnull=False),
                name="own_package_has_its_maker",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name of its folder and file: ``vm-20-2026-11-25-1f0c9a3e``."""
        what = meeting_key(self.meeting) if self.meeting else "archive"
        return f"{what}-{self.begun_at:%Y-%m-%d}-{self.uuid.hex[:8]}"

    @property
    def is_under_way(self) -> bool:
        """Whether somebody is to go on with it."""
        return self.state in self.UNDER_WAY

    def begin_anew(self) -> None:
        """Forget what was written; to be saved by the caller."""
        self.mark, self.stage = {}, FIRST_STAGE
        self.after = self.done = self.faults = 0
        self.records.all().delete()

    @property
    def payload_octets(self) -> int:
        """Bytes of the payload so far."""
        return int(self.mark.get("octets", 0))


class Packaged(models.Model):
    """A record that went into a package: asked again before it is given out.

    By number, not by key: what was deleted since is not open to anybody either.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("work")
        FILE = "file", _("file")
        MEETING = "meeting", _("meeting")

    package = models.ForeignKey(
        Package, on_delete=models.CASCADE, related_name="records"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    record = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = _("record in a package")
        verbose_name_plural = _("records in packages")
        constraints = (
            models.UniqueConstraint(
                fields=["package", "kind", "record"], name="record_once_in_package"
            ),
        )

    def __str__(self) -> str:
        return f"{self.package_id}: {self.kind} {self.record}"
