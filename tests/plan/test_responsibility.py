"""The responsibility matrix: one role alone answers for each task, and who leads does the work."""

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.plan.responsibility import Answerable, Part, duties, roles_of
from crm_planner.plan.task import Assignment, Points, Task
from crm_planner.text import Text

ANSWERABLE = Answerable("project-manager", "project-owner", "sponsor")
ROLES = {
    "consultant": "vendor",
    "project-manager": "vendor",
    "project-owner": "client",
    "key-user": "client",
    "sponsor": "client",
}


def task(*roles: str, gate: bool = False) -> Task:
    assignments = tuple(Assignment(role, ROLES[role], Points.fixed(1)) for role in roles)  # type: ignore[arg-type]
    return Task("t", Text.plain("t"), assignments=assignments, gate=gate)


def parts(*roles: str, gate: bool = False) -> dict[str, str]:
    (duty,) = duties([task(*roles, gate=gate)], ANSWERABLE)
    return {role: part.value for role, part in duty.parts.items()}


def test_the_vendor_leads_where_it_works_and_the_client_is_consulted() -> None:
    assert parts("consultant", "key-user") == {
        "consultant": "R",
        "key-user": "C",
        "project-manager": "A",
        "project-owner": "I",
    }


def test_the_client_leads_where_it_works_alone() -> None:
    assert parts("key-user") == {"key-user": "R", "project-owner": "A", "project-manager": "I"}


def test_who_answers_for_a_task_and_does_it_is_both() -> None:
    assert parts("project-manager")["project-manager"] == "A/R"


def test_the_decision_at_a_gate_is_the_sponsors() -> None:
    assert parts("consultant", "sponsor", gate=True)["sponsor"] == "A"
    assert parts("consultant", gate=True) == {
        "consultant": "R",
        "project-manager": "I",
        "project-owner": "I",
        "sponsor": "A",
    }


def test_nobody_answers_where_the_playbook_names_nobody() -> None:
    (duty,) = duties([task("consultant")], Answerable())
    assert duty.parts == {"consultant": Part.RESPONSIBLE}


@given(st.lists(st.sampled_from(sorted(ROLES)), unique=True), st.booleans())
def test_exactly_one_role_is_accountable_and_everybody_with_hours_has_a_part(roles: list[str], gate: bool) -> None:  # noqa: FBT001 - drawn
    (duty,) = duties([task(*roles, gate=gate)], ANSWERABLE)
    assert sum(part in (Part.ACCOUNTABLE, Part.BOTH) for part in duty.parts.values()) == 1
    assert set(roles) <= set(roles_of([duty]))
