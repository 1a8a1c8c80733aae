"""The people who sign in, known by their e-mail address."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cms.accounts.history import refuse_if_history


class UserQuerySet(models.QuerySet["User"]):
    """People; those with a history are not deleted in bulk either."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete them; raises PersonHasHistoryError if one of them has left a trace."""
        for person in self:
            refuse_if_history(person)
        return super().delete()


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes users by e-mail address; addresses are compared without case."""

    use_in_migrations = True

    def create_user(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        """Make a person; without a password they cannot sign in yet."""
        if not email:
            msg = "A person needs an e-mail address"
            raise ValueError(msg)
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(
        self, email: str, password: str | None = None, **fields: Any
    ) -> User:
        """Make an administrator of the machine; they decide nothing."""
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, **fields
        )

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a person whatever the case in which the address was typed."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """A person. Rights come from appointments to parties, never from here."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(
        _("language of notices"),
        max_length=5,
        choices=settings.LANGUAGES,
        default="en",
    )
    # Part of every session's hash: one more ends all sessions of the person at once.
    sessions_ended = models.PositiveIntegerField(
        _("times that all sessions were ended"), default=0, editable=False
    )

    # Nobody knows any more from this row whose account it was.
    personal_data_removed_at = models.DateTimeField(
        _("personal data removed at"), null=True, editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        if self.personal_data_removed_at:
            return gettext("Person no. %(number)s (name removed)") % {"number": self.pk}
        return self.get_full_name() or self.email

    def clean(self) -> None:
        """Compare addresses without case when forms look for a second person."""
        super().clean()
        self.email = self.email.strip().lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in small letters, as people are looked up by them."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the person; raises PersonHasHistoryError if they have left a trace."""
        refuse_if_history(self)
        return super().delete(*args, **kwargs)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Add to Django's hash of the password how often all sessions were ended."""
        own = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        if not self.sessions_ended:
            return str(own)
        return salted_hmac(
            "cms.accounts.sessions_ended",
            f"{own}:{self.sessions_ended}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()


class SharedEntry(models.Model):
    """A row of the cache that all processes share; Django's cache backend owns it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "accounts_shared_entry"

    def __str__(self) -> str:
        return self.cache_key
