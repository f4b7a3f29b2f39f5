"""The briefs one brief makes: at both ends of each of its ranges, and with single keys changed."""

from collections.abc import Iterator

from crm_planner.brief.model import Brief, Users, WrittenBrief, WrittenRange
from crm_planner.brief.sizing import total_users, with_total
from crm_planner.errors import DataError
from crm_planner.files.brief_changes import Change, path_of, placed, put, written_over
from crm_planner.files.typed import check
from crm_planner.place import Overlaid, Path, Source, WrittenMapping, in_file, in_one_line, written_at


def with_ranges(written: WrittenBrief) -> WrittenBrief:
    """The brief with those at both ends of its ranges. Raises DataError with every value that does not fit its key."""
    problems: list[object] = []
    found = []
    for key in written.brief.ranges:
        ends = []
        for end in ("low", "high"):
            try:
                ends.append(_at(written, key, end))
            except DataError as error:
                problems += error.problems
        if len(ends) == len(("low", "high")):
            found.append(WrittenRange(key, _now(written, key), *ends))
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    return written._replace(ranges=tuple(found))


def varied(written: WrittenBrief, changes: list[Change]) -> WrittenBrief:
    """The brief with `changes` over everything else in it. Raises DataError with what does not fit."""
    tree, given = written_over(_tree(written), changes)
    known = written.source.given if isinstance(written.source, Overlaid) else {}
    source = Overlaid(written.source.file, tree, {**known, **given})
    return _variant(written, source, [path for path, _, _ in changes])


def _variant(written: WrittenBrief, source: Overlaid, paths: list[Path]) -> WrittenBrief:
    """The brief `source` holds, in which `paths` are new; a plain number of users keeps the kind of client."""
    brief, known = check(Brief, source, []), written.brief.users
    if ("users",) in paths and brief.users == Users(total=brief.users.total):
        brief = brief.model_copy(update={"users": with_total(known, total_users(brief.users))})
    return written._replace(brief=brief, source=source, scenarios=(), ranges=())


def _tree(written: WrittenBrief) -> WrittenMapping:
    tree = written.source.tree
    return WrittenMapping((1, 1)) if tree is None else tree


def _at(written: WrittenBrief, key: str, end: str) -> WrittenBrief:
    """The brief in which a key has the value of one end of its range; messages name the line of that end."""
    tree, path = _tree(written).copy(), path_of(key)
    ends = tree["ranges"][key]
    put(tree, path, ends[end])
    placed(tree, path, ends.places[end])
    source = Overlaid(written.source.file, tree, dict(_said(written.source, path)))
    return _variant(written, source, [path])


def _said(source: Source, path: Path) -> Iterator[tuple[Path, str]]:
    """What of the brief was said on the command line and still holds."""
    given = source.given if isinstance(source, Overlaid) else {}
    yield from ((where, shown) for where, shown in given.items() if where[: len(path)] != path)


def _now(written: WrittenBrief, key: str) -> str | None:
    path = path_of(key)
    tree = _tree(written)
    return in_one_line(written_at(tree, path)) if in_file(tree, path) == path else None
