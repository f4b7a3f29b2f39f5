"""Laying the files of playbooks over one another, each value remembering the file it stands in."""

from collections.abc import Collection, Iterable, Iterator

from crm_planner.place import Path, Source, WrittenList, WrittenMapping
from crm_planner.problem import Problem

_IN_EVERY_FILE = ("schema", "id")

_LISTS_BY_ID = {"sources", "efforts"}
"""Sections that are lists of entries with an `id`."""

_BY_ID = {
    *("risks", "contradictions", "rates", "builders", "drivers", "criteria", "must_haves"),
    *("shapes", "phases", "tasks", "team", "payments", "ranges"),
}
"""Sections that are mappings of ids to entries; of a risk, every key is laid over by itself."""

_DEEP = ("questions", "mitigations")
"""Parts of a risk whose own entries are laid over one by one, key by key."""


class Laying:
    """One tree made of several files. `origins[path]` is the file and the path there of what stands at `path`."""

    def __init__(self, leave_out: Collection[str] = ()) -> None:
        self.tree = WrittenMapping((1, 1))
        self.origins: dict[Path, tuple[Source, Path]] = {}
        self._leave_out = leave_out

    def lay(self, files: Iterable[Source]) -> list[Problem]:
        """Lay the files of one playbook over what is there; what two of them say of the same thing is a problem."""
        problems: list[Problem] = []
        said: dict[Path, Source] = {}
        for source in files:
            for path, name in self._units(source):
                first = said.setdefault(name, source)
                if first is source:
                    self._put(source, path)
                elif path[0] not in _IN_EVERY_FILE:
                    what = f'"{name[-1]}" already stands in {first.file}'
                    problems.append(Problem(source.place(path, of_key=True), "KEY003", what, "Keep it in one file"))
        return problems

    def _units(self, source: Source) -> Iterator[tuple[Path, Path]]:
        """The way to each thing `source` says that replaces one thing of the same name, and that name."""
        for key, value in (source.tree or {}).items():
            if key in self._leave_out:
                continue
            if key in _LISTS_BY_ID and isinstance(value, WrittenList):
                yield from (((key, at), (key, _id(entry) or at)) for at, entry in enumerate(value))
            elif key in _BY_ID and isinstance(value, WrittenMapping):
                for name, entry in value.items():
                    below = _inside((key, name), entry) if key == "risks" else [(key, name)]
                    yield from ((path, path) for path in below)
            else:
                yield (key,), (key,)

    def _put(self, source: Source, path: Path) -> None:
        if path[0] in _LISTS_BY_ID and len(path) > 1:
            self._put_entry(source, path)
            return
        node, written = self.tree, _tree(source)
        for part in map(str, path[:-1]):
            if not isinstance(node.get(part), WrittenMapping):
                node[part] = WrittenMapping((1, 1))
            node.places[part] = written.places[part]
            node, written = node[part], written[part]
        last = str(path[-1])
        node[last], node.places[last] = written[last], written.places[last]
        self.origins[path] = (source, path)

    def _put_entry(self, source: Source, path: Path) -> None:
        """An entry of a list: in place of the one with its id, else at the end."""
        key, at = str(path[0]), path[1]
        listed = self.tree.get(key)
        if not isinstance(listed, WrittenList):
            listed = self.tree[key] = WrittenList((1, 1))
            self.tree.places[key] = (1, 1, 1, 1)
        entry = _tree(source)[key][at]
        name = _id(entry)
        here = next((number for number, one in enumerate(listed) if name is not None and _id(one) == name), None)
        if here is None or self.origins[key, here][0] is source:  # the model says what is wrong with a twin
            here = len(listed)
            listed.append(entry)
            listed.places.append((1, 1))
        listed[here] = entry
        self.origins[key, here] = (source, path)


def _tree(source: Source) -> WrittenMapping:
    return source.tree if source.tree is not None else WrittenMapping((1, 1))


def _id(entry: object) -> str | None:
    name = entry.get("id") if isinstance(entry, WrittenMapping) else None
    return str(name) if isinstance(name, str) else None


def _inside(path: Path, entry: object) -> Iterator[Path]:
    """The keys of one risk; of its questions and mitigations, the keys of each."""
    if not isinstance(entry, WrittenMapping) or not entry:
        yield path
        return
    for key, value in entry.items():
        deep = key in _DEEP or len(path) > 2  # noqa: PLR2004 - below a risk
        if deep and len(path) < 4 and isinstance(value, WrittenMapping) and value:  # noqa: PLR2004 - down to an entry
            yield from _inside((*path, key), value)
        else:
            yield (*path, key)
