"""Who is at work, and when each schedule is next due."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkerHeartbeat(models.Model):
    """A process that says every few seconds that it is alive."""

    worker_id = models.CharField(_("worker"), max_length=64, unique=True)
    role = models.CharField(_("role"), max_length=32)
    host = models.CharField(_("host"), max_length=255)
    pid = models.PositiveIntegerField(_("process number"))
    # Tells the process from a later one with the same number; empty if unknown.
    process_mark = models.CharField(_("process mark"), max_length=64, blank=True)
    started_at = models.DateTimeField(_("started at"))
    seen_at = models.DateTimeField(_("last seen at"))
    doing = models.CharField(_("doing"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("worker's heartbeat")
        verbose_name_plural = _("workers' heartbeats")
        ordering = ["role", "started_at"]

    def __str__(self) -> str:
        return f"{self.role} {self.pid} on {self.host}"


class Schedule(models.Model):
    """When a recurring task last ran and is next due."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    next_at = models.DateTimeField(_("next due at"))
    last_at = models.DateTimeField(_("last fired at"), null=True, blank=True)

    class Meta:
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
