"""Reading a brief: a file, standard input or the shipped example, with what scenarios and the command line change."""

import re
from collections.abc import Sequence

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.errors import DataError, UsageError
from crm_planner.files.bundled import folder
from crm_planner.files.command_line import read_value
from crm_planner.files.reading import called, read_bytes
from crm_planner.files.typed import check
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.letters import nearest, one_of
from crm_planner.place import Overlaid, Path, Plain, WrittenList, WrittenMapping
from crm_planner.problem import LONGEST_QUOTE, Problem

EXAMPLE = "box-comparison.yaml"
_ONE_KEY_BELOW = ("answers", "mitigations")
"""Sections whose keys may hold dots: `--set answers.CL-01.1=no` names one key."""
_REPLACED_WHOLE = ("users", "growth")
"""Sections that a scenario replaces as a whole: a part of one way to say them beside another would mean nothing."""
_OF_A_TOTAL = ("peak", "simultaneity", "service_level")
"""What may stand beside `users.total`: `users: 10` and `--set users.peak=5` are ten people, five at once."""


def load_brief(  # noqa: PLR0913 - every option that changes a brief is a parameter
    path: str | None,
    *,
    sets: Sequence[str] = (),
    users: str | None = None,
    years: str | None = None,
    candidates: Sequence[str] = (),
    answers: Sequence[str] = (),
    scenario: str | None = None,
) -> WrittenBrief:
    """The brief at `path` ("-": standard input, None: ten users, every candidate) as the command line changes it.

    `sets` are KEY=VALUE with dots in KEY and YAML in VALUE; `users`, `years`, `candidates` and `answers`
    (QUESTION=ANSWER) are short for some of them. With `scenario` its changes come first and the command line's
    on top; without, the briefs of all scenarios come along. Raises InputError, UsageError, or DataError with every
    problem.
    """
    file, tree, problems = _read(path)
    changes = [change for one in sets if not _of_the_user(change := _change(one))]
    for key, value, option in (("users", users, "--users"), ("horizon_years", years, "--years")):
        if value is not None:
            changes.append(((key,), read_value(value, option), _cut(f"{option} {value}")))
    changes += [_answer(one) for one in answers]
    if candidates:
        changes.append((("candidates",), _listed(candidates), "--candidate"))
    if path is None:
        tree.pop("candidates", None)  # the example names the shipped ones; every catalog is meant
    if scenario is not None:
        tree = overlaid(tree, _scenario(tree, scenario, file))
    base = _brief(file, tree, changes, problems)._replace(only=bool(candidates))
    if scenario is not None:
        return base
    return base._replace(scenarios=tuple((name, _scenario_brief(base, name)) for name in base.brief.scenarios))


Change = tuple[Path, object, str]


def _read(path: str | None) -> tuple[str, WrittenMapping, list[Problem]]:
    if path is None:
        file, data = f"examples/{EXAMPLE}", read_bytes(folder("examples") / EXAMPLE)
    else:
        file, data = called(path), read_bytes(path)
    tree, problems = read_yaml(data, file)
    if tree is None:
        raise DataError(problems)
    return file, tree, problems


def _brief(
    file: str, tree: WrittenMapping, changes: Sequence[Change], problems: Sequence[Problem] = ()
) -> WrittenBrief:
    """The brief `tree` makes once the command line's changes are written over it."""
    tree = tree.copy()
    given = {_put(tree, path, value): shown for path, value, shown in changes}
    source = Overlaid(file, tree, given)
    return WrittenBrief(check(Brief, source, list(problems)), source, warnings_of(source))


def _scenario_brief(base: WrittenBrief, name: str) -> WrittenBrief:
    """The brief under a scenario: its own keys come last, over those of the command line."""
    written = base.source
    if written.tree is None or not isinstance(written, Overlaid):  # never: `_brief` made it
        return base
    wanted = written.tree["scenarios"][name]
    given = {path: shown for path, shown in written.given.items() if not _speaks_of(wanted, path)}
    source = Overlaid(written.file, overlaid(written.tree, wanted), given)
    return WrittenBrief(check(Brief, source, []), source, warnings_of(source), only=base.only)


def _speaks_of(scenario: WrittenMapping, path: Path) -> bool:
    """Whether a scenario has its own say on what stands at `path`."""
    node: object = scenario
    for part in path:
        if isinstance(node, WrittenMapping) and str(part) not in node:
            return path[0] in _REPLACED_WHOLE and node is not scenario
        node = node[str(part)] if isinstance(node, WrittenMapping) else node
    return True


def _scenario(tree: WrittenMapping, name: str, file: str) -> WrittenMapping:
    known = tree.get("scenarios")
    if isinstance(known, WrittenMapping) and isinstance(known.get(name), WrittenMapping):
        found: WrittenMapping = known[name]
        return found
    names = sorted(known) if isinstance(known, WrittenMapping) else []
    near = nearest(name, names)
    hint = f'did you mean "{near}"?' if near else f"it has {one_of(names)}" if names else "it has none"
    raise UsageError(f'{file} has no scenario "{name}"; {hint}')


def overlaid(tree: WrittenMapping, changes: WrittenMapping) -> WrittenMapping:
    """`tree` with `changes` over it: most mappings key by key, everything else replaced; places are kept."""
    merged = tree.copy()
    for key, value in changes.items():
        old = merged.get(key)
        both = isinstance(old, WrittenMapping) and isinstance(value, WrittenMapping) and key not in _REPLACED_WHOLE
        merged[key] = overlaid(old, value) if both else value  # type: ignore[arg-type]
        merged.places[key] = changes.places[key]
    return merged


def _change(written: str) -> Change:
    """KEY=VALUE of the command line: the path, the value read as YAML, and how to call it in messages."""
    key, equals, value = written.partition("=")
    if not equals or not key.strip():
        raise UsageError(f'--set "{written}" is not KEY=VALUE; write for example --set users=25')
    return _parts(key.strip()), read_value(value, f"--set {_cut(key)}"), _cut(f"--set {written}")


_OF_A_TASK = re.compile(r"plan\.tasks\.([0-9]+(?:\.[0-9]+)*)(?:\.(.+))?")


def _parts(key: str) -> Path:
    """The path a dotted key leads to. Ids of candidates, questions and tasks have dots of their own."""
    section, dot, rest = key.partition(".")
    if dot and section in _ONE_KEY_BELOW:
        return section, rest
    if task := _OF_A_TASK.fullmatch(key):
        return ("plan", "tasks", task[1], *task[2].split(".")) if task[2] else ("plan", "tasks", task[1])
    return tuple(key.split("."))


def _answer(written: str) -> Change:
    """QUESTION=ANSWER of the command line."""
    name, equals, value = (part.strip() for part in written.partition("="))
    if not equals or not name:
        raise UsageError(f'--answer "{written}" is not QUESTION=ANSWER; write for example --answer CL-01.1=no')
    return ("answers", name), Plain(value), _cut(f"--answer {written}")


def _of_the_user(change: Change) -> bool:
    """Whether a key begins with x-: those are the user's own, here as in the file."""
    return any(str(part).startswith("x-") for part in change[0])


def _cut(shown: str) -> str:
    return shown if len(shown) <= LONGEST_QUOTE else f"{shown[:LONGEST_QUOTE]}..."


def _listed(candidates: Sequence[str]) -> WrittenList:
    """The names of `--candidate`, each text, as the brief would list them."""
    names = WrittenList((1, 1))
    for name in (name for given in candidates for name in given.split(",")):
        names.append(Plain(name.strip()))
        names.places.append((1, 1))
    return names


def _put(tree: WrittenMapping, path: Path, value: object) -> Path:
    """Write `value` at `path`; gives the path of what is new: `path`, or the first mapping made on the way to it.

    A number in the way gives place, except that a number of users is their total.
    """
    node, new = tree, path
    for depth, part in enumerate(path[:-1], 1):
        below = node.get(str(part))
        if not isinstance(below, WrittenMapping):
            new = min(new, path[:depth], key=len)
        node[str(part)] = below.copy() if isinstance(below, WrittenMapping) else _made(below, path)
        node.places.setdefault(str(part), (1, 1, 1, 1))
        node = node[str(part)]
    node[str(path[-1])] = value
    node.places.setdefault(str(path[-1]), (1, 1, 1, 1))
    return new


def _made(replaced: object, path: Path) -> WrittenMapping:
    """A mapping where none was written; a number of users stays, as their total."""
    made = WrittenMapping((1, 1))
    if path[0] == "users" and path[-1] in _OF_A_TOTAL and isinstance(replaced, str):
        made["total"], made.places["total"] = replaced, (1, 1, 1, 1)
    return made
