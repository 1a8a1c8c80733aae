"""What a person does at the door: address, password, code."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.test import Client

from tests.factories.people import PASSWORD

if TYPE_CHECKING:
    from cms.accounts.models import User

SIGN_IN = "/en/sign-in/"
SECOND = "/en/account/second-factor/sign-in/"
SET_UP = "/en/account/second-factor/app/"
SESSIONS = "/en/account/sessions/"


def code_of(secret: str, steps: int = 0) -> str:
    """Return the code that an app shows now, or some half minutes away."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code_of(secret: str) -> str:
    """Return six digits that no app shows about now."""
    near = {code_of(secret, steps) for steps in range(-3, 4)}
    return next(f"{n:06}" for n in range(10) if f"{n:06}" not in near)


def with_app(person: User) -> str:
    """Give a person a second factor with recovery codes; return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return secret


def recovery_codes_of(person: User) -> list[str]:
    """Return what is left of a person's recovery codes."""
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.get(user=person, type=kind).wrap().get_unused_codes()


def give_password(
    client: Client, person: User, password: str = PASSWORD, *, path: str = SIGN_IN,
    **fields: Any,
) -> Any:  # fmt: skip
    """Post address and password."""
    return client.post(path, {"login": person.email, "password": password, **fields})


def signed_in(client: Client) -> bool:
    """Tell whether the client's session has a person."""
    return "_auth_user_id" in client.session


def come_in(person: User, secret: str | None = None, **extra: Any) -> Client:
    """Sign in as a browser does, with the second factor if there is one."""
    client = Client(**extra)
    give_password(client, person)
    if secret:
        client.post(SECOND, {"code": code_of(secret)})
    assert signed_in(client)
    return client


def came_to(client: Client, path: str) -> str:
    """Return where a request leads, without its question."""
    response = client.get(path)
    return (
        response.headers.get("Location", "").split("?")[0]
        or response.request["PATH_INFO"]
    )
