"""How a figure came about as CSV: a row for each step, its depth saying what it is a part of."""

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_text

_WORDS = ("name", "label", "unit", "status", "reason", "formula", "rule")
_WHERE = ("source_file", "source_line", "source_cell")
_COLUMNS = ("depth", *_WORDS[:2], "value", *_WORDS[2:], "missing", "repeated", *_WHERE)


def explanation_csv(tree: Mapping[str, Any]) -> str:
    """The tree of an explanation, each step before its parts; a figure without a value leaves the field empty.

    A total that leaves something out names it in the column `missing`.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(_rows(tree, 0))
    return BYTE_ORDER_MARK + out.getvalue()


def _rows(tree: Mapping[str, Any], depth: int) -> Iterator[dict[str, str]]:
    """A step once for each place it is written at, then its parts."""
    step = {key: csv_text(tree[key]) for key in _WORDS if tree.get(key)}
    step |= {"depth": str(depth), "value": tree["value"] or "", "missing": " ".join(tree.get("missing", ()))}
    step |= {"repeated": "true" if "repeated" in tree else "false"}
    for place in tree.get("sources") or [{}]:
        where = {"source_file": place.get("file", ""), "source_cell": place.get("cell", "")}
        yield step | {key: csv_text(text) for key, text in where.items()} | {"source_line": str(place.get("line", ""))}
    for part in tree.get("parts", ()):
        yield from _rows(part, depth + 1)
