"""Schemathesis asks the API whatever its OpenAPI allows and forbids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode

from cms.wsgi import application
from tests.factories import documents, people, works

if TYPE_CHECKING:
    from schemathesis import Case

pytestmark = pytest.mark.django_db
PATHS = (
    *("/works", "/works/{uuid}", "/works/{uuid}/texts/{language}"),
    *("/works/by-symbol/{symbol}", "/files", "/files/{id}"),
    *("/meetings", "/meetings/{id}", "/parties", "/bodies"),
    *("/collections", "/collections/{slug}/works"),
)
RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
# Whatever stands in an address may be a symbol.
ASKED = [
    (path, mode)
    for path in PATHS
    for mode in (RIGHT, WRONG)
    if (path, mode) != ("/works/by-symbol/{symbol}", WRONG)
]
# It asks for packed answers, and over WSGI unpacks none.
UNPACKED = {"Accept-Encoding": "identity"}
bounded = settings(
    max_examples=8,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def schema(site):
    """Read the API's own description; the database stays open, as with the client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield from_api()
    for signal in signals:
        signal.connect(close_old_connections)


def from_api():
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.fixture
def there(site):
    """Return what there is, which chance would never name, by path and parameter."""
    work = works.adopted_action_plan()
    text = work.expressions.get(language="es")
    file = documents.text_file(by=people.editor(), expression=text)
    of_work = {
        "uuid": str(work.uuid),
        "language": "es",
        "symbol": work.symbol,
        "slug": "a",
    }
    numbers = {"/meetings/{id}": work.meeting_id, "/files/{id}": file.pk}
    return {path: of_work | {"id": numbers.get(path)} for path in PATHS}


def test_every_operation_is_asked(schema):
    assert {f"/api/v1{path}" for path in PATHS} == set(schema)


@pytest.mark.parametrize(("path", "mode"), ASKED)
def test_whatever_is_asked_is_answered_as_promised(schema, there, path, mode):
    operation = schema[f"/api/v1{path}"]["GET"]
    asked = 0

    @bounded
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Case) -> None:
        nonlocal asked
        asked += 1
        if asked % 2 and mode == RIGHT:
            for name in case.path_parameters or ():
                case.path_parameters[name] = there[path][name]
        case.call_and_validate(headers=UNPACKED)

    ask()
    assert asked
