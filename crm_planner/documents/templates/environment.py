"""The language of templates: Jinja with the data's fields and nothing behind them, no method, no file, no chance.

A template sees mappings, lists and texts. A field is an entry of a mapping and never an attribute or method of a
Python object, so `needs.items` is what the proposal says there. Whatever can be asked for and is not there is an error.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from jinja2 import BaseLoader, FileSystemLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.runtime import Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

WITHHELD_FILTERS = ("attr", "center", "format", "pprint", "random", "urlize", "xmlattr")
"""Filters that reach into objects, make any amount of text from nothing, or another document each time."""

WITHHELD_GLOBALS = ("lipsum",)

LONGEST_TEXT = 1_000_000
"""Characters a template may make by multiplying a text; no document needs more than a line of dashes."""

_PLAIN = (str, int, float, list, tuple, type(None))


class PlainData(ImmutableSandboxedEnvironment):
    """Jinja for plain data. What a template must not do raises SecurityError, an unknown field UndefinedError."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(
        self, loader: BaseLoader | None = None, finalize: Callable[[Any], Any] | None = None, *, xml: bool = True
    ) -> None:
        """`finalize` says how a value is written; for `xml` it is then escaped, unless it was made Markup."""
        super().__init__(
            loader=loader,
            autoescape=xml,
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        for name in WITHHELD_FILTERS:
            del self.filters[name]
        for name in WITHHELD_GLOBALS:
            del self.globals[name]

    def getattr(self, obj: Any, attribute: str) -> Any:
        """`thing.attribute`: an entry of a mapping; of a text, number or list there is none."""
        if isinstance(obj, Mapping):
            return obj[attribute] if attribute in obj else self.undefined(obj=obj, name=attribute)
        if isinstance(obj, _PLAIN):
            return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """`thing[argument]`: the same, or a part of a list or text."""
        if isinstance(argument, str):
            return self.getattr(obj, argument)
        return super().getitem(obj, argument)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """A product stays small, a power is refused, and % is no way to write a text of any width."""
        if operator == "**" or (operator == "%" and isinstance(left, str)):
            _refuse(f'"{operator}" is not for templates')
        if operator == "*" and _size(left) * _size(right) > LONGEST_TEXT:
            _refuse("the product is too long")
        return super().call_binop(context, operator, left, right)


def text_environment(templates: Path, finalize: Callable[[Any], Any] | None = None, *, xml: bool = True) -> PlainData:
    """For HTML and Markdown templates, which may include what lies beside them in the folder `templates`."""
    return PlainData(FileSystemLoader(templates, encoding="utf-8"), finalize, xml=xml)


def word_environment() -> PlainData:
    """For the parts of a Word document: no other file, and nothing of the data is ever taken for XML."""
    environment = PlainData(finalize=word_text)
    environment.trim_blocks = environment.lstrip_blocks = False
    del environment.filters["safe"]
    return environment


def _size(value: Any) -> int:
    """How long a value makes a product: a text or list by its length, a number by itself, up to what is too long."""
    if isinstance(value, str | list | tuple):
        return len(value)
    return min(abs(int(value)), LONGEST_TEXT + 1) if isinstance(value, int | float) and value == value else 1  # noqa: PLR0124 - NaN


def _refuse(said: str) -> NoReturn:
    raise SecurityError(said)


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_text(value: Any) -> Any:
    """How a value is written into a Word document: as it is, with nothing docxtpl would take for a tag of its own.

    docxtpl turns `{_{` into `{{` after everything was filled in; as a number the underscore stays what it is.
    A character that XML cannot hold is written as its number: nothing is lost, nothing ends the page.
    """
    if isinstance(value, Undefined | Markup):
        return value
    text = _NO_XML.sub(lambda found: f"\\u{ord(found[0]):04x}", str(value))
    return Markup(str(escape(text)).replace("_", "&#95;"))  # noqa: S704 - escaped in this very line
