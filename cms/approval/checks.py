"""System checks: no type that needs the Presidency has lost its step."""

from __future__ import annotations

from typing import Any

from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connections

from cms.approval.floor import problems_of_rule


def _error(code: str, problems: list[str], where: str) -> Error:
    return Error(
        f"The procedure of {code!r} {where} may not be so: {' '.join(problems)}",
        id="approval.E001",
    )


@register()
def check_defaults(app_configs: Any, **_kwargs: Any) -> list[Error]:
    """What the code registers keeps to the floor."""
    from cms.approval.models import Procedure
    from cms.approval.procedures import defaults

    found = []
    for default in defaults():
        rule = {name: getattr(default, name) for name in Procedure.RULES}
        problems = problems_of_rule(default.code, rule)
        if problems:
            found.append(_error(default.code, problems, "as registered"))
    return found


@register(Tags.database)
def check_table(app_configs: Any, databases: Any = None, **_kwargs: Any) -> list[Error]:
    """What the database holds keeps to it too: ``check --database default``."""
    from cms.approval.models import Procedure

    found = []
    for alias in databases or ():
        if Procedure._meta.db_table not in _tables(alias):
            continue
        for row in Procedure.objects.using(alias):
            rule = {name: getattr(row, name) for name in Procedure.RULES}
            problems = problems_of_rule(row.code, rule)
            if problems:
                found.append(_error(row.code, problems, "in the database"))
    return found


def _tables(alias: str) -> list[str]:
    """Return the tables there are; before the first migration there are none."""
    try:
        return connections[alias].introspection.table_names()
    except DatabaseError:
        return []
