"""Answers written into a brief: whatever the file looks like, it stays a brief that says the same and the answers."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError, OutputError
from crm_planner.files.answers import write_answers

HEAD = "schema: crm-planner/brief/1\nclient: {name: A firm}\nusers: 10\n"


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(HEAD, encoding="utf-8")
    return path


def test_answers_that_are_there_are_not_written_again(brief: Path) -> None:
    assert write_answers(brief, {"CL-01.1": "no", "CL-01.2": "3"}, {}) == 2
    before = brief.stat()
    assert write_answers(brief, {"CL-01.1": "no"}, {"CL-01.1": "Why?"}) == 0
    assert brief.stat() == before
    assert brief.read_text(encoding="utf-8") == HEAD + "\nanswers:\n  CL-01.1: no\n  CL-01.2: 3\n"


def test_what_was_changed_meanwhile_stays(brief: Path) -> None:
    write_answers(brief, {"CL-01.1": "no"}, {})
    brief.write_text(brief.read_text(encoding="utf-8").replace("users: 10", "users: 20  # now"), encoding="utf-8")
    write_answers(brief, {"CL-01.2": "no"}, {})
    assert "users: 20  # now\n" in brief.read_text(encoding="utf-8")


def test_a_link_stays_a_link_and_the_file_keeps_its_permissions(brief: Path, tmp_path: Path) -> None:
    brief.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(brief)
    write_answers(link, {"CL-01.1": "no"}, {})
    assert link.is_symlink()
    assert brief.stat().st_mode & 0o777 == 0o640
    assert "CL-01.1: no" in brief.read_text(encoding="utf-8")


def test_a_brief_that_is_wrong_by_now_is_left_alone(brief: Path) -> None:
    brief.write_text(HEAD.replace("10", "many"), encoding="utf-8")
    with pytest.raises(DataError):
        write_answers(brief, {"CL-01.1": "no"}, {})
    assert brief.read_text(encoding="utf-8") == HEAD.replace("10", "many")


def test_a_file_that_would_say_something_else_is_left_alone(brief: Path) -> None:
    """A text that keeps all line ends behind it would get one more."""
    text = HEAD + "note: |+\n  The end\n"
    brief.write_text(text, encoding="utf-8")
    with pytest.raises(OutputError) as refused:
        write_answers(brief, {"CL-01.1": "no"}, {})
    assert str(refused.value) == (
        f"{brief}: error[OUT003]: nothing can be added to a file laid out like this. "
        "Write it yourself: answers: {CL-01.1: no}"
    )
    assert brief.read_text(encoding="utf-8") == text
