"""What a client changed in a workbook: as lines for a person, and as our own JSON for programs."""

from collections.abc import Iterator

from crm_planner.documents.table_json import written
from crm_planner.documents.workbook.checked import Checked, Total, cell_name, changes_of, plainly
from crm_planner.formula.expression import Exact
from crm_planner.money import minor_unit
from crm_planner.problem import LONGEST_QUOTE, visible

CHECKED = "crm-planner/workbook-check/1"
_MOST = 50
"""Changes of a kind that are listed for a person; JSON has all."""


def checked_text(checked: Checked, currency: str) -> str:
    """The inputs, formulas and texts that changed, a line each, what the totals are now, and a verdict."""
    return "".join(f"{visible(line)}\n" for line in _lines(checked, currency))


def _lines(checked: Checked, currency: str) -> Iterator[str]:
    yield f"inputs changed: {len(checked.inputs)}"
    for one in checked.inputs:
        yield f"  {cell_name(one.where)}  {one.label}: {plainly(one.was)} -> {plainly(one.now)}"
    for title, several in (("formulas changed", checked.formulas), ("texts and figures changed", checked.texts)):
        yield f"{title}: {len(several)}"
        for cell, was, now in list(changes_of(several))[:_MOST]:
            yield f"  {cell}: {_cut(was)} -> {_cut(now)}"
        if len(several) > _MOST:
            yield f"  and {len(several) - _MOST} more; --format json lists all"
    for title, names in (
        ("sheets that are gone", checked.lost),
        ("sheets that are new", checked.added),
        ("names of inputs that stand for other cells", checked.names),
    ):
        if names:
            yield f"{title}: {', '.join(names)}"
    yield f"totals, in {currency}, as sent -> for the inputs as they are now:"
    for total in checked.totals:
        yield f"  {total.called}: {_said(total, currency)}"
    yield _verdict(checked)


def _said(total: Total, currency: str) -> str:
    now = "not known" if total.exact is None else money(total.exact, currency)
    text = f"{money(total.sent, currency)} -> {now}"
    return text if total.is_shown else f"{text}; the workbook shows {plainly(total.shown)}"


def money(amount: Exact, currency: str) -> str:
    """An amount in the digits of its currency; it is rounded where it comes from."""
    digits = -int(minor_unit(currency).as_tuple().exponent)
    return f"{float(amount):.{digits}f}" if not hasattr(amount, "quantize") else f"{amount:.{digits}f}"


def _verdict(checked: Checked) -> str:
    if checked.problems:
        return "some inputs have no usable value"
    if not checked.intact:
        return "DO NOT TRUST its figures: formulas are not as they were sent"
    if checked.texts or checked.added:
        return "all formulas are intact; other cells were changed"
    if not all(one.is_shown for one in checked.totals):
        return "all formulas are intact, but the workbook shows other totals: calculate it anew"
    return "all formulas are intact"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]}..."


def checked_json(checked: Checked, currency: str) -> str:
    """A document of the schema crm-planner/workbook-check/1: money as strings; `now` is null where nobody knows it."""
    document = {
        "schema": CHECKED,
        "currency": currency,
        "only_inputs": checked.only_inputs,
        "formulas_intact": checked.intact,
        "inputs": [
            {
                "name": one.name,
                "label": one.label,
                "cell": cell_name(one.where),
                "from": plainly(one.was),
                "to": plainly(one.now),
            }
            for one in checked.inputs
        ],
        "problems": [
            {"cell": one.place.cell, "code": one.code, "message": one.message, "hint": one.hint}
            for one in checked.problems
        ],
        "formulas": [{"cell": cell, "from": was, "to": now} for cell, was, now in changes_of(checked.formulas)],
        "texts": [{"cell": cell, "from": was, "to": now} for cell, was, now in changes_of(checked.texts)],
        "sheets": {"gone": list(checked.lost), "new": list(checked.added)},
        "names": list(checked.names),
        "totals": [
            {
                "candidate": one.candidate,
                "sent": money(one.sent, currency),
                "now": None if one.exact is None else money(one.exact, currency),
                "shown": None if one.shown is None else plainly(one.shown),
                "agrees": one.is_shown,
            }
            for one in checked.totals
        ],
    }
    return written(document)
