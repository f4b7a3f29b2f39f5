"""Golden cases run: what a failure says, which figures may be expected, and which files belong together."""

from pathlib import Path

import pytest

from crm_planner.files.trial_inputs import Named, files_to_test, read_to_test
from crm_planner.lint.minimal import AS_OF
from crm_planner.lint.trials import Bench
from tests.lint.made import edition, playbook
from tests.lint.made_trials import bench, case, check, findings, outcome

LICENCES = "id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}"
COURSE = "id: course, category: training, source: letter, price: {kind: package, size: 10, amount: 6000}"
MISSING = "id: course, category: training, source: letter, price: {kind: not_offered}"
SUPPORT = "id: support, category: support, source: letter, charge: yearly, price: {kind: flat, amount: 600}"
RIVAL = "id: rival\nvendor: Rival\nproduct: Rival CRM\n"


def test_a_wrong_figure_is_said_with_its_difference_at_its_place(tmp_path: Path) -> None:
    (finding,) = findings(outcome(bench(tmp_path, edition(LICENCES), cases=case("{licence: 50001}")), mutate=False))
    assert str(finding) == (
        "made/cases/cases.yaml:3:87: error[GOL001]: A case: licence is 50,000, expected 50,001 (-1). Compare both "
        "with the source, then correct the catalog at made/catalog-0.yaml:16, or what is expected"
    )


def test_checks_in_the_catalog_are_run_too(tmp_path: Path) -> None:
    text = edition(LICENCES) + "checks:\n" + check("{total: 50000}") + check("{total: 49999}")
    of = outcome(bench(tmp_path, text), mutate=False)
    assert (of.passed, of.failed, of.exit_status) == (1, 1, 1)
    assert "total is 50,000, expected 49,999 (+1)" in str(*findings(of))


def test_a_state_is_shown_as_a_word(tmp_path: Path) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES, MISSING), cases=case("{training: 6000}")), mutate=False)
    assert [one.message for one in findings(of)] == ["A case: training is not_offered, expected 6,000"]


def test_a_missing_price_must_be_named(tmp_path: Path) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES, MISSING), cases=case("{total: 50000}")), mutate=False)
    (finding,) = findings(of)
    assert (finding.code, finding.hint) == ("GOL002", "Add training: not_offered to what is expected")


@pytest.mark.parametrize(
    ("expect", "brief"),
    [
        ("{total: 53000, first_year: 50600}", "{users: 10, horizon_years: 5}"),
        ("{npv: 51145.45}", "{users: 10, horizon_years: 2, discount_rate: 0.1}"),
        ("{tax: 8433.33, net: 42166.67, gross: 50600}", "{users: 10}"),
        ("{licence_count: 10, complete: true, suitable: true}", "{users: 10}"),
        ("{suitable: false}", "{users: 51}"),
        ("{licence: priced, support: 600}", "{users: 10}"),
    ],
)
def test_figures_of_the_whole_may_be_expected(tmp_path: Path, expect: str, brief: str) -> None:
    text = edition(LICENCES, SUPPORT, limits="{users: {max: 50}}")
    assert findings(outcome(bench(tmp_path, text, cases=case(expect, brief)), mutate=False)) == []


@pytest.mark.parametrize(
    ("expect", "said"),
    [
        ("{suitable: false}", "suitable is true, expected false"),
        ("{npv: 1}", "npv is unknown, expected 1"),
        ("{suitable: perhaps}", '"perhaps" is neither true nor false'),
        ("{total: many}", '"many" is neither an amount nor one of priced'),
        ("{totl: 1}", '"totl" is no category'),
    ],
)
def test_what_is_wrong_with_an_expectation_is_said(tmp_path: Path, expect: str, said: str) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES), cases=case(expect, "{users: 10, horizon_years: 2}")), mutate=False)
    assert said in str(*findings(of))


def test_like_for_like_takes_what_the_catalogs_beside_it_charge(tmp_path: Path) -> None:
    rival = RIVAL + edition(LICENCES, COURSE)
    text = case("{training: not_offered, total: 50000, like_for_like: 56000}")
    assert findings(outcome(bench(tmp_path, edition(LICENCES, MISSING), rival, cases=text), mutate=False)) == []


def test_a_case_is_priced_on_its_own_day(tmp_path: Path) -> None:
    dated = "id: licences, category: licence, source: letter, prices: "
    dated += "[{from: 2020-01-01, price: {kind: flat, amount: 1}}, {from: 2026-06-01, price: {kind: flat, amount: 2}}]"
    day = "candidate: example/standard, as_of: {}"
    text = case("{total: 1}", more=day.format("2026-05-31")) + case("{total: 2}", more=day.format("2026-06-01"))
    assert findings(outcome(bench(tmp_path, edition(dated), cases=text), mutate=False)) == []


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("candidate: exampel/standard", 'no catalog has the candidate "exampel/standard"; did you mean'),
        ("candidate: example/gold", 'no catalog has the candidate "example/gold"'),
    ],
)
def test_a_case_of_no_candidate_cannot_be_run(tmp_path: Path, more: str, said: str) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES), cases=case("{total: 1}", more=more)), mutate=False)
    (finding,) = findings(of)
    assert finding.code == "GOL003"
    assert said in finding.message
    assert of.failed == 1


def test_a_catalogs_name_is_enough_where_it_has_one_edition(tmp_path: Path) -> None:
    text = case("{total: 50000}", more="candidate: example")
    assert outcome(bench(tmp_path, edition(LICENCES), cases=text), mutate=False).passed == 1


def test_a_brief_that_is_wrong_is_said_at_its_place(tmp_path: Path) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES), cases=case("{total: 1}", "{users: 0}")), mutate=False)
    (finding,) = findings(of)
    assert (finding.code, finding.place.line) == ("GOL003", 3)


def test_two_catalogs_with_one_id_are_refused(tmp_path: Path) -> None:
    of = outcome(bench(tmp_path, edition(LICENCES), edition(LICENCES)), mutate=False)
    assert [problem.code for problem in of.problems] == ["ID005"]
    assert of.exit_status == 1


def read(*paths: Path) -> Bench:
    return Bench(tuple(read_to_test(files_to_test([Named(path, path.name) for path in paths]))), playbook(), AS_OF)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two catalogs that differ in a course, and a case of each."""
    text = case("{total: 50000, training: not_offered, like_for_like: 56000}") + case(
        "{total: 56000}", more="candidate: rival/standard"
    )
    bench(tmp_path, edition(LICENCES, MISSING), RIVAL + edition(LICENCES, COURSE), cases=text)
    return tmp_path


def test_one_catalog_is_tested_with_its_own_cases_beside_its_rivals(folder: Path) -> None:
    of = outcome(read(folder / "catalog-0.yaml"), mutate=False)
    assert [(one.candidate, one.passed) for one in of.outcomes] == [("example/standard", True)]


def test_a_file_of_cases_is_tested_with_the_catalogs_beside_its_folder(folder: Path) -> None:
    assert outcome(read(folder / "cases" / "cases.yaml"), mutate=False).passed == 2
    assert outcome(read(folder / "cases"), mutate=False).passed == 2


def test_a_changed_copy_is_tested_by_the_cases_of_the_original(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy.yaml"
    copy.parent.mkdir()
    copy.write_text((folder / "catalog-1.yaml").read_text().replace("5000}", "5001}"), encoding="utf-8")
    of = outcome(read(copy, folder / "cases"), mutate=False)
    assert of.problems == ()
    assert [one.message for one in findings(of)] == ["A case: total is 56,010, expected 56,000 (+10)"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert len(read(folder, folder / "catalog-0.yaml", folder / "cases").sheets) == 3


def test_too_many_lines_are_refused_and_said(tmp_path: Path) -> None:
    items = [f"id: item{n}, category: licence, source: letter, price: {{kind: included}}" for n in range(500)]
    cases = "".join(case("{licence: included}") for _ in range(42))
    of = outcome(bench(tmp_path, edition(*items), cases=cases), mutate=False)
    assert [finding.code for finding in findings(of)] == ["GOL003", "GOL003"]
