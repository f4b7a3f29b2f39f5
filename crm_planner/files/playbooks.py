"""Reading a playbook: the sections of all files in a folder, laid over those of the shipped one.

A section of a consultant's own replaces the shipped one, except where entries have ids of their own (`laying`):
there an entry replaces the one with its id and the others stay.
"""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from crm_planner.document import Document
from crm_planner.errors import DataError
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import yaml_files
from crm_planner.files.laying import Laying
from crm_planner.files.reading import read_bytes
from crm_planner.files.typed import check
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Joined, Source
from crm_planner.playbook.model import JUDGED_SECTIONS, PLANNED_SECTIONS, Playbook, WrittenPlaybook
from crm_planner.problem import Problem

if TYPE_CHECKING:
    from crm_planner.playbook.whole import WrittenWholePlaybook
    from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
    from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks

SHIPPED = "desktop-crm"
FOLDERS = {"risks": JUDGED_SECTIONS, "plan": PLANNED_SECTIONS}
"""Folders inside a playbook's, read only where somebody asks for the sections they hold, wherever those stand."""

D = TypeVar("D", bound=Document)


class _Own(NamedTuple):
    """The files of one playbook, and what is wrong with them."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def load_playbook(path: Path | None = None) -> WrittenPlaybook:
    """The playbook in a folder or file, without its checklist; the sections it leaves out are those shipped.

    Raises InputError if it cannot be read, DataError with the problems of all its files.
    """
    return WrittenPlaybook(*_load(Playbook, path))


def load_playbook_with_risks(path: Path | None = None) -> "WrittenPlaybookWithRisks":
    """The same with its checklist, in which every entry with an id of its own may be replaced by itself."""
    from crm_planner.playbook.with_risks import PlaybookWithRisks, WrittenPlaybookWithRisks

    return WrittenPlaybookWithRisks(*_load(PlaybookWithRisks, path))


def load_playbook_with_plan(path: Path | None = None) -> "WrittenPlaybookWithPlan":
    """The same with its work breakdown, in which every shape, phase, task, member and payment may be replaced."""
    from crm_planner.playbook.with_plan import PlaybookWithPlan, WrittenPlaybookWithPlan

    return WrittenPlaybookWithPlan(*_load(PlaybookWithPlan, path))


def load_whole_playbook(path: Path | None = None) -> "WrittenWholePlaybook":
    """The same with everything there is."""
    from crm_planner.playbook.whole import WholePlaybook, WrittenWholePlaybook

    return WrittenWholePlaybook(*_load(WholePlaybook, path))


def _load(kind: type[D], path: Path | None) -> tuple[D, Joined, tuple[Problem, ...]]:
    unread = [name for name, sections in FOLDERS.items() if sections[0] not in kind.model_fields]
    shipped = _read(folder("playbooks") / SHIPPED, f"playbooks/{SHIPPED}", unread)
    own = _read(path, str(path), unread) if path is not None else _Own((), ())
    laying = Laying(leave_out=[section for name in unread for section in FOLDERS[name]])
    problems = [*shipped.problems, *own.problems]
    for files in (shipped, own):
        problems += laying.lay(files.sources)
    joined = Joined(str(path or f"playbooks/{SHIPPED}"), laying.tree, laying.origins)
    return check(kind, joined, problems), joined, warnings_of(joined)


def playbook_files(path: Path, unread: Collection[str] = ()) -> list[Path]:
    """The files of a playbook: those of its folder, then those of the folders inside it that are not `unread`."""
    below = [path / name for name in FOLDERS if name not in unread]
    return [*yaml_files(path), *(file for one in below if one.is_dir() for file in yaml_files(one))]


def _read(path: Path, shown: str, unread: Collection[str]) -> _Own:
    sources, problems = list[Source](), list[Problem]()
    for file in playbook_files(path, unread):
        name = shown if file == path else str(Path(shown) / file.relative_to(path))
        tree, wrong = read_yaml(read_bytes(file), name)
        problems += wrong
        if tree is not None:
            sources.append(Source(name, tree))
    if not any(source.tree for source in sources):
        raise DataError(problems)
    return _Own(tuple(sources), tuple(problems))
