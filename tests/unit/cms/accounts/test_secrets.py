"""Secrets of second factors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.secrets import hide, reveal


@given(st.text())
def test_what_is_hidden_is_revealed(text):
    assert reveal(hide(text)) == text


def test_the_same_secret_is_hidden_otherwise_each_time():
    assert hide("secret") != hide("secret")
    assert "secret" not in hide("secret")


def test_a_former_key_still_opens(settings):
    hidden = hide("secret")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"
    assert reveal(hidden) == "secret"


@pytest.mark.parametrize("hidden", ["", "nonsense", "gAAAA"])
def test_what_no_key_opens_becomes_a_secret_that_nobody_knows(hidden, caplog):
    first, second = reveal(hidden), reveal(hidden)
    assert first != second
    assert len(first) == 32
    assert "SECRET_KEY_FALLBACKS" in caplog.text
