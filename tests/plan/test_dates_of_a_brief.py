"""A date that cannot be kept is refused where the brief gives it, not where the playbook has the task."""

from pathlib import Path

import pytest

from tests.cli.run import ran

DATES = """
plan:
  tasks:
    8.1:
      {key}: 2027-01-30
"""


@pytest.mark.parametrize(
    ("key", "code"), [("deadline", "PLN010"), ("starts_on", "PLN017")], ids=["too early", "a Saturday"]
)
def test_a_date_of_a_brief_is_refused_at_its_line(
    capfdbinary: pytest.CaptureFixture[bytes], root: Path, tmp_path: Path, key: str, code: str
) -> None:
    brief = tmp_path / "brief.yaml"
    written = (root / "examples" / "firm-of-25.yaml").read_text(encoding="utf-8") + DATES.format(key=key)
    brief.write_text(written, encoding="utf-8")
    ended = ran(capfdbinary, "plan", str(brief), "regionsoft")
    line = len(written.splitlines())
    assert (ended.status, ended.out) == (1, "")
    assert ended.err.startswith(f"{brief}:{line}:{len(key) + 9}: error[{code}]: ")


def test_a_date_of_the_command_line_is_refused_there(capfdbinary: pytest.CaptureFixture[bytes], root: Path) -> None:
    brief = str(root / "examples" / "firm-of-25.yaml")
    ended = ran(capfdbinary, "plan", brief, "regionsoft", "--set", "plan.tasks.8.1.deadline=2027-01-30")
    assert ended.status == 1
    assert ended.err.startswith(
        "--set plan.tasks.8.1.deadline=2027-01-30: error[PLN010]: no plan keeps the deadline of"
    )
