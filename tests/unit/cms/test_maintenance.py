"""While the file is there, everybody is told; nothing else is asked."""

import pytest


@pytest.fixture
def mark(tmp_path, settings):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    return settings.MAINTENANCE_FILE


def test_everybody_is_told_without_the_database(mark, client):
    answer = client.get("/en/meetings/")
    html = answer.content.decode()
    assert answer.status_code == 503
    assert answer["Retry-After"] == "600"
    assert "is being worked on" in html
    assert "está en mantenimiento" in html


@pytest.mark.django_db
def test_the_portal_is_back_when_the_file_is_gone(mark, client):
    assert client.get("/health/").status_code == 200
    mark.unlink()
    assert client.get("/robots.txt").status_code == 200
