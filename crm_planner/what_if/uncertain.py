"""The figures of a project nobody is sure of: each with its two ends, who says so, and the project at each end.

The ends of what a brief gives are the brief's own `ranges`, else the playbook's; hours have three points, and what
fills a missing price has the lowest and the highest of its rivals.
"""

from collections.abc import Callable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Literal, NamedTuple

from crm_planner.brief.model import Users, WrittenRange
from crm_planner.brief.sizing import total_users
from crm_planner.catalog.candidate import Candidate
from crm_planner.catalog.model import Item
from crm_planner.estimate.lines import Estimate
from crm_planner.estimate.numbers import numbers
from crm_planner.estimate.rates import called, price_of_an_hour
from crm_planner.place import in_one_line
from crm_planner.playbook.ranges import IN_POINTS, Deviation, Kind
from crm_planner.project import Project
from crm_planner.text import Message, Text
from crm_planner.what_if import changed, hours

Origin = Literal["brief", "playbook", "prices"]
Varies = Literal[Kind, "leavers", "key", "hours", "builders", "gap"]


class Uncertain(NamedTuple):
    """A figure nobody is sure of. `id` is the key of the brief it has, else its own; `of` is whose figure it is.

    `low` and `high` are its ends, `at_low` and `at_high` the project there: None of a gap, which is filled anew without
    one; `category` is that of the gap. `reason` is whose judgement the ends are, where the brief says so.
    """

    id: str
    varies: Varies
    of: Text | Message | str | None
    now: Decimal | str | None
    low: Decimal | str | None
    high: Decimal | str | None
    origin: Origin
    at_low: Project | None = None
    at_high: Project | None = None
    reason: str | None = None
    category: str | None = None


def uncertain(project: Project, estimates: tuple[Estimate, ...], used: frozenset[str]) -> tuple[Uncertain, ...]:
    """Every uncertain figure, the brief's own first. `used` are the inputs and cells of the cost model."""
    own = tuple(_of_the_brief(project, one) for one in project.brief.ranges)
    said = {one.id for one in own}
    finder = _Finder(project, estimates, used)
    return (*own, *(one for one in finder.found() if one.id not in said))


def _of_the_brief(project: Project, one: WrittenRange) -> Uncertain:
    ends = project.brief.brief.ranges[one.key]
    low, high = (project._replace(brief=brief) for brief in (one.low, one.high))
    name = {"users.total": "users"}.get(one.key, one.key)
    varies: Varies = {"users": "users", "users.peak": "peak"}.get(name, "key")  # type: ignore[assignment]
    now, least, most = (_value(value) for value in (one.now, ends.low, ends.high))
    return Uncertain(name, varies, one.key, now, least, most, "brief", low, high, ends.reason)


def _value(written: object) -> Decimal | str | None:
    """A number, or whatever else was written."""
    try:
        value = Decimal(str(written))
    except ArithmeticError:
        return None if written is None else in_one_line(written)
    return value if value.is_finite() else str(written)


class _Finder:
    """Finds the uncertain figures of one project."""

    def __init__(self, project: Project, estimates: tuple[Estimate, ...], used: frozenset[str]) -> None:
        self.project, self.estimates, self.used = project, estimates, used
        self.brief, self.setting = project.brief.brief, project.setting

    def found(self) -> Iterator[Uncertain]:
        yield from self.people()
        yield from self.numbers()
        yield from self.rates()
        yield from self.work()
        yield from self.money()
        for candidate, estimate in zip(self.project.candidates(), self.estimates, strict=True):
            yield from self.terms(candidate, estimate)
        yield from self.gaps()

    def _moved(
        self,
        kind: Kind,
        name: str,
        now: Decimal,
        at: Callable[[Decimal], Project],
        *,
        of: Text | Message | str | None = None,
        whole: tuple[int, int] | None = None,
    ) -> Iterator[Uncertain]:
        """One figure as far below and above its value as the playbook says; whole ones outwards, within `whole`."""
        by = self.project.playbook.playbook.ranges.get(kind)
        if by is None:
            return
        low, high = _ends(now, by, in_points=kind in IN_POINTS)
        if whole is not None:
            low = max(low.to_integral_value(ROUND_FLOOR), Decimal(whole[0]))
            high = min(high.to_integral_value(ROUND_CEILING), Decimal(whole[1]))
        if low != high:
            ends = (now, low, high)
            at_low, at_high = (self.project if end == now else at(end) for end in (low, high))
            yield Uncertain(name, kind, of, *ends, "playbook", at_low, at_high)

    def people(self) -> Iterator[Uncertain]:
        """How many use the system, how many at once, how many join and leave."""
        project, users, growth = self.project, Decimal(self.setting.users), self.brief.growth
        yield from self._moved(
            "users", "users", users, lambda at: changed.with_users(project, int(at)), whole=(1, 10 * int(users))
        )
        yield from self._moved(
            "peak", "users.peak", Decimal(self.setting.peak.people), self._with_peak, whole=(1, int(users))
        )
        if growth is None or self.brief.horizon_years == 1:
            return
        for part in ("joiners", "leavers"):
            now = getattr(growth, part) or 0
            name = f"growth.{part}"
            for one in self._moved("joiners", name, Decimal(now), self._with_growth(part), whole=(0, 10 * now)):
                yield one if part == "joiners" else one._replace(varies="leavers")

    def _with_peak(self, peak: Decimal) -> Project:
        users = Users(total=total_users(self.brief.users), peak=int(peak))
        return changed.with_keys(self.project, users=users)

    def _with_growth(self, part: str) -> Callable[[Decimal], Project]:
        growth = self.brief.growth
        return lambda at: changed.with_keys(self.project, growth=growth and growth.model_copy(update={part: int(at)}))

    def numbers(self) -> Iterator[Uncertain]:
        """Numbers of work the brief does not say."""
        for name, counted in numbers(self.setting).items():
            if counted.is_assumed and f"number/{name}" in self.used and counted.driver is not None:
                yield from self._moved(
                    "assumed_numbers", f"quantities.{name}", counted.value, self._with_number(name),
                    of=counted.driver.name, whole=(0, 100 * int(counted.value) + 1),
                )  # fmt: skip

    def _with_number(self, name: str) -> Callable[[Decimal], Project]:
        quantities = self.brief.quantities
        return lambda at: changed.with_keys(self.project, quantities={**quantities, name: at})

    def rates(self) -> Iterator[Uncertain]:
        """The price of an hour of every role somebody is paid for."""
        for role in sorted(name.removeprefix("rate/") for name in self.used if name.startswith("rate/")):
            now = price_of_an_hour(self.setting, role)
            if now is not None:
                yield from self._moved(
                    "rates", f"rates.{role}", now, self._with_rate(role), of=called(self.setting, role)
                )

    def _with_rate(self, role: str) -> Callable[[Decimal], Project]:
        return lambda at: changed.with_keys(self.project, rates={**self.brief.rates, role: at})

    def money(self) -> Iterator[Uncertain]:
        """Rates of exchange, and the rate future payments are discounted at."""
        known = self.brief.exchange
        for currency, now in sorted(known.rates.items()) if known else ():
            if f"exchange/{currency}" in self.used:
                name = f"exchange.rates.{currency}"
                yield from self._moved("exchange", name, now, self._with_exchange(currency), of=currency)
        if self.brief.discount_rate is not None and self.brief.horizon_years > 1:
            yield from self._moved("discount_rate", "discount_rate", self.brief.discount_rate * 100, self._discounted)

    def _with_exchange(self, currency: str) -> Callable[[Decimal], Project]:
        return lambda at: changed.with_exchange(self.project, currency, at)

    def _discounted(self, percent: Decimal) -> Project:
        return changed.with_keys(self.project, discount_rate=min(percent / 100, Decimal(1)))

    def work(self) -> Iterator[Uncertain]:
        """Hours at their three points, and what a builder makes of them."""
        efforts = hours.efforts(self.project, self.estimates, self.used)
        for one in (*efforts, *hours.items(self.project, self.estimates), *hours.builders(self.project)):
            varies: Varies = "builders" if one.id.startswith("builders.") else "hours"
            ends = (one.likely, one.low, one.high)
            yield Uncertain(one.id, varies, one.name, *ends, "playbook", one.at_low, one.at_high)

    def terms(self, candidate: Candidate, estimate: Estimate) -> Iterator[Uncertain]:
        """What a vendor may yet change: prices that rise each year, the rate of support, a discount."""
        project, name = self.project, candidate.id
        lines = {line.id: line for line in estimate.lines if line.amount}
        recurring = [item for item in candidate.edition.items if item.charge != "once" and item.id in lines]
        if recurring and self.brief.horizon_years > 1 and candidate.in_use is None:
            now = {item.indexation for item in recurring}
            if len(now) == 1:
                yield from self._moved(
                    "indexation", f"indexation.{name}", now.pop(),
                    lambda at: changed.with_items(project, name, _dearer_by(at)), of=name,
                )  # fmt: skip
        rates = {*changed.support_rates(project, candidate, estimate).values()}
        if len(rates) == 1:
            yield from self._moved(
                "support_rate", f"support_rate.{name}", rates.pop(),
                lambda at: changed.with_support_rate(project, name, at), of=name,
            )  # fmt: skip
        if candidate.in_use is None and any(line.category == "licence" for line in lines.values()):
            yield from self._moved(
                "licence_discount", f"discount.{name}", Decimal(0),
                lambda at: changed.with_discount(project, name, "licence", min(at, Decimal(100))), of=name,
            )  # fmt: skip

    def gaps(self) -> Iterator[Uncertain]:
        """What fills each missing price: the lowest and the highest of its rivals."""
        for one in self.estimates:
            for gap in one.gaps:
                fill = gap.fill
                if fill and None not in fill and fill.low != fill.high:
                    name = f"gap.{one.id}.{gap.category}"
                    ends = (fill.likely, fill.low, fill.high)
                    yield Uncertain(name, "gap", one.id, *ends, "prices", category=gap.category)


def _ends(now: Decimal, by: Deviation, *, in_points: bool) -> tuple[Decimal, Decimal]:
    if in_points:
        return max(now - by.below, Decimal(0)), now + by.above
    return by.around(now)


def _dearer_by(percent: Decimal) -> Callable[[Item], Item]:
    """Every charge that comes again rises by so much each year."""
    return lambda item: item if item.charge == "once" else item.model_copy(update={"indexation": percent})
