"""What a client could order besides: optional items, other choices, items switched off, as the model prices them."""

from collections.abc import Iterator

from crm_planner.brief.model import Brief
from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item
from crm_planner.catalog.offer import Status
from crm_planner.errors import DataError
from crm_planner.estimate.cost_model import computed, drafted
from crm_planner.estimate.ledger import Ledger
from crm_planner.estimate.setting import Setting
from crm_planner.proposal.positions import Position, View, position

_MOST = 30
"""Options priced for one proposal: a price list may have thousands, and nobody reads them."""


def view_of(candidate: Candidate, settings: tuple[Setting, Setting], known: tuple[Candidate, ...]) -> View:
    """One candidate alone in both views of tax: `settings` show amounts with tax, and without it."""
    ledgers = [drafted([candidate], setting, known) for setting in settings]
    gross, net = (
        computed(drafts, setting, known).estimates[0] for drafts, setting in zip(ledgers, settings, strict=True)
    )
    return View(ledgers[0][0], gross, net)


def options(ledger: Ledger, settings: tuple[Setting, Setting], known: tuple[Candidate, ...]) -> tuple[Position, ...]:
    """The items of the edition that are not in the estimate and have a price: each as if it alone was added.

    What this client cannot have (a requirement is not met), or has no price, is left out.
    """
    candidate = ledger.candidate
    absent = [item for item in candidate.edition.items if item.id not in ledger.drafts]
    found = (_priced(candidate, item, settings, known) for item in absent[:_MOST])
    return tuple(one for several in found for one in several)


def _priced(
    candidate: Candidate, item: Item, settings: tuple[Setting, Setting], known: tuple[Candidate, ...]
) -> Iterator[Position]:
    wanted = tuple(_switched(setting, candidate, item) for setting in settings)
    try:
        view = view_of(candidate, (wanted[0], wanted[1]), known)
    except DataError:  # this client cannot have it
        return
    for line in view.gross.lines:
        if line.id == item.id and line.status is Status.PRICED:
            yield position(view, line)


def _switched(setting: Setting, candidate: Candidate, item: Item) -> Setting:
    """The same client, who wants the item too."""
    brief: Brief = setting.brief
    own = brief.options.get(candidate.id, {})
    switch = {item.id: True} if item.choice is None else {item.choice: item.id}
    wished = brief.options | {candidate.id: (own if isinstance(own, dict) else {}) | switch}
    written = setting.written._replace(brief=brief.model_copy(update={"options": wished}))
    return setting._replace(written=written)
