"""A download that broke off goes on, for the same readers and of the same file only."""

from __future__ import annotations

from tests.factories import works
from tests.integration.documents.served import ONE, content_of, file_of


def test_a_download_that_broke_off_goes_on(client, public_file):
    address = public_file.current.url
    first = client.get(address, headers={"Range": "bytes=0-9"})
    rest = client.get(
        address, headers={"Range": "bytes=10-", "If-Range": first["ETag"]}
    )
    assert (first.status_code, rest.status_code) == (206, 206)
    assert first["Content-Range"] == f"bytes 0-9/{len(ONE)}"
    assert rest["Content-Length"] == str(len(ONE) - 10)
    assert content_of(first) + content_of(rest) == ONE
    whole = client.get(address)
    assert content_of(whole) == ONE
    for header in ("Cache-Control", "Content-Security-Policy", "Content-Disposition"):
        assert rest[header] == whole[header]


def test_parts_of_another_state_are_not_put_together(client, public_file):
    headers = {"Range": "bytes=10-", "If-Range": '"another"'}
    response = client.get(public_file.current.url, headers=headers)
    assert (response.status_code, content_of(response)) == (200, ONE)


def test_a_part_behind_the_end_is_not_there(client, public_file):
    headers = {"Range": f"bytes={len(ONE)}-"}
    response = client.get(public_file.current.url, headers=headers)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(ONE)}"


def test_a_part_is_for_the_same_readers_as_the_whole(site, client):
    file = file_of(works.draft_action_plan(), content=ONE)
    headers = {"Range": "bytes=0-1", "If-None-Match": f'"{file.current.sha256}"'}
    assert client.get(file.current.url, headers=headers).status_code == 404
