"""What each process remembers, and what all do."""

import pytest
from django.core.cache import cache, caches
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cms.accounts.caches import PortalCache

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("key", "shared"),
    [("allauth:rl:login", True), ("allauth.mfa.totp.used?x", True),
     ("accounts:code:1:2", True), ("wagtail_site_root_paths", False)],
)  # fmt: skip
def test_counts_are_shared_and_pages_are_not(key, shared):
    cache.set(key, "x", 60)
    assert (caches["shared"].get(key) == "x") is shared
    assert cache.get(key) == "x"
    assert not cache.add(key, "y", 60)
    assert cache.delete(key)
    assert cache.get(key, "none") == "none"
    assert cache.add(key, "z", 60)
    cache.delete(key)


def test_another_process_sees_the_counts_only():
    other = PortalCache("another process", {})
    cache.set("allauth:n", 1, 60)
    cache.set("page", 1, 60)
    assert other.get("allauth:n") == 1
    assert other.get("page") is None
    assert not other.add("allauth:n", 2, 60)


class KeysTest(TestCase):
    """Whatever an address holds, its count can be kept."""

    @settings(max_examples=25)
    @given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40))
    def test_a_count_is_kept_under_any_ending(self, ending):
        """The key itself is a hash where django-allauth makes it."""
        key = f"accounts:{ending.encode().hex()}"
        cache.set(key, ending, 60)
        assert cache.get(key) == ending
