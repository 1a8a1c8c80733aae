"""Sickle, the harvester, with Django's test client in place of the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import requests
from sickle import Sickle

if TYPE_CHECKING:
    from django.test import Client

FORM = "application/x-www-form-urlencoded"


class Harvester(Sickle):
    """Asks the portal under test, by GET or POST."""

    def __init__(self, client: Client, **how: Any) -> None:
        super().__init__("http://testserver/oai/", **how)
        self.client = client
        self.asked = 0

    def _request(self, kwargs: dict[str, str]) -> requests.Response:
        self.asked += 1
        query = urlencode(kwargs)
        if self.http_method == "POST":
            answer = self.client.post("/oai/", query, content_type=FORM)
        else:
            answer = self.client.get(f"/oai/?{query}")
        made = requests.Response()
        made.status_code = answer.status_code
        made._content = answer.content
        made.headers.update(dict(answer.items()))
        made.encoding = "utf-8"
        return made
