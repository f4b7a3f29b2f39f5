"""A reviewed price change as JSON: every difference with both places, every client priced before and after."""

from decimal import Decimal
from enum import Enum
from typing import Any

from crm_planner.catalog.change import Change
from crm_planner.document import Part
from crm_planner.documents.numbers import with_digits
from crm_planner.documents.review import difference
from crm_planner.documents.table_json import written
from crm_planner.documents.wording import Speech
from crm_planner.estimate.lines import Estimate
from crm_planner.money import MINOR_DIGITS
from crm_planner.place import Place
from crm_planner.repricing.effect import KINDS, Effect, Kind, Review, Side
from crm_planner.repricing.standing import EVERY, Standing, Step, amount
from crm_planner.text import Text

REVIEW = "crm-planner/catalog-diff/1"

Entry = dict[str, object]


def review_json(review: Review, speech: Speech) -> str:
    """`review` as a document of the schema crm-planner/catalog-diff/1; also where nothing differs."""
    document: Entry = {
        "schema": REVIEW,
        "old": review.old,
        "new": review.new,
        "priced_on": review.day.isoformat(),
        "changed": bool(review.changes),
        "money_moved": bool(review.moved),
        "changes": [_change(review, change, speech) for change in review.changes],
        "clients": [_client(effect, speech) for effect in review.effects],
    }
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def _change(review: Review, change: Change, speech: Speech) -> Entry:
    return {
        "catalog": change.catalog,
        "candidate": change.candidate,
        "subject": change.subject,
        "id": change.id,
        "how": change.how,
        "key": change.key,
        "from": change.day.isoformat() if change.day else None,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "old": _where(change.old),
        "new": _where(change.new),
        "said": speech.say(difference(review, change)),
    }


def _where(place: Place | None) -> Entry | None:
    return None if place is None else {"file": place.file, "line": place.line, "column": place.column}


def _plain(value: Any) -> object:
    """A value of a catalog as JSON: numbers as decimal strings, texts by language, parts as their keys that are set."""
    match value:
        case Part():
            set_keys = {key: field.alias or key for key, field in type(value).model_fields.items()}
            pairs = ((alias, getattr(value, key)) for key, alias in set_keys.items() if key in value.model_fields_set)
            return {alias: _plain(one) for alias, one in pairs}
        case Text():
            texts = value.by_language
            return next(iter(texts.values())) if list(texts) == [""] else texts
        case dict():
            return {str(key): _plain(one) for key, one in value.items()}
        case tuple() | list():
            return [_plain(one) for one in value]
        case Enum():
            return str(value.value)
        case bool() | int() | None:
            return value
        case Decimal():
            return f"{value:f}"
    return str(value)


def _client(effect: Effect, speech: Speech) -> Entry:
    return {
        "name": speech.show(effect.client.called),
        "brief": effect.client.file,
        "scenario": effect.client.scenario,
        "users": effect.client.users,
        "currency": effect.currency,
        "horizon_years": effect.years,
        "moved": effect.moved,
        "candidates": [_candidate(effect, standing) for standing in effect.standings],
        "cheapest": {kind: _cheapest(effect, kind) for kind in KINDS},
        "absent": {"before": list(effect.before.absent), "after": list(effect.after.absent)},
        "problems": {"before": _problems(effect.before), "after": _problems(effect.after)},
    }


def _problems(side: Side) -> list[str]:
    return [str(problem) for problem in side.problems]


def _cheapest(effect: Effect, kind: Kind) -> Entry:
    before, after = effect.before.cheapest(kind), effect.after.cheapest(kind)
    return {"before": list(before), "after": list(after), "changed": effect.winner_changes(kind)}


def _candidate(effect: Effect, standing: Standing) -> Entry:
    digits = MINOR_DIGITS[effect.currency]
    return {
        "id": standing.id,
        "was": standing.was,
        "moved": standing.moved,
        "before": _estimate(standing.before, digits),
        "after": _estimate(standing.after, digits),
        "difference": {figure: _step(standing.step(figure), digits) for figure in EVERY},
        "became_unknown": list(standing.became_unknown),
        "currencies": list(standing.in_currencies) if standing.in_currencies else None,
    }


def _estimate(estimate: Estimate | None, digits: int) -> Entry | None:
    if estimate is None:
        return None
    totals: Entry = {figure: _money(amount(estimate, figure), digits) for figure in EVERY}
    gaps = [line.id for line in estimate.lines if line.status.is_gap]
    return {**totals, "complete": estimate.complete, "suitable": estimate.suitable, "gaps": gaps}


def _step(step: Step | None, digits: int) -> Entry | None:
    """The difference; null where it is not known. `percent` has six decimals, and is null where it began at 0."""
    if step is None:
        return None
    share = None if step.percent is None else f"{Decimal(round(step.percent * 10**6)).scaleb(-6):f}"
    return {"amount": _money(step.difference, digits), "percent": share}


def _money(amount_known: Decimal | None, digits: int) -> str | None:
    return None if amount_known is None else f"{with_digits(amount_known, digits):f}"
