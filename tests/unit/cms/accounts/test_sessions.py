"""Devices in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.accounts.sessions import say_device

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
)
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko)"
)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (f"{WINDOWS} Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        (f"{WINDOWS} Chrome/140.0 Safari/537.36", "Chrome, Windows"),
        (f"{WINDOWS} Chrome/140.0 Safari/537.36 OPR/120.0", "Opera, Windows"),
        (f"{MAC} Version/18.0 Safari/605.1.15", "Safari, macOS"),
        (f"{PHONE} SamsungBrowser/27.0 Chrome/125.0 Mobile Safari/537.36",
         "Samsung Internet, Android"),
        ("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) CriOS/140.0 Safari/604.1",
         "Chrome, iPad"),
        ("Mozilla/5.0 (X11; CrOS x86_64 1) Chrome/140.0 Safari/537.36",
         "Chrome, ChromeOS"),
        ("curl/8.0", "Unknown device"),
        ("", "Unknown device"),
    ],
)  # fmt: skip
def test_browser_and_system_are_told(agent, said):
    assert say_device(agent) == said


@given(st.text(max_size=5000))
def test_no_signature_is_too_strange(agent):
    assert say_device(agent)
