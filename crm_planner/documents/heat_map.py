"""The five by five heat map: likelihood upwards, impact to the right, each cell with its band and its risks."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.sax.saxutils import escape

from crm_planner.documents.page import Cell, Column, Row, Table
from crm_planner.documents.plain import said
from crm_planner.documents.risk_names import KINDS, LETTERS
from crm_planner.documents.wording import Speech
from crm_planner.playbook.risk_scales import RiskScales
from crm_planner.risk.assessment import Assessed, Assessment, State
from crm_planner.risk.measures import Level
from crm_planner.text import Message, Text, mark

_LEVELS = range(1, 6)


class Field(NamedTuple):
    """One cell of the map: its band, the risks detected there, and how many open ones usually stand there."""

    level: Level
    band: str
    detected: tuple[str, ...]
    open: int


def fields(risks: Iterable[Assessed], scales: RiskScales) -> Iterator[Field]:
    """Every cell, the highest likelihood first, then by impact."""
    every = list(risks)
    for likelihood in reversed(_LEVELS):
        for impact in _LEVELS:
            level = Level(likelihood, impact)
            here = [one for one in every if one.now == level]
            detected = tuple(sorted(one.id for one in here if one.state is State.DETECTED))
            yield Field(level, scales.band(level.score), detected, sum(one.state is State.OPEN for one in here))


def heat_map(assessment: Assessment, risks: Iterable[Assessed]) -> Table:
    """The map as a table: the letter of the band, the detected risks, and `+n` for those nobody has assessed."""
    scales = assessment.scales
    cells = list(fields(risks, scales))
    rows = []
    for number, likelihood in enumerate(reversed(_LEVELS)):
        name = scales.likelihood[likelihood - 1].name
        label = Message(mark("{level} {name}"), {"level": likelihood, "name": name})
        rows.append(Row(label, tuple(map(_cell, cells[number * 5 : number * 5 + 5]))))
    corner = Message(mark("likelihood / impact"))
    columns = tuple(Column(level, "left") for level in _LEVELS)
    return Table(corner, columns, tuple(rows), Message(mark("heat map")))


def _cell(field: Field) -> Cell:
    return Cell(_contents(field), KINDS[field.band])


def _contents(field: Field) -> Message:
    values: dict[str, object] = {"band": Message(LETTERS[field.band]), "open": field.open}
    values["risks"] = Text.plain(" ".join(field.detected))
    if field.detected:
        return Message(mark("{band}: {risks} +{open}") if field.open else mark("{band}: {risks}"), values)
    return Message(mark("{band} +{open}") if field.open else mark("{band}"), values)


_COLOURS = {"low": "#cfe8d1", "medium": "#fbeaa8", "high": "#f6bf96", "critical": "#ea938b"}
_SIZE, _LEFT, _TOP, _WIDE = 112, 150, 64, 3


def heat_map_svg(assessment: Assessment, risks: Iterable[Assessed], speech: Speech) -> str:
    """The same as a drawing, with a title for those who hear it."""
    title = said(Message(mark("{client}: heat map of risks"), {"client": assessment.client}), speech)
    side = _SIZE * 5
    width, height = _LEFT + side + 16, _TOP + side + 56
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" lang="{speech.language}"',
        '  role="img" aria-labelledby="title" font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(16, 28, title, "start", 'font-size="17" font-weight="bold"'),
        *(part for field in fields(risks, assessment.scales) for part in _drawn(field, speech)),
        *_axes(assessment.scales, speech),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _drawn(field: Field, speech: Speech) -> Iterator[str]:
    left, top = _LEFT + (field.level.impact - 1) * _SIZE, _TOP + (5 - field.level.likelihood) * _SIZE
    colour = _COLOURS[field.band]
    yield f'<rect x="{left}" y="{top}" width="{_SIZE}" height="{_SIZE}" fill="{colour}" stroke="#ffffff"/>'
    letter = said(Message(LETTERS[field.band]), speech)
    yield _text(left + 8, top + 18, f"{letter} {field.level.score}", "start", 'fill="#55606b"')
    shown = [*field.detected, *([f"+{field.open}"] if field.open else [])]
    lines = [" ".join(shown[start : start + 2]) for start in range(0, len(shown), 2)]
    for number, line in enumerate(lines[:5]):
        more = number == 4 and len(lines) > 5  # noqa: PLR2004 - five lines fit
        yield _text(left + 8, top + 38 + 16 * number, f"{line} ..." if more else line, "start", "")


def _axes(scales: RiskScales, speech: Speech) -> Iterator[str]:
    for likelihood in scales.likelihood:
        middle = _TOP + (5 - likelihood.level) * _SIZE + _SIZE // 2
        yield _text(_LEFT - 10, middle, f"{likelihood.level} {said(likelihood.name, speech)}", "end", "")
    for impact in scales.impact:
        middle = _LEFT + (impact.level - 1) * _SIZE + _SIZE // 2
        for number, line in enumerate(_two_lines(f"{impact.level}: {said(impact.name, speech)}")):
            yield _text(middle, _TOP + 5 * _SIZE + 18 + 16 * number, line, "middle", "")


def _two_lines(text: str) -> list[str]:
    """`text` broken at the space nearest to its middle, where it is too long for a cell."""
    spaces = [at for at, letter in enumerate(text) if letter == " "]
    if len(text) * 7 <= _SIZE or not spaces:
        return [text]
    middle = min(spaces, key=lambda at: abs(at - len(text) // 2))
    return [text[:middle], text[middle + 1 :]]


def _text(left: int, top: int, text: str, anchor: str, more: str) -> str:
    return f'<text x="{left}" y="{top}" text-anchor="{anchor}" {more}>{escape(text)}</text>'.replace(" >", ">")
