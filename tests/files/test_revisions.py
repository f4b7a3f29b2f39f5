"""Price lists at a revision of git: read as files are, with places that name the revision, and refused as clearly."""

import subprocess
from pathlib import Path
from typing import Any

import pytest

from crm_planner.errors import DataError, InputError, UsageError
from crm_planner.files.revisions import price_lists, revision_of
from crm_planner.limits import YAML_BYTES
from crm_planner.lint.minimal import MINIMAL
from tests.files.repositories import commit, git

OTHER = MINIMAL.replace("id: example", "id: other")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two commits: a price list is renamed, another one comes; the working folder is its top."""
    commit(tmp_path, {"lists/example.yaml": MINIMAL, "lists/notes.md": "# Notes", "lists/cases/one.yaml": "x: 1"})
    commit(tmp_path, {"lists/example.yaml": None, "lists/renamed.yml": MINIMAL, "lists/other.yaml": OTHER})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def places(written: str) -> list[str]:
    return [str(one.source.place(("id",))) for one in price_lists(written)]


def refused(written: str) -> str:
    with pytest.raises(InputError) as error:
        price_lists(written)
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("main~1:lists", ["main~1:lists/example.yaml:2:5"]),
        ("HEAD:lists", ["HEAD:lists/other.yaml:2:5", "HEAD:lists/renamed.yml:2:5"]),
        ("HEAD:lists/", ["HEAD:lists/other.yaml:2:5", "HEAD:lists/renamed.yml:2:5"]),
        ("HEAD:lists/other.yaml", ["HEAD:lists/other.yaml:2:5"]),
        ("main:./lists/other.yaml", ["main:./lists/other.yaml:2:5"]),
        ("lists/other.yaml", ["lists/other.yaml:2:5"]),
    ],
)
@pytest.mark.usefixtures("repository")
def test_places_name_the_revision(written: str, found: list[str]) -> None:
    assert places(written) == found


def test_a_path_counts_from_the_top_and_with_a_dot_from_here(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "lists")
    assert places("HEAD:lists/other.yaml") == ["HEAD:lists/other.yaml:2:5"]
    assert places("HEAD:./other.yaml") == ["HEAD:./other.yaml:2:5"]


@pytest.mark.parametrize("written", ["HEAD:lists", "HEAD:./"])
def test_a_folder_at_a_revision_is_read_from_within_the_repository_too(
    written: str, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository / "lists")
    folder = written.rstrip("/")
    assert places(written) == [f"{folder}/other.yaml:2:5", f"{folder}/renamed.yml:2:5"]


def test_what_is_on_the_disk_comes_before_a_revision(repository: Path) -> None:
    (repository / "HEAD:lists").write_text(MINIMAL, encoding="utf-8")
    assert places("HEAD:lists") == ["HEAD:lists:2:5"]


@pytest.mark.parametrize("path", [r"C:\lists", "c:/lists", "lists", ""])
def test_a_drive_is_no_revision(path: str) -> None:
    assert revision_of(path) is None


@pytest.mark.parametrize(
    ("written", "says"), [(":lists", "names no revision"), ("main:", "names no path"), ("", "empty name")]
)
def test_half_a_revision_is_wrong_usage(written: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        price_lists(written)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("nowhere:lists", 'nowhere:lists: error[GIT002]: git knows no revision "nowhere"'),
        ("-v:lists", '-v:lists: error[GIT002]: git knows no revision "-v"'),
        ("--upload-pack=x:lists", "error[GIT002]"),
        ("HEAD:prices", 'HEAD:prices: error[GIT003]: at revision "HEAD" there is no "prices"'),
        ("HEAD:lists/example.yaml", "error[GIT003]"),
        ("HEAD:../elsewhere", "error[GIT001]: git refuses"),
        (
            "prices",
            "prices: error[IO001]: there is no such file. Name a file, a folder, or a revision of git as REV:PATH",
        ),
    ],
)
@pytest.mark.usefixtures("repository")
def test_what_is_not_there_is_said_in_one_line(written: str, says: str) -> None:
    assert says in refused(written)


def test_a_folder_without_price_lists_is_refused(repository: Path) -> None:
    commit(repository, {"empty/notes.md": "# Notes"})
    assert refused("HEAD:empty").startswith("HEAD:empty: error[IO006]: the folder holds no .yaml files")


def test_a_broken_price_list_is_reported_at_its_revision(repository: Path) -> None:
    commit(repository, {"lists/other.yaml": OTHER.replace("RUB", "RBL"), "lists/third.yaml": "schema: ["})
    with pytest.raises(DataError) as error:
        price_lists("HEAD:lists")
    codes = [(problem.place.file, problem.code) for problem in error.value.problems]  # type: ignore[attr-defined]
    assert codes == [("HEAD:lists/other.yaml", "CUR001"), ("HEAD:lists/third.yaml", "YML001")]


@pytest.mark.parametrize("written", ["HEAD:lists", "HEAD:lists/large.yaml"])
def test_a_file_over_the_limit_is_refused_before_it_is_read(written: str, repository: Path) -> None:
    commit(repository, {"lists/large.yaml": "#" * (YAML_BYTES + 1)})
    assert "HEAD:lists/large.yaml: error[IO002]: 2.1 MB, the limit is 2 MB" in refused(written)


def test_a_link_at_a_revision_is_not_followed(repository: Path) -> None:
    (repository / "lists" / "link.yaml").symlink_to("/etc/hostname")
    commit(repository, {})
    assert refused("HEAD:lists").startswith("HEAD:lists/link.yaml: error[GIT004]")


def test_a_name_that_leads_out_of_the_folder_writes_nothing(repository: Path) -> None:
    r"""Git itself makes no such name, but a repository from elsewhere may hold one."""
    blob = git(repository, "hash-object", "-w", "--stdin", given=MINIMAL.encode())
    tree = git(repository, "mktree", given=f"100644 blob {blob}\t..\\evil.yaml\n".encode())
    key = git(repository, "commit-tree", tree, "-m", "evil")
    assert [one.source.file for one in price_lists(f"{key}:./")] == [f"{key}:./..\\evil.yaml"]
    assert not list(repository.parent.glob("*evil*"))


def test_outside_a_repository_a_revision_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "error[GIT001]: this folder is in no git repository" in refused("main:lists")


def test_without_git_a_revision_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "error[GIT001]: git is not installed" in refused("main:lists")


@pytest.mark.usefixtures("repository")
def test_git_is_not_waited_for_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    def sleeping(*_: Any, timeout: float, **__: Any) -> None:
        raise subprocess.TimeoutExpired("git", timeout)

    monkeypatch.setattr(subprocess, "run", sleeping)
    assert "error[GIT001]: git gave no answer within 30 seconds" in refused("main:lists")


BOOK = """\
schema: crm-planner/catalog/1
id: book
extends: example
editions:
  - {id: standard, items: [{id: licences, price: {kind: per_unit, amount: 4000}}]}
"""


def test_a_price_book_lies_over_the_price_list_of_its_own_revision(repository: Path) -> None:
    commit(repository, {"lists/book.yaml": BOOK})
    (repository / "lists" / "renamed.yml").unlink()
    example = next(one for one in price_lists("HEAD:lists") if one.catalog.id == "example")
    assert example.catalog.editions[0].items[0].price.amount == 4000  # type: ignore[union-attr]
    place = example.source.place(("editions", 0, "items", 0, "price"))
    assert (place.file, place.line) == ("HEAD:lists/book.yaml", 5)


def test_a_price_book_alone_at_a_revision_lies_over_a_shipped_price_list(repository: Path) -> None:
    commit(repository, {"book.yaml": BOOK.replace("extends: example", "extends: regionsoft")})
    (found,) = price_lists("HEAD:book.yaml")
    assert found.catalog.id == "regionsoft"
    assert found.source.place(("editions", 0, "items", 0, "price")).file == "HEAD:book.yaml"
