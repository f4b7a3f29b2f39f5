"""The load of people under a Gantt chart: a bar for each week, as high as the part of the time that is taken."""

from collections.abc import Iterator
from decimal import Decimal
from xml.sax.saxutils import escape

from crm_planner.documents.plain import said
from crm_planner.documents.plan.gantt_scale import INK, LABELS, QUIET, ROW, Scale, fitted, text
from crm_planner.documents.wording import Speech
from crm_planner.plan.implementation import Implementation
from crm_planner.plan.weeks import WeekLoad, week_loads
from crm_planner.text import Message, Text, mark

_HIGHEST = ROW - 6


def load_rows(plan: Implementation, speech: Speech, scale: Scale, top: int) -> Iterator[str]:
    """A heading and a row for each person; a week with more work than time has a bar of full height and its percent."""
    yield text(16, top + 12, said(Message(mark("Load by week, in percent of the time there is")), speech), _BOLD)
    loads = week_loads(plan.schedule.load)
    for number, person in enumerate(plan.undertaking.people, start=1):
        base = top + ROW * (number + 1) - 4
        yield text(28, base - 4, fitted(said(person.name, speech), LABELS - 36))
        yield f'<path d="M{LABELS} {base}H{scale.at(scale.days):g}" stroke="#d7dde3"/>'
        for one in loads:
            if one.person == person.id and one.hours:
                yield from _bar(one, person.name, speech, scale, base)


_BOLD = 'font-weight="bold"'


def _bar(one: WeekLoad, name: Text, speech: Speech, scale: Scale, base: int) -> Iterator[str]:
    share = one.share if one.share is not None else Decimal(2)
    percent = round(share * 100)
    left, wide = scale.at((one.week - scale.first).days), scale.day * 5
    high = max(1, round(_HIGHEST * min(share, Decimal(1))))
    over = share > 1
    values = {"person": name, "week": one.week, "percent": percent}
    words = said(Message(mark("{person}, week of {week}: {percent} %"), values), speech)
    yield (
        f'<rect x="{left:g}" y="{base - high}" width="{wide:g}" height="{high}" fill="{INK if over else QUIET}">'
        f"<title>{escape(words)}</title></rect>"
    )
    if over or Scale.wide(str(percent), 9) < wide:
        colour = "#ffffff" if high > _HIGHEST // 2 else INK
        lifted = base - 4 if high > _HIGHEST // 2 else base - high - 2
        yield text(left + 2, lifted, str(percent), f'font-size="9" fill="{colour}"')
