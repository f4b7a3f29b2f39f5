"""The responsibility matrix: a row for each task, a column for each role, and a letter where they meet."""

from collections.abc import Iterable, Iterator

from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plan.words import called
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.responsibility import Duty, roles_of
from crm_planner.text import Message, Text, mark


def matrix_table(plan: Implementation) -> Table:
    """The matrix; roles stand in it by short codes, which the notes explain, so that it fits a screen."""
    matrix = plan.matrix
    codes = role_codes(roles_of(matrix))
    columns = tuple(Column(Text.plain(code), "left") for code in codes.values())
    rows = tuple(_row(duty, codes) for duty in matrix)
    return Table(Message(mark("task")), columns, rows, Message(mark("who answers for what")))


def matrix_notes(plan: Implementation) -> Iterator[Message]:
    """What the letters and the codes mean."""
    yield Message(mark("R does the work, A answers for it (one role alone), C is asked, I is told"))
    known = [
        Message(mark("{code} {role}"), {"code": Text.plain(code), "role": role_name(plan, role)})
        for role, code in role_codes(roles_of(plan.matrix)).items()
    ]
    if known:
        yield Message(mark("Roles: {roles}"), {"roles": tuple(known)})


def role_name(plan: Implementation, role: str) -> Text:
    """What a reader calls a role."""
    return plan.roles.get(role, Text.plain(role))


def role_codes(roles: Iterable[str]) -> dict[str, str]:
    """Each role with a short code of its own: `project-manager` is PM, `consultant` CO; a second one is numbered."""
    codes: dict[str, str] = {}
    for role in roles:
        words = role.replace("_", "-").split("-")
        code = ("".join(word[:1] for word in words) if len(words) > 1 else role[:2]).upper()
        same = sum(one.rstrip("0123456789") == code for one in codes.values())
        codes[role] = f"{code}{same + 1}" if same else code
    return codes


def _row(duty: Duty, codes: dict[str, str]) -> Row:
    cells = tuple(Cell(Text.plain(duty.parts[role].value) if role in duty.parts else None) for role in codes)
    return Row(called(duty.task), cells)
