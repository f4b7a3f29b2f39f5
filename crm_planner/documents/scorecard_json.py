"""The scores of all candidates as JSON and CSV: weights, every score with its place, and what would turn the order."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from crm_planner.compare.scoring import Score, Scorecard, Weighed
from crm_planner.compare.weights import turns
from crm_planner.documents.csv_cells import BYTE_ORDER_MARK, csv_text
from crm_planner.documents.decision_json import lead_entry, must_have_entries, score_entry
from crm_planner.documents.decision_words import dressed, points, rounded
from crm_planner.documents.figures import Figures
from crm_planner.documents.table_json import whereabouts, written
from crm_planner.documents.wording import Speech
from crm_planner.judgement import Judgement

SCHEMA = "crm-planner/scores/1"

Entry = dict[str, Any]

_COLUMNS = ("candidate", "criterion", "name", "weight", "share_percent", "origin", "low", "likely", "high")


def scorecard_json(judged: Judgement, speech: Speech, scenarios: Sequence[tuple[str, Judgement]] = ()) -> str:
    """The scores as a document of the schema crm-planner/scores/1; exact figures are fractions."""
    card, comparison = judged.scorecard, judged.comparison
    figures = Figures.of_totals(comparison.currency, comparison.estimates)
    document: Entry = {
        "schema": SCHEMA,
        "client": speech.show(judged.comparison.client),
        "priced_on": judged.comparison.priced_on.isoformat(),
        "weights": {"from": "brief" if card.own_weights else "playbook", "agreed": _day(judged)},
        "price_score": card.scoring.price_score,
        "tie_percent": f"{card.scoring.tie_percent:f}",
        "criteria": [_criterion(one, speech) for one in card.criteria],
        "lead": lead_entry(card.lead),
        "candidates": [
            {
                "id": name,
                "score": score_entry(card.cards[name].total),
                "scores": {
                    one.id: _score(score) for one, score in zip(card.criteria, card.cards[name].scores, strict=True)
                },
            }
            for name in card.lead.order
        ],
        "out": [{"id": one.id, "reason": speech.show(dressed(one.reason, figures))} for one in judged.out],
        "must_haves": must_have_entries(judged),
        "turns": turn_entries(card),
        "scenarios": [{"name": name, "lead": lead_entry(found.lead)} for name, found in scenarios],
    }
    return written(document | {"language": speech.language, "fell_back": sorted(speech.fell_back)})


def turn_entries(card: Scorecard) -> list[Entry]:
    """The weights at which another candidate is ahead; `weight` is exact."""
    return [
        {
            "criterion": one.criterion,
            "weight": str(one.weight),
            "share_percent": f"{rounded(one.share * 100, 2):f}",
            "beyond": one.beyond,
            "winner": one.winner,
        }
        for one in turns(card)
    ]


def _day(judged: Judgement) -> str | None:
    agreed = judged.scorecard.agreed
    return agreed.isoformat() if agreed else None


def _criterion(one: Weighed, speech: Speech) -> Entry:
    return {
        "id": one.id,
        "name": speech.show(one.criterion.name),
        "how": speech.show(one.criterion.how),
        "weight": str(one.weight),
        "share_percent": f"{rounded(one.share * 100, 2):f}",
        "grade": one.criterion.grade,
        "sources": list(one.criterion.sources),
        "source": whereabouts(one.place),
    }


def _score(score: Score) -> Entry:
    place = None if score.place is None else whereabouts(score.place)
    return score_entry(score.points) | {"origin": score.origin, "source": place}


def scorecard_csv(judged: Judgement, speech: Speech) -> str:
    """A row for each candidate and criterion, then its weighted mean. Heads are the same in every language."""
    out, card = io.StringIO(), judged.scorecard
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for name in card.lead.order:
        for one, score in zip(card.criteria, card.cards[name].scores, strict=True):
            said = csv_text(speech.show(one.criterion.name))
            share = f"{rounded(one.share * 100, 2):f}"
            writer.writerow((name, one.id, said, str(one.weight), share, score.origin, *map(points, score.points)))
        writer.writerow((name, "", "", "", "", "weighted_mean", *map(points, card.cards[name].total)))
    return BYTE_ORDER_MARK + out.getvalue()
