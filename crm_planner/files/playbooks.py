"""Reading a playbook: the sections of all files in a folder, and the shipped ones for those it leaves out."""

from pathlib import Path

from crm_planner.errors import DataError
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import yaml_files
from crm_planner.files.reading import read_bytes
from crm_planner.files.typed import check
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.place import Joined, Source, WrittenMapping
from crm_planner.playbook.model import Playbook, WrittenPlaybook
from crm_planner.problem import Problem

SHIPPED = "desktop-crm"
_IN_EVERY_FILE = ("schema", "id")


def load_playbook(path: Path | None = None) -> WrittenPlaybook:
    """The playbook in a folder or file; the sections it leaves out are those of the shipped one.

    Raises InputError if it cannot be read, DataError with the problems of all its files.
    """
    own = folder("playbooks") / SHIPPED
    sections, problems = _sections(own, f"playbooks/{SHIPPED}")
    if path is not None:
        replaced, wrong = _sections(path, str(path))
        sections |= replaced
        problems += wrong
    tree = WrittenMapping((1, 1))
    for key, source in sections.items():
        if source.tree is not None:  # always: a file without a mapping has no sections
            tree[key], tree.places[key] = source.tree[key], source.tree.places[key]
    joined = Joined(str(path or f"playbooks/{SHIPPED}"), tree, sections)
    return WrittenPlaybook(check(Playbook, joined, problems), joined, warnings_of(joined))


def _sections(path: Path, shown: str) -> tuple[dict[str, Source], list[Problem]]:
    """The file of each top-level key; a key may stand in one file of the folder only."""
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for file in yaml_files(path):
        name = str(Path(shown) / file.name) if file != path else shown
        tree, wrong = read_yaml(read_bytes(file), name)
        problems += wrong
        if tree is None:
            continue
        source = Source(name, tree)
        for key in tree:
            if key in found and key not in _IN_EVERY_FILE:
                said = f'"{key}" already stands in {found[key].file}'
                problems.append(Problem(source.place((key,), of_key=True), "KEY003", said, "Keep it in one file"))
            found.setdefault(key, source)
    if not found:
        raise DataError(problems)
    return found, problems
