"""Files of golden cases: what a case must say, and that they are no price lists."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from crm_planner.catalog.cases import Cases
from crm_planner.errors import DataError
from crm_planner.files.catalogs import load_catalogs

CASE = {"name": "Ten users", "candidate": "regionsoft/standard", "brief": {"users": "10"}, "expect": {"total": "64700"}}


def cases(*each: dict[str, Any], **more: Any) -> Cases:
    return Cases.model_validate({"schema": "crm-planner/cases/1", "cases": list(each), **more})


def codes(*each: dict[str, Any], **more: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        cases(*each, **more)
    return [error["type"] for error in refused.value.errors()]


def without(key: str, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in CASE.items() if name != key} | more


def test_a_case_names_a_candidate() -> None:
    assert cases(CASE).cases[0].about(None) == "regionsoft/standard"


def test_a_case_may_name_an_edition_of_the_catalog_at_the_top() -> None:
    read = cases(without("candidate", edition="standard"), catalog="regionsoft")
    assert read.cases[0].about(read.catalog) == "regionsoft/standard"


@pytest.mark.parametrize(
    ("case", "code"),
    [
        (without("candidate"), "KEY006"),
        (CASE | {"edition": "standard"}, "KEY006"),
        (without("candidate", edition="standard"), "KEY007"),
        (without("name"), "missing"),
        (without("brief"), "missing"),
        (without("expect"), "missing"),
        (CASE | {"expect": {}}, "too_short"),
        (CASE | {"expected": {}}, "extra_forbidden"),
    ],
)
def test_a_case_that_cannot_be_understood_is_refused(case: dict[str, Any], code: str) -> None:
    assert codes(case)[0] == code  # pydantic may add that the list of cases is too short now


def test_a_file_without_cases_is_refused() -> None:
    assert codes() == ["too_short"]


def test_cases_in_their_folder_are_never_read_as_catalogs(root: Path) -> None:
    assert (root / "vendor_catalogs" / "cases" / "seed.yaml").is_file()
    assert len(load_catalogs(root / "vendor_catalogs")) == 3


def test_cases_named_as_catalogs_are_told_what_they_are(root: Path) -> None:
    with pytest.raises(DataError) as refused:
        load_catalogs(root / "vendor_catalogs" / "cases")
    assert "this is a file of cases, and a catalog is expected here" in str(refused.value)
