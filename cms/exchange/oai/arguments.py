"""The arguments of a request, as the protocol wants them (OAI-PMH 3.1, 4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cms.exchange.oai.errors import BadArgumentError, BadVerbError

if TYPE_CHECKING:
    from django.http import QueryDict


@dataclass(frozen=True)
class _Takes:
    needed: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    # A resumptionToken, and then nothing else.
    is_list: bool = False


_LIST = _Takes(
    frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), is_list=True
)
VERBS = {
    "Identify": _Takes(),
    "ListMetadataFormats": _Takes(optional=frozenset({"identifier"})),
    "ListSets": _Takes(is_list=True),
    "GetRecord": _Takes(frozenset({"identifier", "metadataPrefix"})),
    "ListIdentifiers": _LIST,
    "ListRecords": _LIST,
}
TOKEN = "resumptionToken"  # noqa: S105 (the protocol's name for it)


def read(said: QueryDict) -> tuple[str, dict[str, str]]:
    """Return the verb and its arguments; raises BadVerbError or BadArgumentError."""
    verbs = said.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        msg = "The verb is missing, repeated, or none of the protocol"
        raise BadVerbError(msg)
    verb, takes = verbs[0], VERBS[verbs[0]]
    names = set(said) - {"verb"}
    repeated = sorted(name for name in names if len(said.getlist(name)) > 1)
    if repeated:
        msg = f"Repeated: {', '.join(repeated)[:80]}"
        raise BadArgumentError(msg)
    if takes.is_list and names == {TOKEN}:
        return verb, {TOKEN: str(said[TOKEN])}
    if unknown := sorted(names - takes.needed - takes.optional):
        msg = f"Not known here: {', '.join(unknown)[:80]}"
        raise BadArgumentError(msg)
    given = {name: str(said[name]) for name in names}
    if missing := sorted(name for name in takes.needed if not given.get(name)):
        msg = f"Missing: {', '.join(missing)}"
        raise BadArgumentError(msg)
    return verb, given
