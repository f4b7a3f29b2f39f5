"""Text a person reads: names written in several languages, and messages whose wording is translated."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

LANGUAGES = ("en", "ru", "ja")
"""The languages the product itself speaks; data may hold any."""

PLAIN = ""
"""The language of a text written without naming one: it fits every reader."""


class Text:
    """A text, plain or by language. Choose with `in_language`."""

    __slots__ = ("_by_language",)

    def __init__(self, by_language: Mapping[str, str]) -> None:
        self._by_language = dict(by_language)

    @classmethod
    def plain(cls, text: str) -> "Text":
        return cls({PLAIN: text})

    @property
    def by_language(self) -> dict[str, str]:
        return dict(self._by_language)

    def in_language(self, language: str) -> str:
        """The text in `language` (`ru-RU` counts as `ru`), else English, else the first written."""
        return self._by_language[self.chosen(language)]

    def chosen(self, language: str) -> str:
        """The language `in_language` would speak; differs from the one asked for where it fell back."""
        for wanted in (language, language.replace("_", "-").partition("-")[0].lower(), PLAIN, "en"):
            if wanted in self._by_language:
                return wanted
        return next(iter(self._by_language))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._by_language == other._by_language

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._by_language.items())))

    def __repr__(self) -> str:
        return f"Text({self._by_language!r})"


class Message(NamedTuple):
    """A sentence of the product: English wording with `{names}`, and the values that stand for them.

    The wording is looked up in the translations before the values are put in, so a message can be
    printed in any language and compared by what it says.
    """

    wording: str
    values: Mapping[str, object] = {}

    def say(self, translate: Callable[[str], str], show: Callable[[object], str]) -> str:
        """The sentence: `translate` gives the wording, `show` writes each value (numbers, dates, texts)."""
        shown = {name: show(value) for name, value in self.values.items()}
        return translate(self.wording).format_map(shown)


class Counted(NamedTuple):
    """A number with what is counted, in the form the number asks for: 1 licence, 5 licences.

    `one` and `several` are English wordings with `{n}`; a translation may have more forms. Only `one` is marked: it is
    under this wording that translators find all forms.
    """

    number: int
    one: str
    several: str


def mark(wording: str) -> str:
    """Mark English wording for the translators' tools; it is translated when it is said."""
    return wording
