"""Quotation marks in canonical form: double ones, and only where the text would be read otherwise without them."""

import re

_WORDS = {"true", "false", "yes", "no", "on", "off", "y", "n", "null", "nan", "inf", "infinity"}
"""Words that some reader of YAML takes for something else than text."""

_SAFE = re.compile(r"[^\W\d_](?:[\w./()+%-]| (?=\S))*")
"""A text that every reader of YAML takes as it is: it begins with a letter and has none of YAML's signs in it."""


def is_safe(text: str) -> bool:
    """Whether `text` means the same with quotation marks and without."""
    return bool(_SAFE.fullmatch(text)) and text.lower() not in _WORDS


def quoted_as_needed(written: str, style: str) -> str:
    """A value of one line as it is written in quotation marks of this `style`, in canonical form."""
    inside = written[1:-1]
    text = inside.replace("''", "'") if style == "'" else inside
    if "\\" in text or '"' in text or not text.isprintable():
        return written
    return text if is_safe(text) else f'"{text}"'
