"""Where in its source a figure stands: the cell of a spreadsheet it was copied from, one for a price or one for each.

`cell` beside a price names the cell of the whole price, or of each printed total or pack: {10: "Prices!D14"}. A tier
has its own. It is for people and for the way back to the vendor's list; nothing is read from that list again.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import model_validator

from crm_planner.catalog.price import QuantityKey
from crm_planner.document import Fault, Part, entries
from crm_planner.fields import OneLine
from crm_planner.place import Path

Tree = Mapping[str, Any]


class Cells(Part):
    """The cell a price was copied from, or the cell of each of its figures by quantity."""

    whole: OneLine | None = None
    each: dict[QuantityKey, OneLine] = {}

    @model_validator(mode="before")
    @classmethod
    def _shaped(cls, written: Any) -> Any:
        if isinstance(written, dict) and not {"whole", "each"} & set(written):
            return {"each": written}
        return written if isinstance(written, dict) else {"whole": written}

    def of(self, figure: Path) -> str | None:
        """The cell of the figure at this path of the price, such as ("totals", "10"); of the price all its cells."""
        if self.each:
            return self.each.get(Decimal(str(figure[-1]))) if figure else ", ".join(self.each.values())
        return self.whole


def cells_belong_to_figures(catalog: Tree) -> Iterator[Fault]:
    """A cell stands beside the price it is of, in a source that is named; by quantity only where the price has such."""
    for number, edition in entries(catalog, "editions"):
        for index, item in entries(edition, "items"):
            path = ("editions", number, "items", index)
            if "cell" in item and "prices" in item:
                said = "of several dated prices each names its own cell; move it into the entry of prices it is of"
                yield Fault((*path, "cell"), "KEY006", said)
            else:
                yield from _of_price(path, item, item.get("source"))
            for place, dated in entries(item, "prices"):
                yield from _of_price((*path, "prices", place), dated, dated.get("source") or item.get("source"))


def _of_price(path: Path, holder: Tree, source: Any) -> Iterator[Fault]:
    written = holder.get("price")
    price: Tree = written if isinstance(written, dict) else {}
    tiers = [(*path, "price", "tiers", index) for index, tier in entries(price, "tiers") if "cell" in tier]
    named = [(*path, "cell")] if "cell" in holder else [(*tier, "cell") for tier in tiers[:1]]
    if source is None:
        for place in named:
            yield Fault(place, "KEY007", "a cell needs the file it is in; add source: and the id of one of the sources")
    cells = holder.get("cell")
    figures = [*_keys(price, "totals"), *_keys(price, "packs")]
    for quantity in cells if isinstance(cells, dict) else ():
        if str(quantity) not in figures:
            known = f"has {', '.join(figures)}" if figures else "has no totals or packs"
            said = f"the price has no figure for {quantity}, it {known}; name the cell of a figure that is there"
            yield Fault((*path, "cell", str(quantity)), "REF013", said)


def _keys(price: Tree, table: str) -> list[str]:
    written = price.get(table)
    return [str(key) for key in written] if isinstance(written, dict) else []
