"""The brief as the page carries it, so that it can write it again with what was moved."""

from typing import Any

from crm_planner.brief.model import Users
from crm_planner.brief.sizing import with_total
from crm_planner.place import Plain, WrittenMapping
from crm_planner.project import Project

Node = Any
"""A plain scalar as written (a string), a quoted text ({q}), a list, or a mapping ({m: pairs of key and node})."""


def tree(project: Project) -> Node:
    """The brief of `project` as it was written and changed on the command line; always with the day of its prices."""
    written = project.brief.source.tree
    known = _node(WrittenMapping((1, 1)) if written is None else written)
    if project.brief.brief.date is None:
        known["m"].append(["date", project.setting.day.isoformat()])
    return known


def _node(value: object) -> Node:
    if isinstance(value, dict):
        return {"m": [[key, _node(one)] for key, one in value.items()]}
    if isinstance(value, list):
        return [_node(one) for one in value]
    if value is None:
        return "null"
    return str(value) if isinstance(value, Plain) else {"q": str(value)}


def users_by_rule(project: Project, low: int, most: int) -> dict[str, list[list[str]]]:
    """What a brief writes under `users` for every number of them, where nobody says how many are inside at once."""
    brief = project.brief.brief
    everybody = brief.users.peak is not None and brief.growth is None
    return {
        str(people): _pairs(Users(total=people) if everybody else with_total(brief.users, people))
        for people in range(low, most + 1)
    }


def _pairs(users: Users) -> list[list[str]]:
    return [[key, str(value)] for key, value in users.model_dump(exclude_none=True).items()]
