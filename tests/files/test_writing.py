"""Files are written whole or not at all, and another file is replaced only where that is wanted."""

import os
from pathlib import Path
from typing import Never

import pytest

from crm_planner.errors import OutputError
from crm_planner.files.writing import refuse_early, write_whole


def refused(path: Path, *, replace: bool = False) -> str:
    with pytest.raises(OutputError) as caught:
        write_whole(path, b"new", replace=replace)
    return str(caught.value)


def test_a_new_file_is_written_with_the_usual_permissions(tmp_path: Path) -> None:
    write_whole(tmp_path / "draft.yaml", b"new")
    (tmp_path / "ordinary").write_bytes(b"")
    assert (tmp_path / "draft.yaml").read_bytes() == b"new"
    assert (tmp_path / "draft.yaml").stat().st_mode == (tmp_path / "ordinary").stat().st_mode


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "draft.yaml"
    path.write_bytes(b"old")
    assert refused(path) == f"{path}: error[OUT001]: this file is there already. Name another, or add --force"
    assert path.read_bytes() == b"old"
    write_whole(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_nowhere_is_there_too(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    assert "OUT001" in refused(tmp_path / "link")


@pytest.mark.parametrize("replace", [True, False])
def test_folders_and_devices_are_no_files(replace: bool, tmp_path: Path) -> None:  # noqa: FBT001
    for path in (tmp_path, Path(os.devnull)):
        assert "OUT002" in refused(path, replace=replace)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    assert "OUT002" in refused(tmp_path / "nowhere" / "draft.yaml")


@pytest.mark.parametrize("step", ["fsync", "link"])
def test_a_failure_leaves_nothing_behind(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> Never:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    if step == "link":
        monkeypatch.setattr(Path, "replace", full)
    assert "it cannot be written: No space left on device" in refused(tmp_path / "draft.yaml")
    assert list(tmp_path.iterdir()) == []


def test_where_there_are_no_links_a_new_file_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(*_: object) -> Never:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", unknown)
    write_whole(tmp_path / "draft.yaml", b"new")
    assert "OUT001" in refused(tmp_path / "draft.yaml")


def test_an_interruption_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> Never:
        raise KeyboardInterrupt

    (tmp_path / "draft.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "draft.yaml", b"new", replace=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("draft.yaml", b"old")]


def test_what_could_not_be_written_is_refused_early_and_in_the_same_words(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("mine", encoding="utf-8")
    (tmp_path / "nothing").symlink_to(tmp_path / "gone")
    for path in (tmp_path / "there", tmp_path / "nothing", tmp_path):
        with pytest.raises(OutputError) as early:
            refuse_early(path)
        assert str(early.value) == refused(path)
    with pytest.raises(OutputError, match="OUT002"):
        refuse_early(tmp_path / "nowhere" / "draft.yaml")
    refuse_early(tmp_path / "there", replace=True)
    refuse_early(tmp_path / "new")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["nothing", "there"]
