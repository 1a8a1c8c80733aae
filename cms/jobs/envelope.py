"""A mail message as JSON, and back."""

from base64 import b64decode, b64encode
from email import message_from_bytes
from email.message import Message
from email.mime.base import MIMEBase
from email.policy import Policy
from email.utils import formatdate, make_msgid
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.utils import DNS_NAME

Packed = dict[str, Any]


class _Part(MIMEBase):
    """A MIME part read back from its bytes, so that Django takes it as it is."""

    def __init__(self, policy: Policy | None = None) -> None:
        Message.__init__(self, **({"policy": policy} if policy else {}))


def pack(message: EmailMessage) -> Packed:
    """Return all that the message says as JSON.

    Message-ID and Date are settled here, so that a second delivery can be told for
    what it is. Raises ValueError for a message that cannot be written out.
    """
    headers = {str(name): str(value) for name, value in message.extra_headers.items()}
    given = {name.lower() for name in headers}
    if "message-id" not in given:
        headers["Message-ID"] = make_msgid(domain=str(DNS_NAME))
    if "date" not in given:
        headers["Date"] = formatdate(localtime=settings.EMAIL_USE_LOCALTIME)
    message.message()
    return {
        "subject": str(message.subject),
        "body": str(message.body),
        "subtype": message.content_subtype,
        "mixed_subtype": message.mixed_subtype,  # type: ignore[attr-defined]
        "encoding": str(message.encoding) if message.encoding else None,
        "from": str(message.from_email),
        **{
            field: [str(address) for address in getattr(message, field)]
            for field in ("to", "cc", "bcc", "reply_to")
        },
        "headers": headers,
        "alternatives": [
            [str(content), str(mimetype)]
            for content, mimetype in getattr(message, "alternatives", ())
        ],
        "attachments": [_pack_attachment(each) for each in message.attachments],
    }


def unpack(packed: Packed) -> EmailMessage:
    """Return the message that was packed."""
    message = EmailMultiAlternatives(
        subject=packed["subject"],
        body=packed["body"],
        from_email=packed["from"],
        to=packed["to"],
        cc=packed["cc"],
        bcc=packed["bcc"],
        reply_to=packed["reply_to"],
        headers=packed["headers"],
    )
    message.content_subtype = packed["subtype"]
    message.mixed_subtype = packed["mixed_subtype"]  # type: ignore[attr-defined]
    message.encoding = packed["encoding"]
    for content, mimetype in packed["alternatives"]:
        message.attach_alternative(content, mimetype)
    for attachment in packed["attachments"]:
        _attach(message, attachment)
    return message


def _pack_attachment(attachment: Any) -> Packed:
    """Pack a MIME part, or a triple of name, content and type."""
    if isinstance(attachment, MIMEBase):
        return {"part": _encode(attachment.as_bytes())}
    name, content, mimetype = attachment
    if isinstance(content, EmailMessage):
        content = content.message()
    if isinstance(content, Message):
        content = content.as_bytes()
    packed = {"name": str(name) if name else None, "type": mimetype}
    if isinstance(content, bytes):
        return {**packed, "bytes": _encode(content)}
    return {**packed, "text": str(content)}


def _attach(message: EmailMessage, packed: Packed) -> None:
    if "part" in packed:
        part = message_from_bytes(b64decode(packed["part"]), _class=_Part)
        message.attach(part)
        return
    content = packed["text"] if "text" in packed else b64decode(packed["bytes"])
    message.attach(packed["name"], content, packed["type"])


def _encode(content: bytes) -> str:
    return b64encode(content).decode("ascii")
