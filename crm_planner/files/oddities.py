"""What may stand in YAML and not in our files: anchors, tags, keys written twice, each reported with its place."""

import re
from typing import Any, NoReturn

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from crm_planner import limits
from crm_planner.files.characters import described, in_value
from crm_planner.numerals import meant
from crm_planner.place import Place, Plain, WrittenMapping
from crm_planner.problem import Problem, quoted

_VERSIONS = {None, (1, 1), (1, 2)}
_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)
_SUSPICIOUS = "\\&!\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u201b"
"""Signs of escapes, anchors, tags and typographic quotes: a file that holds one has every scalar looked into."""

_ODD_SPACE = re.compile(
    "^[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]|[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000]$"
)
_TYPOGRAPHIC = re.compile("[\u201c-\u201f\u2018-\u201b].*[\u201c-\u201f\u2018-\u201b]", re.DOTALL)


class Stopped(Exception):
    """Reading ends here: a limit was passed, or a second document begins."""


class Oddities:
    """Reports what the builder meets seldom, and answers with the value or key to go on with.

    A key that is refused, or the user's own, is kept under some name until the end, so that what is below it
    is checked like everything else; `take_out_hidden` then removes it.
    """

    def __init__(self, text: str, file: str, *, careful: bool) -> None:
        self.problems: list[Problem] = []
        self.careful = careful or any(sign in text for sign in _SUSPICIOUS)
        self._text = text
        self._file = file
        self._hidden: list[tuple[WrittenMapping, str]] = []
        self._documents = 0

    def key(self, event: Any, node: WrittenMapping) -> str:
        """The key to keep `event` under."""
        value: str = event.value
        plain: bool = event.implicit[0]
        if self.careful:
            self.marks(event)
            self._look_into(event)
        if fault := _fault_of_key(value, node, plain=plain):
            self._report(event, *fault)
            return self._hide(node, f"{value[:10]}\n{event.start_mark.line}:{event.start_mark.column}")
        if value.startswith("x-"):
            return self._hide(node, value)
        return Plain(value) if plain and not value[0].isalpha() else value

    def key_that_is_no_text(self, event: Any, node: WrittenMapping, get_event: Any) -> str:
        """Refuse a list, mapping or alias as a key, and read to its end."""
        if isinstance(event, AliasEvent):
            self.alias(event)
        else:
            what = "a mapping" if isinstance(event, MappingStartEvent) else "a list"
            hint = "Write a text; a value that begins with { or [ needs quotes"
            self._report(event, "KEY004", f"{what} is no key", hint)
            self._read_to_its_end(get_event)
        return self._hide(node, f"\n{event.start_mark.line}:{event.start_mark.column}")

    def _read_to_its_end(self, get_event: Any) -> None:
        depth = nodes = 1
        while depth:
            event = get_event()
            nodes += 1
            if isinstance(event, _STARTS):
                depth += 1
            elif isinstance(event, _ENDS):
                depth -= 1
            line, column = event.start_mark.line + 1, event.start_mark.column + 1
            if depth > limits.DEPTH:
                self.too_deep(line, column)
            if nodes > limits.NODES:
                self.too_many_nodes(line, column)

    def scalar(self, event: Any) -> str:
        """The value to go on with, for a scalar that is long, marked, or in a file with suspicious signs."""
        value: str = event.value
        if self.careful:
            self.marks(event)
            self._look_into(event)
        if len(value) > limits.SCALAR_CHARACTERS:
            said = f"the value beginning {quoted(value[:40])} has {len(value)} characters"
            self._report(
                event, "LIM003", said, f"At most {limits.SCALAR_CHARACTERS} are allowed; is a quotation mark missing?"
            )
            return value[:100]
        return value

    def _look_into(self, event: Any) -> None:
        value = event.value
        character = in_value(value)
        if character is not None:
            code, said, hint = described(character)
            self._report(event, code, said.replace("in this line", "in this value"), hint)
        elif event.implicit[0] and _ODD_SPACE.search(value):
            said = "the value begins or ends with a space that is no ordinary space (no-break, wide or invisible)"
            self._report(event, "CHR005", said, "Replace it with an ordinary space, or put the text in quotes")
        elif event.implicit[0] and _TYPOGRAPHIC.fullmatch(value):
            said = f"the typographic quotation marks around {quoted(value[1:-1])} would be part of the text"
            self._report(event, "CHR006", said, f'Write "{value[1:-1]}" with straight ones')

    def marks(self, event: Any) -> None:
        """Refuse an anchor or a tag; the value itself is read on."""
        if event.anchor:
            said = f"the anchor {quoted('&' + event.anchor)} is not allowed"
            self._report(
                event, "YML005", said, "Write values where they are used; a text beginning with & needs quotes"
            )
        if event.tag:
            said = f"the tag {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))} is not allowed"
            self._report(event, "YML008", said, "Write the plain value; a text beginning with ! needs quotes")

    def alias(self, event: Any) -> None:
        said = f"the alias {quoted('*' + event.anchor)} is not allowed"
        self._report(event, "YML006", said, "Write the value again; a text beginning with * needs quotes")

    def document(self, event: Any) -> None:
        """Refuse directives and a second document."""
        if not isinstance(event, DocumentStartEvent):
            return
        self._documents += 1
        if self._documents > 1:
            self._report(event, "YML004", "a second document begins here", "Put each document in its own file")
            raise Stopped
        if event.version not in _VERSIONS:
            self._report(event, "YML009", "the file asks for another version of YAML", "Remove the line with %YAML")
        if event.tags:
            self._report(event, "YML009", "the directive %TAG is not allowed", "Remove the line")

    def number_without_value(self, node: WrittenMapping, key: str) -> None:
        """Name a number that the comma between its digits split: `{10: 51,700}` reads as two entries."""
        line, column, _, _ = node.places[key]
        written = self._text.split("\n")[line - 1]
        for found in re.finditer(r"[0-9]{1,3}(?:, ?[0-9]{3})+", written):
            if found.start() < column <= found.end() and re.fullmatch(r"[0-9]{3}", key):
                self._hidden.append((node, key))
                number = found[0].replace(" ", "")
                place = Place(self._file, line, found.start() + 1)
                said = f"{quoted(found[0])} is not a plain number: the comma makes two entries of it"
                problem = Problem(place, "NUM003", said, f"Write {meant(number)}")
                if problem not in self.problems:
                    self.problems.append(problem)

    def too_deep(self, line: int, column: int) -> NoReturn:
        hint = "Is a bracket not closed?"
        self._stop(line, column, "LIM001", f"more than {limits.DEPTH} lists and mappings inside each other", hint)

    def too_many_nodes(self, line: int, column: int) -> NoReturn:
        self._stop(line, column, "LIM002", f"more than {limits.NODES} values in one file", "Split the file")

    def _stop(self, line: int, column: int, code: str, said: str, hint: str) -> NoReturn:
        self.problems.append(Problem(Place(self._file, line, column), code, said, hint))
        raise Stopped

    def take_out_hidden(self) -> None:
        """Remove the keys that were refused, and those of the user."""
        for node, key in self._hidden:
            node.pop(key, None)
            node.places.pop(key, None)

    def _hide(self, node: WrittenMapping, key: str) -> str:
        self._hidden.append((node, key))
        return key

    def _report(self, event: Any, code: str, said: str, hint: str) -> None:
        mark = event.start_mark
        self.problems.append(Problem(Place(self._file, mark.line + 1, mark.column + 1), code, said, hint))


def _fault_of_key(key: str, node: WrittenMapping, *, plain: bool) -> tuple[str, str, str] | None:
    """Code, message and hint if `key` is no key at all, or is already in `node`."""
    if not key or (plain and key in {"~", "null", "Null", "NULL"}):
        return "KEY004", "a key is missing before this colon", "Write it; the word null as a key needs quotes"
    if plain and key == "<<":
        return "YML007", "the merge key << is not allowed", "Write the values where they are used"
    if len(key) > limits.KEY_CHARACTERS:
        said = f"the key beginning {quoted(key[:40])} has {len(key)} characters"
        return "LIM004", said, f"At most {limits.KEY_CHARACTERS} are allowed; is a quotation mark missing?"
    if key in node.places:
        said = f"the key {quoted(key)} is written twice, first in line {node.places[key][0]}"
        return "KEY003", said, "Keep one of the two"
    return None
