"""What the registry's tests share: addresses, posted forms, their errors."""

from __future__ import annotations

from typing import Any

from cms.conference.models import Meeting


def vm(ordinal: int = 20) -> Meeting:
    """Return a Vice-Ministerial meeting."""
    return Meeting.objects.get(body__code="vm", ordinal=ordinal)


def posted(client: Any, address: str, **changes: Any) -> Any:
    """Post an edit form with some fields changed."""
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if said is None else said for name, said in data.items()}
    return client.post(address, data | changes)


def errors(response: Any) -> dict[str, list[str]]:
    """Return what a form shows, by field."""
    return {name: list(said) for name, said in response.context["form"].errors.items()}
