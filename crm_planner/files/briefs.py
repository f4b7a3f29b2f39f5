"""Reading a brief: a file, standard input or the shipped example, with what scenarios and the command line change."""

from collections.abc import Sequence

from crm_planner.brief.model import Brief, WrittenBrief
from crm_planner.errors import DataError, UsageError
from crm_planner.files.brief_changes import Change, change, cut, written_over
from crm_planner.files.brief_variants import with_ranges
from crm_planner.files.bundled import folder
from crm_planner.files.command_line import read_value
from crm_planner.files.reading import called, read_bytes
from crm_planner.files.typed import check
from crm_planner.files.unlikely import warnings_of
from crm_planner.files.yaml_events import read_yaml
from crm_planner.letters import nearest, one_of
from crm_planner.place import Overlaid, Path, Plain, WrittenList, WrittenMapping
from crm_planner.problem import Problem

EXAMPLE = "box-comparison.yaml"
_REPLACED_WHOLE = ("users", "growth")
"""Sections that a scenario replaces as a whole: a part of one way to say them beside another would mean nothing."""


def load_brief(  # noqa: PLR0913 - every option that changes a brief is a parameter
    path: str | None,
    *,
    sets: Sequence[str] = (),
    users: str | None = None,
    years: str | None = None,
    candidates: Sequence[str] = (),
    answers: Sequence[str] = (),
    scenario: str | None = None,
    data: bytes | None = None,
) -> WrittenBrief:
    """The brief at `path` ("-": standard input, None: ten users, every candidate) as the command line changes it.

    `sets` are KEY=VALUE with dots in KEY and YAML in VALUE; `users`, `years`, `candidates` and `answers`
    (QUESTION=ANSWER) are short for some of them, the first two come before `sets`, which may say more of those users.
    `data` is what stands in the file, where it was read before.
    With `scenario` its changes come first and the command line's on top; without, the briefs of all scenarios come
    along. Raises InputError, UsageError, or DataError with every problem.
    """
    file, tree, problems = _read(path, data)
    changes: list[Change] = []
    for key, value, option in (("users", users, "--users"), ("horizon_years", years, "--years")):
        if value is not None:
            changes.append(((key,), read_value(value, option), cut(f"{option} {value}")))
    changes += [found for one in sets if not _of_the_user(found := change(one))]
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


def _read(path: str | None, data: bytes | None) -> tuple[str, WrittenMapping, list[Problem]]:
    if path is None:
        file, data = f"examples/{EXAMPLE}", read_bytes(folder("examples") / EXAMPLE)
    else:
        file, data = called(path), read_bytes(path) if data is None else data
    tree, problems = read_yaml(data, file)
    if tree is None:
        raise DataError(problems)
    return file, tree, problems


def _brief(
    file: str, tree: WrittenMapping, changes: Sequence[Change], problems: Sequence[Problem] = ()
) -> WrittenBrief:
    """The brief `tree` makes once the command line's changes are written over it."""
    source = Overlaid(file, *written_over(tree, changes))
    return with_ranges(WrittenBrief(check(Brief, source, list(problems)), source, warnings_of(source)))


def _scenario_brief(base: WrittenBrief, name: str) -> WrittenBrief:
    """The brief under a scenario: its own keys come last, over those of the command line."""
    written = base.source
    if written.tree is None or not isinstance(written, Overlaid):  # never: `_brief` made it
        return base
    wanted = written.tree["scenarios"][name]
    given = {path: shown for path, shown in written.given.items() if not _speaks_of(wanted, path)}
    source = Overlaid(written.file, overlaid(written.tree, wanted), given)
    return with_ranges(WrittenBrief(check(Brief, source, []), source, warnings_of(source), only=base.only))


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


def _answer(written: str) -> Change:
    """QUESTION=ANSWER of the command line."""
    name, equals, value = (part.strip() for part in written.partition("="))
    if not equals or not name:
        raise UsageError(f'--answer "{written}" is not QUESTION=ANSWER; write for example --answer CL-01.1=no')
    return ("answers", name), Plain(value), cut(f"--answer {written}")


def _of_the_user(change: Change) -> bool:
    """Whether a key begins with x-: those are the user's own, here as in the file."""
    return any(str(part).startswith("x-") for part in change[0])


def _listed(candidates: Sequence[str]) -> WrittenList:
    """The names of `--candidate`, each text, as the brief would list them."""
    names = WrittenList((1, 1))
    for name in (name for given in candidates for name in given.split(",")):
        names.append(Plain(name.strip()))
        names.places.append((1, 1))
    return names
