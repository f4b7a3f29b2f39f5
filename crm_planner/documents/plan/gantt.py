"""The plan as a Gantt chart in SVG: phases, tasks, links, gates, leeway, the critical path, and the load below.

Nothing is told by colour alone: a critical bar is dark where others are light, leeway is a dotted line, level of effort
is hatched, gates and milestones are diamonds. Every bar says in words what it is, for those who point at it or hear it.
"""

from collections.abc import Iterator
from datetime import timedelta
from xml.sax.saxutils import escape, quoteattr

from crm_planner.documents.plain import said
from crm_planner.documents.plan.gantt_load import load_rows
from crm_planner.documents.plan.gantt_scale import INK, LABELS, QUIET, ROW, Scale, fitted, text
from crm_planner.documents.plan.words import called, found_in_words, kind_of, leeway, names, numbered, span
from crm_planner.documents.wording import Speech
from crm_planner.plan.implementation import Implementation, Stretch
from crm_planner.plan.schedule import Planned
from crm_planner.plan.task import Link
from crm_planner.text import Message, mark

_FONTS = (
    "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans CJK JP', 'Noto Sans JP', 'Hiragino Sans', 'Yu Gothic', sans-serif"
)
_TOP = 92
_LIGHT, _SHADE = "#cfd9e3", "#f1f3f5"
_BAR = 12


def gantt_svg(plan: Implementation, speech: Speech) -> str:
    """`plan` as a drawing with a title and a description."""
    return "\n".join(_Chart(plan, speech).lines()) + "\n"


class _Chart:
    """One plan on one scale: every row has its place before anything is drawn."""

    def __init__(self, plan: Implementation, speech: Speech) -> None:
        self.plan, self.speech = plan, speech
        self.scale = Scale.of(plan.schedule)
        self.rows = plan.outline
        self.middle = {
            row.task.id: _TOP + ROW * number + ROW // 2
            for number, row in enumerate(self.rows)
            if isinstance(row, Planned)
        }
        self.bottom = _TOP + ROW * len(self.rows)

    def lines(self) -> Iterator[str]:
        plan, speech = self.plan, self.speech
        loads = list(load_rows(plan, speech, self.scale, self.bottom + 24))
        legend = self.bottom + 24 + ROW * (len(plan.undertaking.people) + 1) + 20
        width, height = self.scale.width, legend + 34
        values = {"client": plan.client, "candidate": plan.called}
        title = said(Message(mark("{client}: implementation of {candidate}"), values), speech)
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
            f'lang="{speech.language}" role="img" aria-labelledby="plan-title plan-description" '
            f'font-family={quoteattr(_FONTS)} font-size="12" fill="{INK}">'
        )
        yield f'<title id="plan-title">{escape(title)}</title>'
        yield f'<desc id="plan-description">{escape(" ".join(said(one, speech) for one in self.described()))}</desc>'
        yield from _DEFINITIONS
        yield f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        yield text(16, 28, fitted(title, (width - 32) / 1.5), 'font-size="18" font-weight="bold"')
        yield text(16, 48, said(found_in_words(plan.schedule), speech), f'fill="{QUIET}"')
        yield from self.days_off()
        yield from self.axis()
        for row in self.rows:
            yield from self.phase(row) if isinstance(row, Stretch) else self.task(row)
        for row in self.rows:
            if isinstance(row, Planned):
                yield from (part for link in row.task.links for part in self.link(row, link))
        yield from loads
        yield from self.legend(legend)
        yield "</svg>"

    def described(self) -> Iterator[Message]:
        """What the drawing shows, for those who hear it."""
        schedule = self.plan.schedule
        values: dict[str, object] = {"start": schedule.start.day, "finish": schedule.finish.day}
        yield Message(mark("Gantt chart from {start} to {finish}."), values)
        path = tuple(numbered(one.task) for one in schedule.critical_path)
        yield Message(mark("Critical: {tasks}."), {"tasks": path})
        gates = tuple(
            Message(mark("{task} {day}"), {"task": numbered(one.task), "day": one.finish.day})
            for one in schedule.tasks
            if one.task.gate or one.task.is_milestone
        )
        if gates:
            yield Message(mark("Gates and milestones: {tasks}."), {"tasks": gates})

    def days_off(self) -> Iterator[str]:
        """Days nobody works, shaded: weekends and holidays."""
        calendar, scale = self.plan.undertaking.calendar, self.scale
        for number in range(scale.days):
            if not calendar.works(scale.first + timedelta(days=number)):
                left = scale.at(number)
                yield (
                    f'<rect x="{left:g}" y="{_TOP}" width="{scale.day:g}" height="{self.bottom - _TOP}" '
                    f'fill="{_SHADE}"/>'
                )

    def axis(self) -> Iterator[str]:
        for monday, labelled in self.scale.mondays():
            left = self.scale.at((monday - self.scale.first).days)
            yield f'<path d="M{left:g} {_TOP}V{self.bottom}" stroke="#d7dde3" stroke-width="1"/>'
            if labelled:
                yield text(left, _TOP - 8, said(monday, self.speech), f'font-size="11" fill="{QUIET}"')
        yield f'<path d="M16 {_TOP}H{self.scale.width - 16}" stroke="{QUIET}"/>'

    def phase(self, stretch: Stretch) -> Iterator[str]:
        middle = _TOP + ROW * self.rows.index(stretch) + ROW // 2
        name = said(stretch.phase.name, self.speech)
        yield text(16, middle + 4, fitted(name, LABELS - 24, bold=True), 'font-weight="bold"')
        left, right = self.scale.x(stretch.start), max(self.scale.x(stretch.finish), self.scale.x(stretch.start) + 6)
        yield (
            f'<path d="M{left:g} {middle + 5}V{middle - 3}H{right:g}V{middle + 5}L{right - 4:g} {middle + 1}'
            f'H{left + 4:g}Z" fill="{QUIET}"/>'
        )

    def task(self, one: Planned) -> Iterator[str]:
        middle, speech = self.middle[one.task.id], self.speech
        yield text(28, middle + 4, fitted(said(numbered(one.task), speech), LABELS - 36))
        left, right = self.scale.x(one.start), self.scale.x(one.finish)
        yield f"<g><title>{escape(self.in_words(one))}</title>"
        kind = kind_of(one.task)
        if kind != "milestone":
            yield self.bar(one, left, max(right, left + 2), middle)
        if not one.critical and kind not in ("throughout", "milestone"):
            late = self.scale.x(one.late_finish)
            if late > right + 1:
                yield f'<path d="M{right:g} {middle}H{late:g}" stroke="{INK}" stroke-width="2" stroke-dasharray="2 3"/>'
        if kind in ("gate", "milestone"):
            fill = INK if one.critical else "#ffffff"
            yield f'<path d="{_diamond(right, middle)}" fill="{fill}" stroke="{INK}" stroke-width="1.5"/>'
        yield "</g>"
        beside = max(right, self.scale.x(one.late_finish) if not one.task.is_level_of_effort else right) + 12
        people = said(names(self.plan.people_of(one.task)), speech)
        room = self.scale.width - 8 - beside
        if people and room > ROW:
            yield text(beside, middle + 4, fitted(people, room, 11), f'font-size="11" fill="{QUIET}"')

    def bar(self, one: Planned, left: float, right: float, middle: int) -> str:
        fill = "url(#plan-hatch)" if one.task.is_level_of_effort else INK if one.critical else _LIGHT
        height = _BAR // 2 if one.task.is_level_of_effort else _BAR
        return (
            f'<rect x="{left:g}" y="{middle - height // 2}" width="{right - left:g}" height="{height}" fill="{fill}" '
            f'stroke="{INK}" stroke-width="1"/>'
        )

    def in_words(self, one: Planned) -> str:
        """A task as a sentence: what, when, how much leeway, who."""
        parts: list[object] = [called(one.task), span(one.start.day, one.finish.day)]
        if one.critical:
            parts.append(Message(mark("critical task")))
        elif (slack := leeway(one)) is not None:
            parts.append(Message(mark("leeway {leeway} days"), {"leeway": slack}))
        parts += names(self.plan.people_of(one.task))
        return said(tuple(parts), self.speech)

    def link(self, one: Planned, link: Link) -> Iterator[str]:
        """An arrow from what is waited for to what waits."""
        if link.after not in self.middle:
            return
        before = self.plan.schedule.planned(link.after)
        begin, end = link.kind
        left = self.scale.x(before.start if begin == "S" else before.finish)
        right = self.scale.x(one.start if end == "S" else one.finish)
        above, below = self.middle[link.after], self.middle[one.task.id]
        out = left - 5 if begin == "S" else left + 5
        into = right - 7 if end == "S" else right + 7
        turn = below - ROW // 2 if below > above else below + ROW // 2
        heavy = before.critical and one.critical and one.driver == link.after
        yield (
            f'<path d="M{left:g} {above}H{out:g}V{turn}H{into:g}V{below}H{right - 1 if end == "S" else right + 1:g}" '
            f'fill="none" stroke="{INK if heavy else QUIET}" stroke-width="{1.8 if heavy else 0.8}" '
            'marker-end="url(#plan-arrow)"/>'
        )

    def legend(self, top: int) -> Iterator[str]:
        left = 16.0
        for wording, sign in _SIGNS.items():
            words = said(Message(wording), self.speech)
            yield sign.format(left=left, right=left + 24, middle=top, diamond=_diamond(left + 12, top))
            yield text(left + 32, top + 4, words)
            left += 32 + Scale.wide(words) + 22


def _diamond(x: float, y: int) -> str:
    return f"M{x - 7:g} {y}L{x:g} {y - 7}L{x + 7:g} {y}L{x:g} {y + 7}Z"


_DEFINITIONS = (
    "<defs>",
    '<pattern id="plan-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
    f'<rect width="6" height="6" fill="#ffffff"/><rect width="2" height="6" fill="{QUIET}"/></pattern>',
    '<marker id="plan-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"',
    f'  markerUnits="userSpaceOnUse"><path d="M0 0L8 4L0 8Z" fill="{INK}"/></marker>',
    "</defs>",
)

_SIGNS = {
    mark(
        "critical task"
    ): f'<rect x="{{left}}" y="{{middle}}" width="24" height="10" transform="translate(0 -5)" fill="{INK}"/>',
    mark("other work"): (
        f'<rect x="{{left}}" y="{{middle}}" width="24" height="10" transform="translate(0 -5)" fill="{_LIGHT}" '
        f'stroke="{INK}"/>'
    ),
    mark("leeway"): (
        f'<path d="M{{left}} {{middle}}H{{right}}" stroke="{INK}" stroke-width="2" stroke-dasharray="2 3"/>'
    ),
    mark("gate or milestone"): f'<path d="{{diamond}}" fill="#ffffff" stroke="{INK}" stroke-width="1.5"/>',
    mark("throughout"): (
        f'<rect x="{{left}}" y="{{middle}}" width="24" height="6" transform="translate(0 -3)" '
        f'fill="url(#plan-hatch)" stroke="{INK}"/>'
    ),
    mark("nobody works"): (
        f'<rect x="{{left}}" y="{{middle}}" width="24" height="14" transform="translate(0 -7)" fill="{_SHADE}" '
        'stroke="#d7dde3"/>'
    ),
}
"""What the signs of the drawing mean, and how each is drawn in the legend."""
