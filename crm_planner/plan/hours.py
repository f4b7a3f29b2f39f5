"""The hours of a plan: those of every piece of work its tasks name, charged or not, as cells of the cost model."""

from collections.abc import Collection
from enum import StrEnum

from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.services import sells
from crm_planner.estimate.work import Piece, Work
from crm_planner.formula.cell import Cell
from crm_planner.formula.expression import Ref


class Paid(StrEnum):
    """How hours of a plan stand to the price: never are they charged beside a figure of the price list."""

    CHARGED = "charged"
    """A line of the estimate is these hours times a rate."""
    SOLD = "sold"
    """The price list sells this work, or the vendor has offered it: that figure is the cost."""
    SCHEDULE = "schedule"
    """They are in no price: they serve the schedule only."""


class PlannedWork(Work):
    """The pieces of work of a plan: what is charged, and beside it everything its tasks name and nobody switched off.

    Their hours are the cells of the price. Only a percentage that is of more work here than in the price has a cell of
    its own (`CANDIDATE/plan/PIECE/BOUND`).
    """

    def __init__(self, ledger: Ledger, efforts: Collection[str]) -> None:
        super().__init__(ledger)
        self._efforts = efforts
        self._priced = {cell.name: cell.formula for cell in ledger.cells if isinstance(cell, Cell)}
        self._known: dict[tuple[str, str], Ref] = {}

    def is_on(self, piece: Piece) -> bool:
        """Whether it is charged, or a task names it.

        What comes every year, and work for what the client has already, is planned only where it is charged.
        """
        effort, said = piece.effort, self.said_of(piece)
        in_use = self.ledger.candidate.in_use is not None
        if said is not None or effort.id not in self._efforts or effort.charge == "yearly" or in_use:
            return super().is_on(piece)
        return not (effort.optional and effort.serves == "schedule")

    def _hours(self, piece: Piece, bound: str) -> Ref:
        if (piece.id, bound) not in self._known:
            self._known[piece.id, bound] = self._cell(piece, bound)
        return self._known[piece.id, bound]

    def _cell(self, piece: Piece, bound: str) -> Ref:
        name = self.ledger.own("hours", piece.id, bound)
        if name not in self._priced:
            return super()._hours(piece, bound)
        formula = self._rounded(piece, bound)
        if formula == self._priced[name]:
            return Ref(name)
        return self._write(self.ledger.own("plan", piece.id, bound), piece, bound, formula)


def paid(ledger: Ledger, piece: Piece) -> Paid:
    """How the hours of a piece of work stand to the price of the candidate."""
    line = ledger.drafts.get(piece.id)
    if line is not None and line.work is not None:
        return Paid.CHARGED
    return Paid.SOLD if sells(ledger, piece) else Paid.SCHEDULE
