"""Findings whose every text is hostile to some format."""

from crm_planner.lint.check import Checked, Report
from crm_planner.lint.selection import Selection
from crm_planner.place import Place
from crm_planner.problem import Problem

HOSTILE = (
    "plain",
    "[red]x[/red]",
    "=1+1",
    "<script>alert(1)</script>",
    "a|b",
    "`a` *b* _c_",
    "::error file=x::forged",
    "##[error]forged",
    "100%25 %0A::error::forged",
    "a\n::error::forged",
    "a\r\n::error::forged",
    "\x1b[31mred",
    "\u202eevil",
    "\u2028::error::forged",
    "\x00\x08",
    "]]>&amp;",
    "</failure><x>",
    "\ud800",
    "\ufffe",
    "研修😀",
    "x" * 300,
    "a,b:c",
)


def hostile(text: str, line: int = 2) -> Report:
    """One file with an error and a warning, `text` in its name, its lines, and the messages and hints."""
    source = f"first\n  key: {text}\nlast"
    findings = (
        Problem(Place(f"{text}.yaml", line, 3), "CAT102", f"expected {text}", f"Write {text}"),
        Problem(Place(f"{text}.yaml", line, 8), "YML001", f"odd {text}", severity="warning"),
    )
    return Report((Checked(f"{text}.yaml", findings, source),), Selection())


def many(number: int) -> Report:
    """That many errors and warnings in one file."""
    errors = [Problem(Place("a.yaml", n + 1, 1), "CAT102", f"error {n}") for n in range(number)]
    warnings = [Problem(Place("a.yaml", n + 1, 1), "CAT203", f"warning {n}", severity="warning") for n in range(number)]
    return Report((Checked("a.yaml", (*errors, *warnings), "x\n" * number),), Selection())


def clean() -> Report:
    """A file that was read and has no findings."""
    return Report((Checked("a.yaml", (), "a: 1\n"),), Selection())
