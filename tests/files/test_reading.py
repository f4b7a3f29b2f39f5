"""Files are read whole or refused with one line; their size is bounded before anything is read."""

import io
import os
import sys
import threading
from pathlib import Path

import pytest

from crm_planner.errors import InputError
from crm_planner.files.reading import read_bytes
from crm_planner.limits import YAML_BYTES


def refusal(path: str | Path) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(path)
    said = str(caught.value)
    assert "\n" not in said
    return said


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_bytes(b"a: 1\r\n")
    assert read_bytes(tmp_path / "cat.yaml") == b"a: 1\r\n"


def test_a_file_of_exactly_the_limit_is_read(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_bytes(b"#" * YAML_BYTES)
    assert len(read_bytes(tmp_path / "cat.yaml")) == YAML_BYTES


def test_one_byte_more_is_refused_with_the_size_and_the_limit(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_bytes(b"#" * (YAML_BYTES + 1))
    assert "cat.yaml: error[IO002]: 2.1 MB, the limit is 2 MB" in refusal(tmp_path / "cat.yaml")


def test_only_who_writes_the_file_by_hand_is_told_to_split_it(tmp_path: Path) -> None:
    (tmp_path / "firm.xlsx").write_bytes(b"#" * (YAML_BYTES + 1))
    assert "Split the file" in refusal(tmp_path / "firm.xlsx")
    with pytest.raises(InputError) as refused:
        read_bytes(tmp_path / "firm.xlsx", 9)
    assert "take out of it what was added" in str(refused.value)


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "cat.yaml").open("wb") as file:
        file.truncate(100 * YAML_BYTES)
    assert "200 MB, the limit is 2 MB" in refusal(tmp_path / "cat.yaml")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert "none.yaml: error[IO001]: there is no such file" in refusal(tmp_path / "none.yaml")


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    assert "error[IO003]: this is not a file" in refusal(tmp_path)


def test_a_file_taken_for_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "cat.yaml").write_bytes(b"")
    assert "error[IO003]" in refusal(tmp_path / "cat.yaml" / "cat.yaml")


def test_a_file_without_permission_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Opening is made to fail: whoever runs the tests may be allowed to read everything."""

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "cat.yaml").write_bytes(b"a: 1")
    monkeypatch.setattr("builtins.open", forbid)
    assert "error[IO004]: reading it is not permitted" in refusal(tmp_path / "cat.yaml")


def test_a_name_no_file_can_have_is_refused() -> None:
    assert "error[IO005]" in refusal("cat\0.yaml")
    assert "error[IO005]" in refusal("x" * 5000)


def test_a_name_with_a_line_end_stays_one_line(tmp_path: Path) -> None:
    assert r"\u000anone.yaml" in refusal(str(tmp_path / "\nnone.yaml"))


def test_a_name_that_is_no_utf_8_is_shown(tmp_path: Path) -> None:
    assert r"\xff" in refusal(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml"))


@pytest.mark.skipif(sys.platform == "win32", reason="no such devices there")
def test_a_device_is_not_read() -> None:
    assert "this is a device" in refusal("/dev/zero")


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    assert through_a_pipe(tmp_path, b"a: 1\n") == b"a: 1\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes there")
def test_a_pipe_is_bounded_too(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"IO002.*more than 2 MB"):
        through_a_pipe(tmp_path, b"#" * (YAML_BYTES + 1))


def through_a_pipe(folder: Path, data: bytes) -> bytes:
    """What is read from a named pipe somebody writes `data` into."""
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(data))
    writer.start()
    try:
        return read_bytes(pipe)
    finally:
        writer.join()


class Terminal(io.TextIOWrapper):
    """Standard input with `data` in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(io.BytesIO(data))


def test_a_dash_is_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(b"\xffa: 1"))
    assert read_bytes("-") == b"\xffa: 1"


def test_standard_input_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(b"#" * (YAML_BYTES + 1)))
    assert "standard input: error[IO002]: more than 2 MB" in refusal("-")
