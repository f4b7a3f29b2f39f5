"""Texts after `|` and `>`: how far they are indented, where they end, and the same text indented otherwise.

Their line ends, and all spaces behind the indentation, are part of the value.
"""

import re

_EXPLICIT = re.compile(r"[|>][+-]?([1-9])")


def indentation(written: str, outer: int) -> int:
    """The column the text begins in; `outer` is that of what holds it, from which a number in the header counts."""
    header, *lines = written.split("\n")
    if explicit := _EXPLICIT.match(header):
        return outer + int(explicit[1])
    return min((_lead(line) for line in lines if line.strip(" ")), default=outer + 1)


def without_what_follows(written: str, outer: int) -> str:
    """The text without the empty lines at its end, unless they are part of it; the last line end never is here."""
    header = written.partition("\n")[0].partition("#")[0]
    if "+" in header:
        return written.removesuffix("\n")
    lines, column = written.split("\n"), indentation(written, outer)
    while len(lines) > 1 and not lines[-1].strip(" ") and len(lines[-1]) <= column:
        lines.pop()
    return "\n".join(lines)


def shifted(written: str, outer: int, column: int, new_outer: int) -> list[str]:
    """The lines of the text, its content beginning in `column`; a number in the header counts from `new_outer`."""
    header, *lines = written.split("\n")
    was = indentation(written, outer)
    by = new_outer - outer if _EXPLICIT.match(header) else column - was
    return [header.rstrip(), *(_moved(line, by, was) for line in lines)]


def _moved(line: str, by: int, was: int) -> str:
    """A line moved by so many columns; one that holds nothing but indentation becomes empty."""
    return " " * (_lead(line) + by) + line.lstrip(" ") if line.strip(" ") or len(line) > was else ""


def _lead(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
