"""A copy that the reader has is not sent twice; a damaged one is not sent at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from cms.documents.models import Document
from cms.documents.storage import ImmutableStorage
from tests.factories import works
from tests.integration.documents.test_serving import ONE, PUBLIC, content_of, file_of

OLD = "Sun, 06 Nov 1994 08:49:37 GMT"


@pytest.fixture
def public_file(site) -> Document:
    return file_of(works.recorded_action_plan(), content=ONE)


def kept(response) -> tuple[int, bytes]:
    return response.status_code, response.content


def test_a_copy_is_known_by_its_mark_or_its_date(client, public_file):
    address = public_file.current.url
    whole = client.get(address)
    assert content_of(whole) == ONE
    for headers in (
        {"If-None-Match": whole["ETag"]},
        {"If-Modified-Since": whole["Last-Modified"]},
    ):
        answer = client.get(address, headers=headers)
        assert kept(answer) == (304, b"")
        assert answer["ETag"] == whole["ETag"]
        assert answer["Cache-Control"] == PUBLIC
    other = client.get(address, headers={"If-Modified-Since": OLD})
    assert content_of(other) == ONE


def test_whoever_may_not_read_is_not_told_that_a_copy_is_good(site, client):
    file = file_of(works.draft_action_plan(), content=ONE)
    for headers in (
        {"If-None-Match": f'"{file.current.sha256}"'},
        {"If-None-Match": "*"},
        {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"},
    ):
        assert client.get(file.current.url, headers=headers).status_code == 404
        assert client.head(file.current.url, headers=headers).status_code == 404


def test_a_restricted_copy_stays_with_its_reader(site, editor):
    file = file_of(works.draft_action_plan(), content=ONE)
    headers = {"If-None-Match": f'"{file.current.sha256}"'}
    answer = editor.get(file.current.url, headers=headers)
    assert kept(answer) == (304, b"")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_download_goes_on_by_the_date_too(client, public_file):
    address = public_file.current.url
    since = client.head(address)["Last-Modified"]
    rest = client.get(address, headers={"Range": "bytes=10-", "If-Range": since})
    assert (rest.status_code, content_of(rest)) == (206, ONE[10:])
    whole = client.get(address, headers={"Range": "bytes=10-", "If-Range": OLD})
    assert (whole.status_code, content_of(whole)) == (200, ONE)


def test_head_opens_no_file(client, public_file, monkeypatch):
    address = public_file.current.url
    whole = client.get(address)
    assert content_of(whole) == ONE
    monkeypatch.setattr(ImmutableStorage, "_open", None)
    head = client.head(address)
    for header in ("Content-Length", "Content-Type", "Content-Disposition", "ETag"):
        assert head[header] == whole[header]


def test_a_name_in_any_script_arrives_whole(site, client):
    file = file_of(
        works.recorded_action_plan(), content=ONE, name="Declaración final ñ “B”.txt"
    )
    for answer in (client.get(file.current.url), client.head(file.current.url)):
        if answer.streaming:
            content_of(answer)
        said = answer["Content-Disposition"]
        assert said.startswith("attachment; filename*=utf-8''Declaraci%C3%B3n%20final")
        assert said.isascii()


@pytest.mark.parametrize("damage", [Path.unlink, lambda path: path.write_bytes(b"x")])
def test_what_is_no_longer_there_is_said_in_both_languages(client, public_file, damage):
    path = Path(public_file.current.file.path)
    path.chmod(0o640)
    damage(path)
    for method in (client.get, client.head):
        answer = method(public_file.current.url)
        assert answer.status_code == 503
        assert answer["Cache-Control"] == "private, no-store"
    said = client.get(public_file.current.url).content.decode()
    assert 'lang="es"' in said
    assert 'lang="en"' in said
