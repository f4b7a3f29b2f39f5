"""Linting in several processes: the same findings in the same order, counted, and nothing left running."""

import multiprocessing
import os
import pickle
import signal
from pathlib import Path

import pytest

from crm_planner.files import lint_shares
from crm_planner.files.lint_inputs import files_to_lint
from crm_planner.files.lint_shares import Terms, lint
from crm_planner.lint.check import Checked, Reading
from crm_planner.lint.minimal import AS_OF, MINIMAL, laid_over
from crm_planner.lint.selection import Selection
from tests.lint.made import playbook

TERMS = Terms(playbook(), AS_OF, Selection())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Catalogs that are sound, wrong, unreadable and at odds with each other, more than cross over at once."""
    for number in range(25):
        text = MINIMAL.replace("id: example", f"id: catalog-{number}")
        (tmp_path / f"{number:02}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "30-clash.yaml").write_text(MINIMAL.replace("id: example", "id: catalog-7"), encoding="utf-8")
    (tmp_path / "31-alike.yaml").write_text(MINIMAL.replace("id: example", "id: catalog-l"), encoding="utf-8")
    (tmp_path / "32-dollars.yaml").write_text(laid_over("id: dollars\ncurrency: USD\n"), encoding="utf-8")
    (tmp_path / "33-broken.yaml").write_text("schema: [\n", encoding="utf-8")
    (tmp_path / "34-none").mkdir()
    return tmp_path


def files(folder: Path) -> list[tuple[Path, str] | Reading]:
    return list(files_to_lint([folder, folder / "34-none"]))


@pytest.mark.parametrize("jobs", [0, 2, 3, 100])
def test_any_number_of_processes_finds_the_same_in_the_same_order(folder: Path, jobs: int) -> None:
    alone = lint(files(folder), TERMS)
    assert lint(files(folder), TERMS, jobs) == alone
    assert {one.code for one in alone.findings} == {"CAT407", "CAT408", "ID005", "IO006", "YML001"}
    assert alone.exit_status == 3


def test_faults_between_catalogs_of_different_processes_are_found(folder: Path) -> None:
    found = {
        one.file.rpartition("/")[2]: {f.code for f in one.findings} for one in lint(files(folder), TERMS, 2).checked
    }
    assert found["30-clash.yaml"] == {"ID005", "CAT407"}
    assert "CAT408" in found["31-alike.yaml"]
    assert found["32-dollars.yaml"] == {"CAT407"}


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_file_is_counted_when_it_is_read_and_when_it_is_judged(folder: Path, jobs: int) -> None:
    steps: list[None] = []
    given = files(folder)
    lint(given, TERMS, jobs, lambda: steps.append(None))
    assert len(steps) == 2 * len(given)


def test_a_fault_of_the_program_in_another_process_is_raised_here_with_its_cause(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Checked:
        raise LookupError("no such rule")

    monkeypatch.setattr(lint_shares, "check", fails)
    with pytest.raises(RuntimeError, match="LookupError: no such rule") as raised:
        lint(files(folder), TERMS, 2)
    assert "in fails" in str(raised.value.__cause__)
    assert not multiprocessing.active_children()


def test_a_process_that_is_ended_from_outside_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lint_shares, "check", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(RuntimeError, match="ended from outside"):
        lint(files(folder), TERMS, 2)
    assert not multiprocessing.active_children()


def test_an_interrupted_run_leaves_no_process_behind(folder: Path) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lint(files(folder), TERMS, 2, interrupted)
    assert not multiprocessing.active_children()


def test_a_share_can_be_handed_to_a_process_that_starts_afresh(folder: Path) -> None:
    """Where processes are not copies of their parent, all they get is what can be written down."""
    share = lint_shares._Share(files(folder), TERMS)
    copy = pickle.loads(pickle.dumps(share))  # noqa: S301 - we wrote it
    assert list(copy.judge(copy.read())) == list(share.judge(share.read()))
