"""For whom a question is asked."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Audience:
    """The tokens of the asker; a document is visible if it shares one of them.

    Engines apply it inside their query, so that totals, facets and passages never
    tell of a document that the asker may not see.
    """

    tokens: frozenset[str]

    def sees(self, audience: frozenset[str]) -> bool:
        """Say whether a document of this audience is visible."""
        return not self.tokens.isdisjoint(audience)
