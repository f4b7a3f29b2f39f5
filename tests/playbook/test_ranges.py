"""How far figures may be off, in a playbook of one's own: laid over the shipped ones, and refused where it is wrong."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError
from crm_planner.files.playbooks import load_playbook
from crm_planner.playbook.ranges import IN_POINTS

HEAD = "schema: crm-planner/playbook/1\nid: own\nranges:\n  "


def written(folder: Path, ranges: str) -> Path:
    (folder / "own.yaml").write_text(f"{HEAD}{ranges}\n", encoding="utf-8")
    return folder


def test_a_range_of_ones_own_replaces_one_and_leaves_the_others(tmp_path: Path) -> None:
    shipped = load_playbook().playbook.ranges
    found = load_playbook(written(tmp_path, "rates: {below: 5, above: 7, grade: B}")).playbook.ranges
    assert (found["rates"].below, found["rates"].above, found["rates"].grade) == (5, 7, "B")
    assert {name: one for name, one in found.items() if name != "rates"} == {
        name: one for name, one in shipped.items() if name != "rates"
    }


def test_every_shipped_range_is_a_judgement_and_says_so() -> None:
    ranges = load_playbook().playbook.ranges
    assert {one.grade for one in ranges.values()} == {"J"}
    assert set(ranges) >= IN_POINTS


@pytest.mark.parametrize(
    ("ranges", "said"),
    [
        (
            "user: {below: 1, above: 2}",
            'own.yaml:4:9: error[ENU001]: user "user" is not allowed. Did you mean "users"?',
        ),
        ("rates: {below: 10}", 'error[KEY002]: in rates the key "above" is missing'),
        ("peak: {below: -1, above: 20}", "own.yaml:4:17: error[NUM014]"),
        ("peak: {below: 1, above: 20, source: letter}", 'error[REF001]: there is no source called "letter"'),
    ],
)
def test_a_range_that_is_wrong_is_refused_at_its_place(ranges: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(DataError) as refused:
        load_playbook(written(tmp_path, ranges))
    assert said in str(refused.value)
