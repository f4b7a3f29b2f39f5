"""The responsibility matrix: who has hours does the work, one role alone answers, others are asked or told."""

from hypothesis import given
from hypothesis import strategies as st

from crm_planner.plan.responsibility import Answering, Part, duties, roles_of
from crm_planner.plan.task import Assignment, Points, Task
from crm_planner.text import Text

ROLES = ("consultant", "project-manager", "project-owner", "key-user", "sponsor")


def task(*roles: str, hours: int = 1) -> Task:
    assignments = tuple(Assignment(role, "vendor", Points.fixed(hours)) for role in roles)
    return Task("t", Text.plain("t"), assignments=assignments)


def parts(one: Task, answering: Answering) -> dict[str, str]:
    (duty,) = duties([one], {"t": answering})
    return {role: part.value for role, part in duty.parts.items()}


def test_who_has_hours_does_the_work_and_others_are_accountable_asked_or_told() -> None:
    answering = Answering("project-manager", ("key-user",), ("sponsor",))
    assert parts(task("consultant"), answering) == {
        "consultant": "R",
        "key-user": "C",
        "sponsor": "I",
        "project-manager": "A",
    }


def test_who_answers_for_a_task_and_works_on_it_is_both() -> None:
    assert parts(task("sponsor", "consultant"), Answering("sponsor")) == {"sponsor": "A/R", "consultant": "R"}


def test_a_role_without_hours_does_not_do_the_work() -> None:
    assert parts(task("consultant", hours=0), Answering("sponsor")) == {"sponsor": "A"}


def test_nobody_answers_where_the_playbook_names_nobody() -> None:
    (duty,) = duties([task("consultant")], {})
    assert duty.parts == {"consultant": Part.RESPONSIBLE}


_SOME = st.lists(st.sampled_from(ROLES), unique=True).map(tuple)


@given(_SOME, st.builds(Answering, st.sampled_from(ROLES), _SOME, _SOME))
def test_exactly_one_role_is_accountable_and_everybody_named_has_one_part(
    roles: tuple[str, ...], answering: Answering
) -> None:
    (duty,) = duties([task(*roles)], {"t": answering})
    assert sum(part in (Part.ACCOUNTABLE, Part.BOTH) for part in duty.parts.values()) == 1
    named = {*roles, *answering.consulted, *answering.informed, answering.accountable}
    assert set(roles_of([duty])) == named
    assert all(duty.parts[role] in (Part.RESPONSIBLE, Part.BOTH) for role in roles)
