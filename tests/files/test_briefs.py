"""What the command line changes in a brief, and where its faults are said to be."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError, UsageError
from crm_planner.files.briefs import load_brief
from crm_planner.problem import LONGEST_QUOTE, Problem


@pytest.fixture
def ten(tmp_path: Path) -> str:
    file = tmp_path / "brief.yaml"
    file.write_text("client: {name: A firm}\nusers: 10\n", encoding="utf-8")
    return str(file)


def refused(ten: str, **given: object) -> list[str]:
    """The problems of a brief changed so, each as it is printed."""
    with pytest.raises(DataError) as caught:
        load_brief(ten, **given)  # type: ignore[arg-type]
    return [str(one) for one in caught.value.problems if isinstance(one, Problem)]


@pytest.mark.parametrize(("option", "given"), [("--users", "users"), ("--years", "years")])
def test_a_fault_of_an_option_names_the_option_not_the_key_it_stands_for(ten: str, option: str, given: str) -> None:
    (said,) = refused(ten, **{given: "many"})
    assert said.startswith(f"{option} many: error[NUM001]: ")


def test_a_peak_beside_a_number_of_users_takes_the_number_as_their_total(ten: str) -> None:
    users = load_brief(ten, sets=["users.peak=5"]).brief.users
    assert (users.total, users.peak) == (10, 5)


def test_roles_beside_a_number_of_users_replace_it(ten: str) -> None:
    users = load_brief(ten, sets=["users.core=8", "users.occasional=12"]).brief.users
    assert (users.total, users.core, users.occasional) == (None, 8, 12)


def test_set_says_more_of_the_users_the_command_line_gives(ten: str) -> None:
    users = load_brief(ten, users="15", sets=["users.peak=10"]).brief.users
    assert (users.total, users.peak) == (15, 10)


@pytest.mark.parametrize("written", ["users.peak=12", "client.x.y=1", "a.b.c=1", "users.core=0"])
def test_a_fault_in_what_a_change_made_names_the_change_not_the_file(ten: str, written: str) -> None:
    assert all(said.startswith(f"--set {written}: error[") for said in refused(ten, sets=[written]))


def test_of_two_changes_the_one_at_fault_is_named(ten: str) -> None:
    (said,) = refused(ten, sets=["users.total=15", "users.peak=many"])
    assert said.startswith("--set users.peak=many: ")


@pytest.mark.parametrize("written", ["x-note=1", "client.x-code=7"])
def test_keys_of_the_user_are_ignored_on_the_command_line_too(ten: str, written: str) -> None:
    assert load_brief(ten, sets=[written]).brief == load_brief(ten).brief


def test_a_long_value_is_cut_where_it_names_the_place(ten: str) -> None:
    (said,) = refused(ten, sets=[f"note={'a' * 5000}"])
    assert said.partition(": error[")[0] == f"--set note={'a' * 5000}"[:LONGEST_QUOTE] + "..."


def test_a_change_of_several_lines_is_refused_rather_than_half_taken(ten: str) -> None:
    with pytest.raises(UsageError, match="several lines"):
        load_brief(ten, sets=["users=25\nhorizon_years: 5"])


def test_candidates_are_names_never_yaml(ten: str) -> None:
    assert load_brief(ten, candidates=["terrasoft, regionsoft"]).brief.candidates == ("terrasoft", "regionsoft")
    for written in ("", "]", "{a: b}", "# all"):
        (said,) = refused(ten, candidates=[written])
        assert said.startswith("--candidate: error[ID006]: "), written


def test_an_empty_brief_is_told_how_a_brief_begins(tmp_path: Path) -> None:
    (tmp_path / "empty.yaml").touch()
    (said,) = refused(str(tmp_path / "empty.yaml"))
    assert "or brief" in said
