"""Pages on a terminal: any width, any encoding, colour or none."""

import io
import re
from typing import Protocol

import pytest

from crm_planner.documents import terminal
from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.folding import width
from crm_planner.documents.page import Outline, Page
from crm_planner.documents.terminal import on_terminal
from crm_planner.text import LANGUAGES, Text
from tests.documents.made import comparison, estimate, line, speech, two_vendors

COLOUR = re.compile(r"\x1b\[[\d;]*\b(?:3|4|9|10)\d")
STYLE = re.compile(r"\x1b\[[\d;]*m")
WIDTHS = (20, 40, 60, 80, 200)


class Screen(io.StringIO):
    """A terminal with an encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return True


class Show(Protocol):
    """`show(page, columns=..)`: what a terminal of that width shows."""

    def __call__(
        self, page: Page, *, columns: int = 80, language: str = "en", colour: bool = True, encoding: str = "utf-8"
    ) -> str: ...


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Show:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")

    def shown(
        page: Page, *, columns: int = 80, language: str = "en", colour: bool = True, encoding: str = "utf-8"
    ) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        monkeypatch.setattr("sys.stdout", Screen(encoding))
        return on_terminal(page, speech(language), colour=colour)

    return shown


def plain(text: str) -> list[str]:
    return STYLE.sub("", text).splitlines()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_screen(show: Show, columns: int, language: str) -> None:
    shown = plain(show(comparison_page(two_vendors()), columns=columns, language=language))
    assert max(width(line) for line in shown) <= columns


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("columns", WIDTHS)
def test_no_figure_is_broken_at_any_width(show: Show, columns: int, language: str) -> None:
    """A Russian 100 000 holds a space a line could be broken at."""
    text = "\n".join(plain(show(comparison_page(two_vendors()), columns=columns, language=language)))
    for amount in (100_000, 96_000, 90_000, 106_000):
        assert speech(language).show(amount) in text


def test_the_seed_table_fits_eighty_columns(show: Show) -> None:
    shown = plain(show(comparison_page(two_vendors()), columns=80))
    assert any(line.split() == ["First-year", "total", "100,000*", "~96,000"] for line in shown)


def test_a_narrow_terminal_shows_one_candidate_after_the_other(show: Show) -> None:
    shown = plain(show(comparison_page(two_vendors()), columns=30))
    assert shown.index("North CRM") < shown.index("  Licences: 100,000") < shown.index("Rival CRM")


def test_a_width_of_nothing_is_taken_for_twenty(show: Show) -> None:
    assert show(comparison_page(two_vendors()), columns=0) == show(
        comparison_page(two_vendors()), columns=terminal.NARROWEST
    )


def test_colour_is_there_only_where_it_is_wanted(show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    page = comparison_page(two_vendors())
    assert COLOUR.search(show(page))
    assert not COLOUR.search(show(page, colour=False))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not COLOUR.search(show(page))


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_an_old_encoding_gets_boxes_it_has(show: Show, encoding: str) -> None:
    show(comparison_page(two_vendors()), encoding=encoding).encode(encoding)


@pytest.mark.parametrize(
    "name", ["[red]x[/red]", "[/nothing]", "[link=file:///etc/passwd]x[/link]", ":smile:", "1 [bold]"]
)
def test_data_is_not_read_as_markup(show: Show, name: str) -> None:
    made = comparison(estimate("a/b", line("licence", "5"), text=Text.plain(name)))
    shown = show(comparison_page(made), columns=200)
    assert name in "\n".join(plain(shown))
    assert "\x1b]8" not in shown


def test_a_deep_outline_stays_readable(show: Show) -> None:
    outline = Outline(tuple((depth, Text.plain(f"step{depth}")) for depth in range(40)))
    shown = "\n".join(plain(show(Page(Text.plain("t"), (outline,)), columns=20)))
    assert all(f"step{depth}" in shown for depth in range(40))
