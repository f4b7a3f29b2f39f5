"""The lock: everything pyproject.toml asks for, by hash, and no word on where to fetch it."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def name(requirement: str) -> str:
    """`types-PyYAML>=6` is the project `types-pyyaml`."""
    return re.split(r"[\[<>=!~; ]", requirement, maxsplit=1)[0].lower()


def asked_for() -> list[str]:
    """Every project named in pyproject.toml: to run, as an extra, to develop and to build."""
    project = PROJECT["project"]
    extras = [requirement for extra in project["optional-dependencies"].values() for requirement in extra]
    lists = (project["dependencies"], extras, PROJECT["dependency-groups"]["dev"], PROJECT["build-system"]["requires"])
    return sorted({name(requirement) for asked in lists for requirement in asked} - {project["name"]})


@pytest.mark.parametrize("wanted", asked_for())
def test_everything_asked_for_is_locked(wanted: str) -> None:
    assert re.search(rf"^{re.escape(wanted)}(\[\w+\])?==", LOCK, re.MULTILINE), f"`make lock` has not seen {wanted}"


def test_every_locked_version_has_a_hash() -> None:
    pinned = re.findall(r"^\S+==.*?(?=^\S+==|\Z)", LOCK, re.MULTILINE | re.DOTALL)
    assert pinned
    assert all("--hash=sha256:" in entry for entry in pinned)


def test_the_lock_names_no_host() -> None:
    assert not re.findall(r"\w+://\S+|--(?:extra-)?index-url\S*|--find-links\S*", LOCK)
