"""The wheel as a user gets it: built, installed where no checkout can be seen, run from another folder."""

import locale
import os
import pty
import re
import subprocess
import sys
import sysconfig
import termios
import venv
from collections.abc import Iterable
from importlib.metadata import files, requires
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement

from tests.conftest import without

ROOT = Path(__file__).resolve().parents[2]
TOTALS = ("100933", "64700", "93600")


class Installed(NamedTuple):
    """The wheel, and the environment it was installed in."""

    wheel: Path
    python: Path
    program: Path


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Built without network; the environment is empty but for the libraries the wheel asks for, lent by the tests'."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build("wheel", folder, ROOT)
    venv.create(folder / "env", symlinks=True)
    python = folder / "env" / "bin" / "python"
    done(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel)
    site = done(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").stdout.strip()
    lend(asked_for("crm-planner"), Path(site))
    return Installed(wheel, python, python.with_name("crm-planner"))


def asked_for(name: str) -> set[str]:
    """The names of all libraries a package asks for, directly or not; what only an extra asks for is left out."""
    wanted: set[str] = set()
    waiting = [name]
    while waiting:
        asked = (Requirement(line) for line in requires(waiting.pop()) or ())
        new = {one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})} - wanted
        wanted |= new
        waiting += new
    return wanted


def lend(libraries: Iterable[str], site: Path) -> None:
    """Link the files of installed libraries into the packages folder of another environment."""
    for file in (file for name in libraries for file in files(name) or ()):
        top = file.parts[0]
        if top not in {"..", "__pycache__"} and not (site / top).exists():
            (site / top).symlink_to(Path(sysconfig.get_path("purelib")) / top)


def build(target: str, folder: Path, source: Path) -> Path:
    """The wheel or sdist of `source`, as hatchling builds it here and now."""
    done(sys.executable, "-m", "hatchling", "build", "--target", target, "--directory", folder, cwd=source)
    [built] = folder.glob("*.whl" if target == "wheel" else "*.tar.gz")
    return built


def done(*command: object, cwd: Path | None = None, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command, ended well."""
    ended = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=surroundings(**variables),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended


def surroundings(**variables: str) -> dict[str, str]:
    """The environment of a user's shell: nothing in it points at the checkout."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"LC_ALL": "C.UTF-8"} | variables


def figures(output: str) -> str:
    """`output` without what stands between thousands: a comma, a dot or any space."""
    return re.sub(r"(?<=\d)[,.\s](?=\d{3}(?!\d))", "", output)


def test_the_product_runs_from_the_environment_only(installed: Installed, tmp_path: Path) -> None:
    asked = "import crm_planner; print(crm_planner.__file__)"
    place = done(installed.python, "-c", asked, cwd=tmp_path).stdout.strip()
    assert Path(place).is_relative_to(installed.python.parents[1])


def test_no_library_is_there_that_the_wheel_does_not_ask_for(installed: Installed) -> None:
    """Were pytest to be found, an import of anything undeclared would go unnoticed."""
    asked = "import importlib.util as u; print(*map(bool, map(u.find_spec, ('pydantic', 'pytest', 'numpy'))))"
    assert done(installed.python, "-c", asked).stdout.split() == ["True", "False", "False"]


def test_the_shipped_folders_are_read_from_inside_the_package(installed: Installed, tmp_path: Path) -> None:
    asked = "from crm_planner.files.bundled import folder; print(folder('vendor_catalogs'))"
    place = Path(done(installed.python, "-c", asked, cwd=tmp_path).stdout.strip())
    assert place.parts[-3:] == ("crm_planner", "shipped", "vendor_catalogs")
    assert place.is_relative_to(installed.python.parents[1])


def test_the_wheel_holds_all_four_folders_and_compiled_translations(installed: Installed) -> None:
    with ZipFile(installed.wheel) as archive:
        names = archive.namelist()
    shipped = {name.removeprefix("crm_planner/shipped/") for name in names if name.startswith("crm_planner/shipped/")}
    assert {"vendor_catalogs", "templates", "playbooks", "examples"} == {name.split("/")[0] for name in shipped}
    assert {"templates/wording/ru.mo", "templates/wording/ja.mo"} <= shipped
    fonts = {"IBMPlexSans-Regular.ttf", "IBMPlexSans-LICENSE.txt", "NotoSansJP-Bold.ttf", "NotoSansJP-LICENSE.txt"}
    assert {f"templates/fonts/{name}" for name in fonts} <= shipped
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


@pytest.mark.parametrize("variables", [{"LC_ALL": "C"}, {"NO_COLOR": "1"}, {"COLUMNS": "40"}], ids=str)
def test_compare_shows_the_seed_totals(installed: Installed, tmp_path: Path, variables: dict[str, str]) -> None:
    shown = figures(done(installed.program, "compare", cwd=tmp_path, **variables).stdout)
    assert [total for total in TOTALS if total not in shown] == []


def test_compare_shows_the_seed_totals_in_a_russian_locale(installed: Installed, tmp_path: Path) -> None:
    if locale.normalize("ru_RU.UTF-8") not in known_locales():
        without("locale ru_RU.UTF-8")
    ended = done(installed.program, "compare", cwd=tmp_path, LC_ALL="ru_RU.UTF-8", LANG="ru_RU.UTF-8")
    assert [total for total in TOTALS if total not in figures(ended.stdout)] == []


def known_locales() -> set[str]:
    listed = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout  # noqa: S607
    return {locale.normalize(name) for name in listed.split()}


@pytest.mark.parametrize("variables", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_a_terminal_without_colour_gets_none(installed: Installed, tmp_path: Path, variables: dict[str, str]) -> None:
    shown = on_a_terminal(installed.program, "compare", cwd=tmp_path, variables={"TERM": "xterm-256color"} | variables)
    assert figures(shown).count(TOTALS[0]) >= 1
    assert re.findall(r"\x1b\[[\d;]*\b(?:3|4|9|10)\d", shown) == []


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_terminal_of_any_width_shows_every_figure_whole(installed: Installed, tmp_path: Path, columns: int) -> None:
    variables = {"TERM": "xterm-256color"}
    shown = on_a_terminal(installed.program, "compare", cwd=tmp_path, variables=variables, columns=columns)
    lines = re.sub(r"\x1b\[[\d;]*m", "", shown).splitlines()
    assert [line for line in lines if len(line) > columns] == []
    assert [total for total in TOTALS if total not in figures("\n".join(lines))] == []


def on_a_terminal(*command: object, cwd: Path, variables: dict[str, str], columns: int = 80) -> str:
    """What the command shows to a terminal of its own."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, columns))
    arguments = [str(part) for part in command]
    with subprocess.Popen(arguments, cwd=cwd, env=surroundings(**variables), stdout=theirs, stderr=theirs) as program:
        os.close(theirs)
        shown = b""
        while piece := read(ours):
            shown += piece
    os.close(ours)
    assert program.returncode == 0, shown.decode()
    return shown.decode()


def read(terminal: int) -> bytes:
    """The next piece; nothing when the program at the other end has ended."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def through_the_shell(installed: Installed, line: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = ["bash", "-c", f"{line}; exit ${{PIPESTATUS[0]}}", str(installed.program)]
    return subprocess.run(command, cwd=cwd, env=surroundings(), capture_output=True, text=True, check=False)


def test_a_reader_who_leaves_early_is_no_failure(installed: Installed, tmp_path: Path) -> None:
    ended = through_the_shell(installed, '"$0" compare --format json | head -1', tmp_path)
    assert len(ended.stdout.splitlines()) == 1
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_reader_who_leaves_before_the_first_line_is_no_failure(installed: Installed, tmp_path: Path) -> None:
    ended = through_the_shell(installed, '"$0" compare | true', tmp_path)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize("target", [">&-", ">/dev/full"], ids=["closed", "full disk"])
def test_an_output_that_cannot_be_written_ends_with_4_and_one_line(
    installed: Installed, tmp_path: Path, target: str
) -> None:
    ended = through_the_shell(installed, f'"$0" compare {target}', tmp_path)
    assert ended.returncode == 4, ended.stderr
    assert len(ended.stderr.splitlines()) == 1


@pytest.mark.slow
def test_a_wheel_from_the_source_archive_holds_the_same_files(installed: Installed, tmp_path: Path) -> None:
    archive = build("sdist", tmp_path, ROOT)
    done("tar", "-xzf", archive, "-C", tmp_path)
    again = build("wheel", tmp_path, tmp_path / archive.name.removesuffix(".tar.gz"))
    with ZipFile(installed.wheel) as direct, ZipFile(again) as indirect:
        assert sorted(direct.namelist()) == sorted(indirect.namelist())
