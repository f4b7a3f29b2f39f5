"""The page as its readers use it: phone, keyboard, languages, paper, shared addresses, and the brief it gives back."""

import json
import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest

from crm_planner.brief.model import WrittenBrief
from crm_planner.documents.report.source import Source, source
from crm_planner.files.briefs import load_brief
from crm_planner.files.playbooks import load_playbook_with_risks
from tests.browser import Browser, Opened
from tests.documents.report.made import answer, exactly, figures, project_of, source_of, written

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
LARGEST = 2_000_000


@pytest.fixture(scope="module")
def firm() -> Source:
    return source_of(EXAMPLES / "firm-of-25.yaml", "budget=300000")


@pytest.fixture(scope="module")
def page(firm: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(firm, tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture(scope="module")
def sheet(chromium: Browser, page: Path) -> Opened:
    """The page on a desk, opened once."""
    opened = chromium.kept(page)
    opened.page.locator("#break-even table").wait_for()
    return opened


@pytest.fixture
def desk(sheet: Opened) -> Opened:
    """The same, as it is when it is opened: loading it anew for each test would cost a second each."""
    figures(sheet, "lang=en")
    sheet.page.evaluate("""document.querySelectorAll('details').forEach((one) => { one.open = false; });
        document.activeElement.blur(); scrollTo(0, 0)""")
    return sheet


def redrawn(opened: Opened) -> str:
    """The state in the address, once what was last moved is drawn."""
    opened.page.evaluate("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")
    address: str = opened.page.evaluate("location.hash.slice(1)")
    return address


def clean(opened: Opened) -> bool:
    return not (opened.faults or opened.requests or opened.dialogs)


def test_it_is_one_small_file_that_names_nothing_outside(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    head = text[: text.index("</head>")]
    assert len(text.encode()) < LARGEST
    assert "default-src 'none'" in head
    assert "unsafe" not in head
    own = text.replace(text.split("<script>")[1], "")  # all but the drawing program, which names its own schemas
    assert not re.search(r"<(link|iframe|object|img)\b|@import|\son\w+=\"|localStorage|sessionStorage|\beval\(", own)


@pytest.mark.parametrize("look", ["dark", "light"])
def test_a_phone_need_not_scroll_sideways_and_everybody_can_read_it(browser: Browser, page: Path, look: str) -> None:
    languages = {"dark": ("en", "ja"), "light": ("ru",)}[look]
    opened = browser.open(page, width=390, height=844, dark=look == "dark")
    for language in languages:
        figures(opened, f"lang={language}")
        assert opened.sideways == 0
        assert opened.page.locator("html").get_attribute("lang") == language
        opened.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert opened.sideways == 0
    assert opened.unreadable() == []
    assert clean(opened)


REACHED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const ring = getComputedStyle(one).outlineStyle;
  return [one.dataset.cell ?? (one.id || one.getAttribute("aria-label") || one.textContent), ring];
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && !one.disabled).length"""


def test_every_control_is_reached_with_the_tab_key_and_shows_it(desk: Opened) -> None:
    keys, reached = desk.page.keyboard, list[list[str]]()
    expected = desk.page.evaluate(REACHABLE)
    desk.page.locator(".skip").focus()
    while (at := desk.page.evaluate(REACHED)) and len(reached) <= expected:
        reached.append(at)
        keys.press("Tab")
    assert len(reached) == expected > 50
    assert [name for name, ring in reached if ring == "none"] == []
    names = [name for name, _ in reached]
    assert {"theme", "print", "reset", "share", "brief", "control-0", "control-1"} <= set(names)
    assert names.index("control-0") < names.index("reset") < names.index("regionsoft/standard/total", 20)
    assert clean(desk)


def test_everything_is_moved_by_keyboard_alone(desk: Opened) -> None:
    keys, users = desk.page.keyboard, desk.page.get_by_label("People who use the system", exact=True)
    desk.page.locator("#controls input[type=range]").first.focus()
    keys.press("End")
    assert users.input_value() == "200"
    keys.press("Tab")
    keys.type("4")  # a field that is entered is selected
    keys.press("Control+a")
    keys.type("41")
    assert "41" in redrawn(desk)
    for button, pressed in (("reset-now", "Enter"), ("languages button[lang=ru]", "Space")):
        desk.page.locator(f"#{button}").focus()
        keys.press(pressed)
    assert redrawn(desk) == "lang=ru"
    figures(desk, "lang=en")
    desk.page.locator("#why summary").focus()
    keys.press("Enter")
    assert desk.page.locator("#why table").is_visible()
    desk.page.locator("#comparison button.figure").first.focus()
    keys.press("Enter")
    assert desk.page.locator("#explanation").evaluate("one => one.open && one.contains(document.activeElement)")
    keys.press("Escape")
    assert not desk.page.locator("#explanation").evaluate("one => one.open")
    assert desk.page.evaluate("document.activeElement.matches('#comparison button.figure')")
    assert clean(desk)


@pytest.mark.parametrize("allowed", [True, False], ids=["allowed", "refused"])
def test_the_link_to_a_state_is_copied_or_its_reader_is_told_how(desk: Opened, *, allowed: bool) -> None:
    put = "text => { globalThis.copied = text; return Promise.resolve(); }" if allowed else "() => Promise.reject()"
    desk.page.evaluate(
        f"Object.defineProperty(navigator, 'clipboard', {{configurable: true, value: {{writeText: {put}}}}})"
    )
    figures(desk, "years=2")
    desk.page.locator("#share").focus()
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("is copied" if allowed else "Copy the address from the address line").wait_for()
    if allowed:
        assert desk.page.evaluate("copied") == f"{desk.address}#years=2"
    assert desk.page.locator("#notice").get_attribute("role") == "status"


def test_a_screen_reader_hears_the_answer_when_it_changes(desk: Opened) -> None:
    said = desk.page.locator("#live").text_content()
    desk.page.get_by_label("People who use the system", exact=True).fill("60")
    redrawn(desk)
    assert desk.page.locator("#live").text_content() != said
    assert desk.page.locator("#live").get_attribute("aria-live") == "polite"


def test_the_language_is_switched_inside_the_file(desk: Opened) -> None:
    for language, title in (("ru", "Какая CRM"), ("ja", "CRMは?"), ("en", "Which CRM")):
        desk.page.locator(f"#languages button[lang={language}]").click()
        assert title in desk.page.title()
        assert desk.page.locator("html").get_attribute("lang") == language
    assert clean(desk)


def test_the_address_holds_the_state_and_opens_it_again(browser: Browser, desk: Opened, page: Path) -> None:
    desk.page.get_by_label("People who use the system", exact=True).fill("40")
    address = redrawn(desk)
    again = browser.open(page, fragment=address)
    assert again.page.get_by_label("People who use the system", exact=True).input_value() == "40"
    assert again.page.locator("#cards").inner_text() == desk.page.locator("#cards").inner_text()


HOSTILE_ADDRESSES = [
    "users%2Ftotal=1e9", "users%2Ftotal=-1", "users%2Ftotal=25.5", "users%2Ftotal=NaN", "users%2Ftotal=1/0",
    "users%2Ftotal=%3Cscript%3E", "__proto__=1&constructor=2", "lang=%3Cimg src=x onerror=alert(1)%3E", "%E0%A4%A",
    "years=" + "9" * 5000, "x=" * 9000, "<script>alert(1)</script>", "years=1&years=99", "discount%2Fagreed.1=0.3",
]  # fmt: skip


def test_hostile_addresses_change_nothing(desk: Opened) -> None:
    start = desk.page.locator("#cards").inner_text()
    for address in HOSTILE_ADDRESSES:
        figures(desk, address)
        assert (address, desk.page.locator("#cards").inner_text()) == (address, start)
        assert desk.page.locator("#notice").is_visible(), address
    assert clean(desk)


def test_the_start_comes_back(desk: Opened) -> None:
    figures(desk, "years=5&users%2Ftotal=60")
    assert desk.page.locator("#changed").is_visible()
    desk.page.locator("#reset").click()
    desk.page.locator("#changed").wait_for(state="hidden")
    assert desk.page.evaluate("location.hash") in {"", "#"}


STATES: list[dict[str, str]] = [
    {
        "users/total": "40",
        "users/peak-given": "0",
        "years": "5",
        "discount/agreed.2": "12.5",
        "gaps/rule": "1",
        "discount_rate": "0.12",
        "rate/trainer": "3100.5",
        "answer/CL-01.1": "1",
        "weight/fit": "40",
        "score/regionsoft/standard/fit": "4.5",
        "score/terrasoft/sales/fit": "2",
    },
    {"users/total": "8", "gaps/rule": "5"},
]


def saved(opened: Opened, path: Path) -> WrittenBrief:
    """The brief that the page gives back."""
    with opened.page.expect_download() as download:
        opened.page.locator("#brief").click()
    download.value.save_as(path)
    return load_brief(str(path))


@pytest.mark.parametrize("state", STATES, ids=["much", "little"])
def test_the_brief_it_gives_back_is_decided_as_the_page_says(
    desk: Opened, firm: Source, tmp_path: Path, state: dict[str, str]
) -> None:
    figures(desk, urlencode(state))
    again = source(project_of(saved(desk, tmp_path / "brief.yaml")), load_playbook_with_risks(None))
    values = exactly(firm, {name: Decimal(value) for name, value in state.items()})
    for live in again.living.candidates:
        assert live.estimate.totals.horizon == values[f"{live.id}/total"]
    assert desk.page.locator("#headline").inner_text() == answer(again)
    assert clean(desk)


def test_without_scripts_the_answer_is_there(browser: Browser, page: Path) -> None:
    opened = browser.open(page, script=False)
    assert "Recommended: RegionSoft CRM Standard" in opened.page.locator("body").inner_text()


COLOURS = """(theme) => {
  document.documentElement.dataset.theme = theme;
  const {color, backgroundColor} = getComputedStyle(document.body);
  return [color, backgroundColor];
}"""


def test_paper_has_the_figures_of_the_page_and_is_light_even_from_a_dark_screen(
    browser: Browser, page: Path, tool: Callable[[str], str], tmp_path: Path
) -> None:
    opened = browser.open(page, fragment="years=3", dark=True)
    shown = {" ".join(text.split()) for _, text in figures(opened, "years=3")}
    paper = tmp_path / "report.pdf"
    paper.write_bytes(opened.page.pdf(format="A4", print_background=True))
    command = [tool("pdftotext"), "-layout", str(paper), "-"]
    printed = " ".join(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert len(shown) > 20
    assert [text for text in shown if text not in printed] == []
    assert "Where the difference comes from" in printed  # what is folded on the screen
    opened.page.emulate_media(media="print")
    assert [name for name in ("reset", "bar", "theme", "share") if opened.page.locator(f"#{name}").is_visible()] == []
    for theme in ("dark", "light", ""):
        ink, ground = opened.page.evaluate(COLOURS, theme)
        assert (theme, ink) == (theme, "rgb(29, 35, 41)")
        assert (theme, ground) == (theme, "rgb(255, 255, 255)")


HOSTILE = '</script><script>alert(1)</script> <img src=x onerror=alert(1)> {first} $& "><b> --> <!-- &lt; `${1}`'


def test_hostile_names_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    brief = tmp_path / "brief.yaml"
    written_brief = {"schema": "crm-planner/brief/1", "client": {"name": HOSTILE}, "date": "2026-11-23", "users": "TEN"}
    brief.write_text(json.dumps(written_brief).replace('"TEN"', "10"), encoding="utf-8")
    opened = browser.open(written(source_of(brief), tmp_path / "report.html"))
    assert HOSTILE in opened.page.locator("h1").inner_text()
    again = saved(opened, tmp_path / "again.yaml")
    assert again.brief.client.name.in_language("en") == HOSTILE
    assert clean(opened)
