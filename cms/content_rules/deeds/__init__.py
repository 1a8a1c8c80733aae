"""What a rule can do: each action calls the very action that a person would."""

from cms.content_rules.deeds import audience, collect, expiry, mail, submit  # noqa: F401
from cms.content_rules.deeds.registry import Deed, Done, all_deeds, find, register

__all__ = ["Deed", "Done", "all_deeds", "find", "register"]
