"""The shipped price lists: no errors, and exactly the warnings that are true."""

from collections import Counter
from pathlib import Path

from crm_planner.files.lint_inputs import files_to_lint
from crm_planner.files.lint_shares import Terms, lint
from crm_planner.lint.check import Report
from crm_planner.lint.minimal import AS_OF
from tests.lint.made import EVERYTHING, playbook


def shipped(root: Path) -> Report:
    files = list(files_to_lint([root / "vendor_catalogs"], "vendor_catalogs"))
    return lint(files, Terms(playbook(), AS_OF, EVERYTHING))


def test_the_shipped_catalogs_have_exactly_the_honest_warnings(root: Path) -> None:
    """Price date and tax unknown, a source without a date, one printed price; Terrasoft lacks two categories."""
    unknown = {"CAT202": 1, "CAT203": 1, "CAT206": 1, "CAT208": 1}
    of_file = {Path(one.file).name: Counter(f.code for f in one.findings) for one in shipped(root).checked}
    assert of_file == {
        "client-communicator.yaml": unknown,
        "regionsoft.yaml": unknown,
        "terrasoft.yaml": unknown | {"CAT302": 2},
    }


def test_the_shipped_catalogs_have_no_errors(root: Path) -> None:
    assert {finding.severity for finding in shipped(root).findings} == {"warning"}
    assert shipped(root).exit_status == 0


def test_terrasoft_lacks_training_and_deployment_its_rivals_sell(root: Path) -> None:
    said = [finding.message for finding in shipped(root).findings if finding.code == "CAT302"]
    rivals = 'is not offered in the edition "sales"; Client Communicator and RegionSoft sell it'
    assert said == [f"training {rivals}", f"deployment {rivals}"]


def test_every_warning_of_a_shipped_catalog_stands_at_the_line_it_is_about(root: Path) -> None:
    words = {
        "CAT202": "retrieved",
        "CAT203": "prices_as_of",
        "CAT206": "treatment",
        "CAT208": "totals",
        "CAT302": "kind",
    }
    for checked in shipped(root).checked:
        lines = checked.text.split("\n")
        for finding in checked.findings:
            assert words[finding.code] in lines[finding.place.line - 1], str(finding)
