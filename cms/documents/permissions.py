"""Who may read a file: whoever may read the text it belongs to, or fewer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.works import tokens
from cms.works.audiences import tokens_for, tokens_of
from cms.works.models import WorkAudience

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cms.documents.models import Document
    from cms.works.models import Work


# Tokens of those to whom a file without a text may be opened.
_OPENED: dict[str, str] = {
    WorkAudience.PUBLIC: tokens.PUBLIC,
    WorkAudience.MEMBERS: tokens.MEMBERS,
}


def file_tokens(document: Document) -> frozenset[str]:
    """Return the tokens of those who may read a file at this moment; trash: nobody."""
    return frozenset() if document.trashed_at else tokens_out_of_trash(document)


def tokens_out_of_trash(document: Document) -> frozenset[str]:
    """Return the tokens of those who read a file, were it not in the trash.

    A file without a text is the Secretariat's until it is attached to one, or whose
    draft it was a file of before that was deleted; others read it where it was opened
    to them. A file of a settled text follows that text's audience, whatever its
    collection says; one with a narrower audience of its own is read by those who are
    in both.
    """
    if document.expression is None:
        opened = _OPENED.get(document.opened_to)
        return frozenset({owner_token(document), *([opened] if opened else [])})
    work = document.expression.work
    of_text = tokens_of(work)
    if document.audience == WorkAudience.MEMBERS:
        return frozenset(map(_for_members, of_text))
    if document.audience == WorkAudience.STEERING:
        return frozenset(t for t in of_text if _is_for_few(t, work))
    return of_text


def owner_token(document: Document) -> str:
    """Return the token of those whose a file without a text is."""
    owner = document.belongs_to_id
    return tokens.party(owner) if owner else tokens.SECRETARIAT


def _for_members(token: str) -> str:
    """Narrow a token to those of its holders who are member states."""
    if token == tokens.PUBLIC:
        return tokens.MEMBERS
    if token.startswith(tokens.MEETING):
        return tokens.both(tokens.MEMBERS, token)
    return token


def _is_for_few(token: str, work: Work) -> bool:
    """Tell whether a token is held by Presidency, Secretariat, preparers or by name."""
    few = {tokens.SECRETARIAT, tokens.granted(work.pk)}
    if work.prepared_by_id:
        few.add(tokens.party(work.prepared_by_id))
    return token in few or token.startswith(tokens.TERM)


def may_read_document(user: Any, document: Document) -> bool:
    """Tell whether a person, signed in or not, may read a file at this moment."""
    needed = file_tokens(document)
    return tokens.PUBLIC in needed or not needed.isdisjoint(tokens_for(user))


def readable_documents(user: Any, documents: Iterable[Document]) -> list[Document]:
    """Return the files of a text that a reader of it may read, in their order."""
    found = list(documents)
    if not any(document.audience for document in found):
        return found
    held = tokens_for(user)
    return [d for d in found if not d.audience or not held.isdisjoint(file_tokens(d))]
