"""A catalog in the making, by hand or from a price list: its tree, and what a reader of the file must be told."""

from collections.abc import Mapping
from typing import NamedTuple

from crm_planner.place import Path, WrittenMapping


class Draft(NamedTuple):
    """A document to be written. `comments` stand above what is at their path, those of the whole document at ()."""

    tree: WrittenMapping
    comments: Mapping[Path, tuple[str, ...]] = {}


UNKNOWN_DAY = "The day these prices held is not known. Every table that uses them says so."
UNKNOWN_TAX = "Whether the prices contain tax is not known. Write included, excluded or exempt once it is."
NO_TOTAL = "Copy a printed total into `checks`, with the brief it holds for: it will be demanded to the last digit."


def unknowns(tree: Mapping[str, object]) -> dict[Path, tuple[str, ...]]:
    """What a draft does not know, said where it would stand."""
    tax = tree.get("tax")
    said: dict[Path, tuple[str, ...]] = {}
    if tree.get("prices_as_of") is None:
        said[("prices_as_of",)] = (UNKNOWN_DAY,)
    if not isinstance(tax, dict) or tax.get("treatment") == "unknown":
        said[("tax",)] = (UNKNOWN_TAX,)
    return said
