"""Who may do what at every address of the portal and its approval desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cms.approval import urls as approval_urls
from cms.distribution import urls as distribution_urls
from tests.factories import works
from tests.factories.documents import text_file
from tests.factories.works import page_of
from tests.integration.conference.test_permission_matrix import DESK as PEOPLES_DESK

PEOPLE = ("member_of_public", "delegate", "former_approver", "approver", "editor",
          "coordinator")  # fmt: skip
STATES = {
    "draft": works.draft_action_plan,
    "submitted": works.submitted_action_plan,
    "cleared": works.cleared_action_plan,
    "recorded": works.recorded_action_plan,
}
NOBODY: frozenset[str] = frozenset()
EVERYBODY = set(PEOPLE)
SIGNED_IN = EVERYBODY - {"member_of_public"}
SECRETARIAT = {"editor", "coordinator"}
STEERING = SECRETARIAT | {"approver"}
READERS = {
    "draft": SECRETARIAT, "submitted": STEERING, "cleared": STEERING,
    "recorded": EVERYBODY,
}  # fmt: skip
# Addresses → who is answered 2xx or led on, by the state of the text; written by hand.
OPEN = dict.fromkeys(STATES, EVERYBODY)
DESK = dict.fromkeys(STATES, STEERING)
OWN = dict.fromkeys(STATES, SIGNED_IN)
MATRIX = {
    "search": OPEN,
    "sign_in": OPEN,
    "health": OPEN,
    "robots": OPEN,
    "sitemap": OPEN,
    "document_version": READERS,
    "document_page": READERS,
    "document_picture": dict.fromkeys(STATES, NOBODY),  # a text file has none
    "by_symbol": dict.fromkeys(STATES, NOBODY) | {"recorded": EVERYBODY},
    "notices": OWN,
    "notices_preferences": OWN,
    "approval_queue": DESK,
    "approval_decide": dict.fromkeys(STATES, NOBODY)
    | {"submitted": STEERING, "cleared": STEERING},
    "approval_preview": dict.fromkeys(STATES, NOBODY)
    | {"submitted": STEERING, "cleared": STEERING},
    # The approver reads no draft; of other states one is led to the queue.
    "approval_submit": DESK | {"draft": SECRETARIAT},
    "approval_correct": dict.fromkeys(STATES, NOBODY) | {"recorded": SECRETARIAT},
    "approval_procedures": DESK,
    "approval_procedure": dict.fromkeys(STATES, frozenset({"coordinator"})),
}
# Only POST is answered; tested where Django tests them.
POSTED = {
    "set_language",
    "sign_out",
    "notices_read",
    "notices_read_all",
    "notices_open",
}
# Addresses that never take a POST.
READ_ONLY = set(MATRIX) - {
    "sign_in", "approval_decide", "sitemap", "notices_preferences",
    "approval_submit", "approval_correct", "approval_procedure",
}  # fmt: skip


def own_names() -> set[str]:
    """The names of every address in cms.urls that is not Wagtail's or the admin's."""
    from cms.documents import urls as documents_urls

    names = set()
    for entry in get_resolver("cms.urls").url_patterns:
        if isinstance(entry, URLPattern):
            names.add(entry.name)
        elif isinstance(entry, URLResolver) and entry.urlconf_name is documents_urls:
            names |= {pattern.name for pattern in documents_urls.urlpatterns}
        elif type(entry.pattern).__name__ == "LocalePrefixPattern":
            names |= {p.name for p in entry.url_patterns if isinstance(p, URLPattern)}
            names |= {p.name for part in entry.url_patterns for p in _own_part(part)}
    for room in (approval_urls, distribution_urls):
        names |= {pattern.name for pattern in room.urlpatterns}
    return names - {None}


def _own_part(part: URLPattern | URLResolver) -> list[URLPattern]:
    """The addresses that a room of ours gives to the portal.

    Those of the accounts have a matrix of their own, in tests/integration/accounts.
    """
    name = getattr(getattr(part, "urlconf_name", None), "__name__", "")
    if not name.startswith("cms.") or name == "cms.accounts.urls":
        return []
    return list(part.url_patterns)


def test_every_address_is_in_the_matrix():
    assert own_names() == set(MATRIX) | POSTED | set(PEOPLES_DESK)


def address(name: str, work, document) -> str:
    step = getattr(page_of(work).current_workflow_state, "current_task_state_id", 9999)
    args = {
        "document_version": (document.pk, 1, "paper.txt"),
        "document_page": (document.pk,),
        "document_picture": (document.pk, 1, 1),
        "by_symbol": (work.symbol or "RCM/VM/XX/2015/AP",),
        "approval_decide": (step,),
        "approval_preview": (step,),
        "approval_submit": (work.pk,),
        "approval_correct": (work.pk,),
        "approval_procedure": ("declaration",),
    }.get(name, ())
    return reverse(name, args=args)


def _answered(browser: Client, name: str, path: str) -> bool:
    """Whether the person is shown something that is not the way to the door."""
    response = browser.get(path, follow=True)
    if response.streaming:
        list(response.streaming_content)
    came_to = response.request["PATH_INFO"]
    shown_out = came_to == "/admin/" or ("sign-in" in came_to and name != "sign_in")
    return response.status_code == 200 and not shown_out


@pytest.mark.parametrize("state", STATES)
def test_who_is_answered(site, request, state):
    work = STATES[state]()
    document = text_file(by=None, expression=work.expressions.get(language="en"))
    browsers = {name: request.getfixturevalue(name) for name in PEOPLE}
    addresses = {name: address(name, work, document) for name in MATRIX}
    found = {
        name: {p for p, b in browsers.items() if _answered(b, name, addresses[name])}
        for name in MATRIX
    }
    assert found == {name: answered[state] for name, answered in MATRIX.items()}
    for name in READ_ONLY:
        for browser in browsers.values():
            assert browser.post(addresses[name]).status_code in (302, 403, 404, 405)
    work.refresh_from_db()
    assert work.state == {"submitted": "in_approval", "cleared": "in_approval"}.get(
        state, state
    )
