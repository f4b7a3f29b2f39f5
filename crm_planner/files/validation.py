"""What pydantic refuses in a document, said with its place, one of our codes and what to write instead."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from crm_planner.codes import CODES
from crm_planner.files.model_keys import Loc, in_document, known_keys
from crm_planner.letters import foreign_letter, nearest, one_of
from crm_planner.place import Path, Source, in_file
from crm_planner.problem import Problem, quoted, shape

_LEAVE_KEYS_OUT = {"YML006", "YML007", "KEY004"}
"""After these, keys may be missing only because what would bring them is not read."""


def without_consequences(problems: Iterable[Problem], found: Sequence[Problem]) -> list[Problem]:
    """`problems` of a document less those that only follow from what its reader `found`."""
    named = {problem.place for problem in found}
    unread = any(problem.code in _LEAVE_KEYS_OUT for problem in found)
    return [problem for problem in problems if problem.place not in named and not (unread and problem.code == "KEY002")]


def without_echoes(faults: Iterable[Problem], found: Sequence[Problem]) -> list[Problem]:
    """`faults` of the checks across parts less those of the kind a field already `found` at their place."""
    named = {(problem.place, problem.code[:3]) for problem in found}
    return [fault for fault in faults if (fault.place, fault.code[:3]) not in named]


def problems_of(error: ValidationError, source: Source, model: type[BaseModel]) -> list[Problem]:
    """Every fault pydantic found in a document of type `model`, with its place in `source`.

    Our own refusals keep their words and get the key in front. A key that is missing is not said where the
    same mapping has an unknown key that is probably meant to be it.
    """
    errors = [_Error(details, source, model) for details in error.errors(include_url=False) if not _echoes(details)]
    if other := next((e for e in errors if e.is_other_document), None):
        return [other.problem()]
    meant = {(*e.path[:-1], e.meant) for e in errors if e.kind == "extra_forbidden"}
    return [e.problem() for e in errors if not (e.kind == "missing" and e.path in meant)]


def _echoes(details: Mapping[str, Any]) -> bool:
    """Whether a list is only called too short because entries in it were refused."""
    least = details.get("ctx", {}).get("min_length", 0)
    return bool(details["type"] == "too_short" and len(details["input"]) >= least)


class _Error:
    """One error of pydantic, where it is in the document, and what to say of it."""

    def __init__(self, details: Mapping[str, Any], source: Source, model: type[BaseModel]) -> None:
        self.kind: str = details["type"]
        self.loc: Loc = tuple(details["loc"])
        self.said: str = details["msg"]
        self.value: Any = details["input"]
        self.about: Mapping[str, Any] = details.get("ctx", {})
        self.path: Path = in_document(model, self.loc)
        self.source = source
        self.model = model

    @property
    def is_other_document(self) -> bool:
        """Whether the whole file is one of our documents, but not the one expected: nothing else is worth saying."""
        return self.path == ("schema",) and str(self.value).split("/")[1:2] not in ([], self._expected_document)

    @property
    def _expected_document(self) -> list[str]:
        return str(self.about.get("expected", "")).split("/")[1:2]

    @property
    def name(self) -> str:
        """The key in the file whose value is wrong: `totals` for the amount at `totals`, 10."""
        written = [part for part in in_file(self.source.tree, self.path) if isinstance(part, str)]
        return next((part for part in reversed(written) if not part[:1].isdigit()), "")

    @property
    def meant(self) -> str | None:
        """The known key an unknown one is probably meant to be."""
        return nearest(str(self.path[-1]), known_keys(self.model, self.loc[:-1]))

    def problem(self) -> Problem:
        if self.kind in CODES:
            return self._ours()
        words = next((words for pattern, words in _WORDS if re.fullmatch(pattern, self.kind)), _unforeseen)
        said = words(self)
        path = (*self.path, *said.below)
        return Problem(self.source.place(path, of_key=said.of_key), said.code, said.message, said.hint)

    def _ours(self) -> Problem:
        said, hint = self.about.get("said", self.said), self.about.get("hint", "")
        path = (*self.path, *self.about.get("at", ()))
        is_key = self.loc[-1:] == ("[key]",) or self.kind == "TXT005"
        if hint:
            name = "key" if is_key else self.name
            said = f"{name} {said}" if said.startswith('"') else f"{name}: {said}" if name else said
        return Problem(self.source.place(path, of_key=is_key), self.kind, said, hint)


class _Said(NamedTuple):
    """The words for an error; `below` leads further to its place than pydantic says."""

    code: str
    message: str
    hint: str = ""
    below: tuple[str, ...] = ()
    of_key: bool = False


def _unknown_key(error: _Error) -> _Said:
    key, known = str(error.path[-1]), known_keys(error.model, error.loc[:-1])
    foreign = foreign_letter(key)
    message = f"unknown key {quoted(key)}" + (f": {foreign}" if foreign else "")
    hint = f'Did you mean "{error.meant}"?' if error.meant else f"Known here: {one_of(known, 20)}" if known else ""
    return _Said("KEY001", message, hint or "Remove it", of_key=True)


def _missing_key(error: _Error) -> _Said:
    key, parent = str(error.path[-1]), error.name
    where = f"in {parent} " if parent else ""
    return _Said("KEY002", f"{where}the key {quoted(key)} is missing", f"Add `{key}: ...`")


def _document(kind: str) -> str:
    """`a brief`, `an overlay`, `a file of cases`."""
    if kind.endswith("s"):
        return f"a file of {kind}"
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"


def _not_allowed(error: _Error) -> _Said:
    if error.is_other_document:
        written, wanted = (_document(str(name).split("/")[1]) for name in (error.value, error.about["expected"]))
        return _Said("ENU001", f"this is {written}, and {wanted} is expected here", f"Name {wanted}")
    return _choose(error, str(error.about.get("expected", "")))


def _unknown_kind(error: _Error) -> _Said:
    key = str(error.about["discriminator"]).strip("'")
    error.value = error.about["tag"]
    return _choose(error, str(error.about["expected_tags"]), key, below=(key,))


def _choose(error: _Error, expected: str, key: str = "", below: tuple[str, ...] = ()) -> _Said:
    """The value is none of `expected`, which pydantic writes as `'a', 'b' or 'c'`."""
    allowed = re.findall(r"'([^']*)'", expected)
    key = key or error.name
    if isinstance(error.value, str):
        foreign = foreign_letter(error.value)
        message = f"{key} {quoted(error.value)} is not allowed" + (f": {foreign}" if foreign else "")
        near = nearest(error.value, allowed)
    else:
        message, near = f"{key}: expected one word, got {shape(error.value)}", None
    choices = f"Write {one_of(allowed, 40)}"
    hint = f'Did you mean "{near}"? {choices}' if near and len(allowed) > 1 else choices
    return _Said("ENU001", message, hint, below)


def _no_kind(error: _Error) -> _Said:
    key = str(error.about["discriminator"]).strip("'")
    if not isinstance(error.value, Mapping):
        return _other_shape(error, "TYP004", "keys with values", f"Write {{{key}: ...}} and the keys of that {key}")
    return _Said("KEY002", f"in {error.name} the key {quoted(key)} is missing", f"Add `{key}: ...`")


def _no_mapping(error: _Error) -> _Said:
    keys = known_keys(error.model, error.loc)
    hint = f"Write keys with values: {one_of(dict.fromkeys(keys))}" if keys else "Write keys with values"
    return _other_shape(error, "TYP004", "keys with values", hint)


def _no_list(error: _Error) -> _Said:
    single = isinstance(error.value, str) and error.value.isprintable() and len(error.value) <= 40  # noqa: PLR2004
    example = str(error.value) if single else "..."
    return _other_shape(error, "TYP002", "a list", f"Write [{example}], or a line with a dash for each entry")


def _no_text(error: _Error) -> _Said:
    return _other_shape(error, "TYP003", "a text", "Write the text itself")


def _other_shape(error: _Error, code: str, expected: str, hint: str) -> _Said:
    name = error.name
    return _Said(code, f"{name}: expected {expected}, got {shape(error.value)}", hint)


def _too_few(error: _Error) -> _Said:
    name = error.name
    least = error.about.get("min_length", 1)
    return _Said(
        "LIM006", f"{name} has {error.about.get('actual_length', 0)} entries, at least {least} is needed", "Add one"
    )


def _too_many(error: _Error) -> _Said:
    name, most = error.name, error.about.get("max_length")
    return _Said("LIM005", f"{name} has more than {most} entries", f"At most {most} are allowed")


def _too_small(error: _Error) -> _Said:
    bound = error.about.get("gt", error.about.get("ge"))
    above = "above" if "gt" in error.about else "from"
    said = f"{error.name} {quoted(error.value)} is too small"
    return _Said("NUM014", said, f"Write a number {above} {bound}")


def _too_large(error: _Error) -> _Said:
    bound = error.about.get("lt", error.about.get("le"))
    said = f"{error.name} {quoted(error.value)} is too large"
    return _Said("NUM015", said, f"Write a number {'below' if 'lt' in error.about else 'up to'} {bound}")


def _unforeseen(error: _Error) -> _Said:
    name = error.name
    return _Said("TYP001", f"{name}: {error.said[:1].lower()}{error.said[1:]}" if name else error.said)


_WORDS: tuple[tuple[str, Callable[[_Error], _Said]], ...] = (
    ("extra_forbidden", _unknown_key),
    ("missing", _missing_key),
    ("literal_error|enum", _not_allowed),
    ("union_tag_invalid", _unknown_kind),
    ("union_tag_not_found", _no_kind),
    ("model_type|model_attributes_type|dict_type|mapping_type|dataclass_type", _no_mapping),
    ("(list|tuple|set|frozen_set)_type", _no_list),
    ("string_type", _no_text),
    ("too_short|string_too_short", _too_few),
    ("too_long|string_too_long", _too_many),
    ("greater_than(_equal)?", _too_small),
    ("less_than(_equal)?", _too_large),
)
"""Kinds of errors pydantic has, and who finds the words for them."""
