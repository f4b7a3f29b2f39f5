"""Reading YAML into mappings and lists that know their places, refusing everything that hides or changes a value.

The bytes are checked before the parser sees them (encoding, characters); then one pass over the parser's
events builds the tree: on a stack of its own, so that no depth exhausts ours, and without implicit types, so
that every scalar stays the text that was written.
"""

from typing import Any, NamedTuple

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from crm_planner.files.characters import forbidden, forbidden_problems, invisible
from crm_planner.files.kinds import another_kind, undecodable
from crm_planner.files.oddities import Oddities, Stopped
from crm_planner.files.syntax import syntax_problem
from crm_planner.limits import DEPTH, KEY_CHARACTERS, NODES
from crm_planner.place import Place, Plain, WrittenList, WrittenMapping
from crm_planner.problem import Problem, listed

try:
    from yaml._yaml import CParser as Parser
except ImportError:  # PyYAML was built without libyaml: about ten times slower, the same events
    from crm_planner.files.slow_parser import SlowParser as Parser  # type: ignore[assignment]

_ORDINARY = frozenset("abcdefghijklmopqrstuvwyzABCDEFGHIJKLMOPQRSTUVWXYZ")
"""First letters of keys that need no second look: numbers, `null`, `x-` and `<<` do not begin so."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


class _Top(NamedTuple):
    """The value that is the document, and where it begins; None: the file holds no value."""

    value: Any = None
    line: int = 1
    column: int = 1


def read_yaml(data: bytes, file: str) -> tuple[WrittenMapping | None, list[Problem]]:
    """The mapping written in `data`, and every problem found; no mapping if it cannot be read to its end.

    Never raises on bad data. Where a problem does not stop the reading (a key written twice, a tag) the mapping
    is returned too, so that models can check it and everything is reported at once. Keys beginning `x-` belong
    to the user: checked like all others, then left out.
    """
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, [undecodable(data, error, file)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    careful = invisible(data, text)
    if careful and forbidden(text):
        return _unread(data, file, forbidden_problems(text, file))
    odd = Oddities(text, file, careful=careful)
    try:
        top = _build(Parser(text), odd)
    except Stopped:
        return None, listed(odd.problems)
    except (YAMLError, ValueError, OverflowError) as error:  # the slow parser raises the last two on some escapes
        return _unread(data, file, [*odd.problems, syntax_problem(error, text, file)])
    if not isinstance(top.value, WrittenMapping):
        return _unread(data, file, [*odd.problems, _no_mapping(top, file)])
    odd.take_out_hidden()
    return top.value, odd.problems


def _unread(data: bytes, file: str, problems: list[Problem]) -> tuple[None, list[Problem]]:
    """What is wrong with a file that cannot be read to its end: above all, that it is no YAML."""
    return None, another_kind(data, file) or listed(problems)


def _no_mapping(top: _Top, file: str) -> Problem:
    hint = "Begin with a line such as `schema: crm-planner/catalog/1`, or brief or playbook in place of catalog"
    if top.value is None:
        return Problem(Place(file, 1, 1), "YML002", "the file is empty", hint)
    what = "a list" if isinstance(top.value, WrittenList) else "a single text"
    return Problem(Place(file, top.line, top.column), "YML003", f"the file holds {what}, not keys with values", hint)


def _build(parser: Any, odd: Oddities) -> _Top:  # noqa: C901, PLR0912, PLR0915 - see below
    """The document's value from the parser's events.

    One long loop on purpose: it runs for every value of every file, and a call for each would double its time.
    What is seldom met is left to `odd`.
    """
    get_event = parser.get_event
    careful = odd.careful
    ordinary = frozenset[str]() if careful else _ORDINARY
    top = _Top()
    stack: list[tuple[Any, Any]] = []
    node: Any = None
    places: Any = None  # of the mapping being read; None in a list
    nodes = key_line = key_column = 0
    while True:
        event = get_event()
        kind = type(event)
        key = None
        if places is not None and kind is not MappingEndEvent:
            mark = event.start_mark
            key_line, key_column = mark.line + 1, mark.column + 1
            if kind is ScalarEvent:
                key = event.value
                if key[:1] not in ordinary or key in places or len(key) > KEY_CHARACTERS:
                    key = odd.key(event, node)
            else:
                key = odd.key_that_is_no_text(event, node, get_event)
            nodes += 1
            event = get_event()
            kind = type(event)
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        value: Any
        if kind is ScalarEvent:
            value = event.value
            if careful or len(value) > KEY_CHARACTERS:
                value = odd.scalar(event)
            if not event.style:  # written without quotes
                value = None if value in _NOTHING else Plain(value)
        elif kind is MappingStartEvent:
            value = WrittenMapping((line, column))
        elif kind is SequenceStartEvent:
            value = WrittenList((line, column))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node, places = stack.pop()
            continue
        elif kind is AliasEvent:
            odd.alias(event)
            value = None
        elif kind is StreamEndEvent:
            return top
        else:
            odd.document(event)
            continue
        if key is not None:
            places[key] = (key_line, key_column, line, column)
            node[key] = value
            if value is None and key[0].isdigit():
                odd.number_without_value(node, key)
        elif node is not None:
            node.places.append((line, column))
            node.append(value)
        else:
            top = _Top(value, line, column)
        nodes += 1
        if nodes > NODES:
            odd.too_many_nodes(line, column)
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            if careful:
                odd.marks(event)
            stack.append((node, places))
            if len(stack) > DEPTH:
                odd.too_deep(line, column)
            node, places = value, value.places if kind is MappingStartEvent else None
