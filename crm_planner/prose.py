"""How texts are written in our files: a line, a note of several lines, and either of them by language."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from crm_planner import limits
from crm_planner.problem import quoted, shape
from crm_planner.refusal import refuse
from crm_planner.text import Text


def one_line(most: int = limits.LINE_CHARACTERS) -> Callable[[Any], str]:
    """A reader of texts of one line with at most `most` characters."""

    def read(value: Any) -> str:
        text = _text(value, most)
        if "\n" in text or "\r" in text:
            refuse(
                "TXT003",
                f"{quoted(text.splitlines()[0])} goes on over several lines, and this is a text of one line",
                "Join the lines, or use a note",
            )
        return text

    return read


def note(value: Any) -> str:
    """A reader of notes: text that may have several lines."""
    return _text(value, limits.NOTE_CHARACTERS)


def _text(value: Any, most: int) -> str:
    if not isinstance(value, str):
        if value is None:
            refuse("TXT001", "a text is missing here", "Write it, or remove the key; the word null needs quotes")
        refuse("TYP003", f"expected a text, got {shape(value)}", "Write the text itself")
    text = str(value).removesuffix("\n")
    if not text or text.isspace():
        refuse("TXT001", "a text is missing here, it is empty", "Write it, or remove the key")
    if len(text) > most:
        refuse("TXT002", f"{quoted(text)} has {len(text)} characters, at most {most} are allowed", "Shorten it")
    return text


_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}").fullmatch


def in_languages(read: Callable[[Any], str]) -> Callable[[Any], Text]:
    """A reader of texts that are plain, or a mapping of languages to what `read` accepts."""

    def read_text(value: Any) -> Text:
        if isinstance(value, str) or value is None:
            return Text.plain(read(value))
        if isinstance(value, Mapping):
            return _by_language(value, read)
        if not isinstance(value, Text):
            refuse("TYP003", f"expected a text, got {shape(value)}", "Write the text itself, or {en: ..., ru: ...}")
        return value

    return read_text


def _by_language(value: Mapping[Any, Any], read: Callable[[Any], str]) -> Text:
    if not value:
        refuse("TXT006", "the text has no language", "Write the text itself, or {en: ..., ru: ...}")
    for language in value:
        if not isinstance(language, str) or not _LANGUAGE(language):
            refuse("TXT005", f"{quoted(language)} is not a language", "Write codes such as en, ru or ja", at=language)
    if len(value) > limits.LANGUAGES:
        refuse("LIM005", f"the text has {len(value)} languages", f"At most {limits.LANGUAGES} are allowed")
    return Text({str(language): _in(language, text, read) for language, text in value.items()})


def _in(language: str, text: Any, read: Callable[[Any], str]) -> str:
    """The text of one language, refused at its own place."""
    try:
        return read(text)
    except PydanticCustomError as error:
        about = error.context or {}
        refuse(error.type, about["said"], about["hint"], at=language)
