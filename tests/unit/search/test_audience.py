"""Who sees what."""

from search.audience import Audience


def test_one_shared_token_is_enough() -> None:
    audience = Audience(frozenset({"public", "members"}))
    assert audience.sees(frozenset({"members", "x"}))
    assert not audience.sees(frozenset({"member"}))
    assert not audience.sees(frozenset())
    assert not Audience(frozenset()).sees(frozenset({"public"}))
