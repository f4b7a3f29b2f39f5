"""What would change the answer: prices, missing prices, weights, users, years and the brief's own scenarios."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from crm_planner.compare.concessions import Kind, behind, granted
from crm_planner.compare.weights import Turn, turns
from crm_planner.decision.figures import Percent
from crm_planner.decision.reasons import likely
from crm_planner.judgement import Judgement, in_words, judge, judged_scenarios
from crm_planner.limits import COUNT
from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
from crm_planner.project import Project
from crm_planner.text import Message, Text, mark
from crm_planner.what_if import changed
from crm_planner.what_if.gifts import given_free

FACTORS = (Fraction(1, 2), Fraction(2), Fraction(5))
"""How many users are tried, as multiples of the brief's."""

_TURNS = 2
"""Turns of weights told on one page: those nearest to the weights as they are."""

_FREE: dict[Kind, str] = {
    "free_training": mark("If {second} gave its training free, it would cost {less} less than {rival}"),
    "free_support_year": mark("If {second} gave the first year's support free, it would cost {less} less than {rival}"),
}


class Change(NamedTuple):
    """Something that was tried. `changes`: whether the answer is another then; `kind` names what was tried."""

    kind: str
    text: Message
    changes: bool
    cells: tuple[str, ...] = ()


def changes(project: Project, knowledge: WrittenPlaybookWithRisks, judged: Judgement) -> tuple[Change, ...]:
    """Everything tried on the answer of `judged`, priced anew and exactly each time; what changes it comes first."""
    if judged.lead.first is None:
        return ()
    trial = _Trial(project, knowledge, judged)
    found = [*_concessions(project, judged), *_missing_prices(judged), *_weights(judged)]
    found += [*trial.scenarios(), *trial.users(), *trial.years()]
    return tuple(sorted(found, key=lambda one: not one.changes))


def _concessions(project: Project, judged: Judgement) -> Iterator[Change]:
    """By how much the second must come down to cost as much as the first, where cost decides; which gifts do it."""
    first, second = judged.lead.first, judged.lead.second
    if judged.basis != "cost" or first is None or second is None:
        return
    costs = {name: likely(judged, name) for name in (first, second)}
    cells = tuple(f"{name}/total/like-for-like/likely" for name in costs)
    for dearer, rival, less in behind(costs):
        share = Percent(Fraction(less) / Fraction(costs[dearer]))
        values = {"second": judged.called(dearer), "less": less, "percent": share}
        text = mark("If {second} cost {less} ({percent} %) less, both would cost the same")
        yield Change("price", Message(text, values), changes=True, cells=cells)
        for kind, after in given_free(project, judged.estimate(dearer)):
            left = {name: after["like_for_like"][name] for name in costs}
            for one in granted(dearer, kind, "like_for_like", costs, left):
                if one.left is not None and one.left < 0:
                    given = {"second": judged.called(dearer), "rival": judged.called(rival), "less": -one.left}
                    yield Change("concession", Message(_FREE[kind], given), changes=True, cells=cells)


def _missing_prices(judged: Judgement) -> Iterator[Change]:
    """Where a rival's missing items would have to be how cheap for it to cost less than the first."""
    first = judged.lead.first
    for name in judged.lead.order[1:] if first is not None and judged.basis == "cost" else ():
        rival = judged.estimate(name)
        if rival.complete or first is None:
            continue
        room = likely(judged, first) - rival.totals.horizon
        values = {"rival": judged.called(name), "missing": tuple(gap.category for gap in rival.gaps), "room": room}
        cells = (f"{first}/total/like-for-like/likely", f"{name}/total")
        if room > 0:
            text = mark("If the missing items of {rival} ({missing}) cost less than {room} together, it is cheaper")
            yield Change("missing_price", Message(text, values), changes=True, cells=cells)
        else:
            text = mark("{rival} would not be cheaper even if its missing items ({missing}) were free")
            yield Change("missing_price", Message(text, values), changes=False, cells=cells)


def _weights(judged: Judgement) -> Iterator[Change]:
    """The nearest weights at which another candidate is ahead."""
    card = judged.scorecard
    if judged.basis != "scores":
        return
    known = {one.id: one for one in card.criteria}

    def distance(turn: Turn) -> Fraction:
        return abs(turn.share - known[turn.criterion].share)

    for turn in sorted(turns(card), key=distance)[:_TURNS]:
        yield Change("weight", turned_weight(judged, turn), changes=True)


def turned_weight(judged: Judgement, turn: Turn) -> Message:
    """At which weight of a criterion, as a share of all, another candidate is ahead."""
    meant = next(one for one in judged.scorecard.criteria if one.id == turn.criterion)
    values = {
        "criterion": meant.criterion.name,
        "share": Percent(turn.share),
        "now": Percent(meant.share),
        "winner": judged.called(turn.winner),
    }
    above = mark("If {criterion} counted more than {share} % of all (now {now} %): {winner}")
    below = mark("If {criterion} counted less than {share} % of all (now {now} %): {winner}")
    return Message(above if turn.beyond == "above" else below, values)


def under_scenario(judged: Judgement, name: str, found: Judgement) -> Message:
    """Who is ahead under a scenario, or that the answer stays."""
    if found.answer == judged.answer:
        return Message(mark("Scenario {name}: the same answer"), {"name": Text.plain(name)})
    values = {"name": Text.plain(name), "answer": answer_in_words(found)}
    return Message(mark("Scenario {name}: {answer}"), values)


class _Trial:
    """Other circumstances of the same client; who is out for a must-have, the budget among them, stays out."""

    def __init__(self, project: Project, knowledge: WrittenPlaybookWithRisks, judged: Judgement) -> None:
        self.project, self.knowledge, self.judged = project, knowledge, judged
        failed = {one.candidate for one in judged.checked if one.state == "failed"}
        self.barred = failed & {one.id for one in judged.out}

    def judged_as(self, project: Project) -> Judgement:
        """The client of `project`, without the budget, which is for these users and years."""
        return judge(changed.without_budget(project), self.knowledge, self.barred)

    def scenarios(self) -> Iterator[Change]:
        for name, found in judged_scenarios(self.project, self.knowledge):
            text = under_scenario(self.judged, name, found)
            yield Change("scenario", text, changes=found.answer != self.judged.answer)

    def users(self) -> Iterator[Change]:
        """Half, twice and five times the users, where the brief does not let their number change by year."""
        if self.project.brief.brief.growth is not None:
            return
        tried = {}
        for factor in FACTORS:
            people = ceil(self.judged.comparison.users * factor)
            if people <= COUNT:
                tried[people] = self.judged_as(changed.with_users(self.project, people))
        tried.pop(self.judged.comparison.users, None)
        same = tuple(users for users, found in tried.items() if found.answer == self.judged.answer)
        for users, found in tried.items():
            if users not in same:
                values = {"users": users, "answer": answer_in_words(found)}
                yield Change("users", Message(mark("With {users} users: {answer}"), values), changes=True)
        if same:
            yield Change("users", Message(mark("The same answer with {users} users"), {"users": same}), changes=False)

    def years(self) -> Iterator[Change]:
        """Every horizon up to ten years; neighbours with one answer are told together."""
        here = self.judged.comparison.horizon_years
        lasting = changed.horizons(self.project)
        tried = {years: self.judged_as(changed.with_years(self.project, years)) for years in lasting if years != here}
        other = {years: found for years, found in tried.items() if found.answer != self.judged.answer}
        for run in _runs(other, other):
            values = {"first": run[0], "last": run[-1], "answer": answer_in_words(other[run[0]])}
            wording = (
                mark("Over {first} to {last} years: {answer}") if len(run) > 1 else mark("Years: {first}. {answer}")
            )
            yield Change("years", Message(wording, values), changes=True)
        if tried and not other:
            values = {"first": lasting[0], "last": lasting[-1]}
            text = mark("The same answer over {first} to {last} years")
            yield Change("years", Message(text, values), changes=False)


def _runs(years: Iterable[int], found: dict[int, Judgement]) -> list[list[int]]:
    """Neighbouring years with one answer."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1 and found[year - 1].answer == found[year].answer:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def answer_in_words(judged: Judgement) -> Message:
    """Who is ahead, in a few words."""
    return in_words(judged.lead.sure, tuple(judged.called(name) for name in judged.front))
