"""Archive search: one query model, several engines. Knows no page, user or party."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.query import Answer, Query


def ask(query: "Query") -> "Answer":
    """Answer the query with the installation's engine."""
    from search.engine import get_engine

    return get_engine().ask(query)
