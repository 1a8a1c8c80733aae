"""The kind of notice that every installation has: a message in somebody's own words."""

from cms.distribution.kinds import register_kind

# Context: ``line`` and ``text``, each a string or one per language.
MESSAGE = register_kind(
    "distribution.message",
    subject="distribution/emails/message_subject.txt",
    body="distribution/emails/message.txt",
)
