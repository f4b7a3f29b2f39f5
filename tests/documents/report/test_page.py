"""The page as its readers use it: phone, keyboard, languages, paper, shared addresses, and the brief it gives back."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

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


@pytest.mark.parametrize(("language", "dark"), [("en", True), ("ru", False), ("ja", True)])
def test_a_phone_need_not_scroll_sideways(browser: Browser, page: Path, language: str, *, dark: bool) -> None:
    opened = browser.open(page, fragment=f"lang={language}", width=390, height=844, dark=dark)
    assert opened.sideways == 0
    assert opened.page.locator("html").get_attribute("lang") == language
    opened.page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    assert opened.unreadable() == []
    assert clean(opened)


def test_it_is_read_and_moved_by_keyboard_alone(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    keys = opened.page.keyboard
    opened.page.locator("#controls input[type=range]").first.focus()
    keys.press("End")
    assert opened.page.get_by_label("People who use the system", exact=True).input_value() == "200"
    opened.page.locator("#comparison button.figure").first.focus()
    keys.press("Enter")
    assert opened.page.locator("#explanation").evaluate("one => one.open")
    keys.press("Escape")
    assert not opened.page.locator("#explanation").evaluate("one => one.open")
    assert clean(opened)


def test_a_screen_reader_hears_the_answer_when_it_changes(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    said = opened.page.locator("#live").text_content()
    opened.page.get_by_label("People who use the system", exact=True).fill("60")
    opened.page.wait_for_function("before => document.getElementById('live').textContent !== before", arg=said)
    assert opened.page.locator("#live").get_attribute("aria-live") == "polite"


def test_the_language_is_switched_inside_the_file(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    for language, title in (("ru", "Какая CRM"), ("ja", "CRMは?"), ("en", "Which CRM")):
        opened.page.locator(f"#languages button[lang={language}]").click()
        assert title in opened.page.title()
        assert opened.page.locator("html").get_attribute("lang") == language
    assert clean(opened)


def test_the_address_holds_the_state_and_opens_it_again(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    opened.page.get_by_label("People who use the system", exact=True).fill("40")
    opened.page.wait_for_function("location.hash.includes('40')")
    address = opened.page.evaluate("location.hash.slice(1)")
    again = browser.open(page, fragment=address)
    assert again.page.get_by_label("People who use the system", exact=True).input_value() == "40"
    assert again.page.locator("#cards").inner_text() == opened.page.locator("#cards").inner_text()


HOSTILE_ADDRESSES = [
    "users%2Ftotal=1e9", "users%2Ftotal=-1", "users%2Ftotal=25.5", "users%2Ftotal=NaN", "users%2Ftotal=1/0",
    "users%2Ftotal=%3Cscript%3E", "__proto__=1&constructor=2", "lang=%3Cimg src=x onerror=alert(1)%3E", "%E0%A4%A",
    "years=" + "9" * 5000, "x=" * 9000, "<script>alert(1)</script>", "years=1&years=99", "discount%2Fagreed.1=0.3",
]  # fmt: skip


def test_hostile_addresses_change_nothing(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    start = opened.page.locator("#cards").inner_text()
    for address in HOSTILE_ADDRESSES:
        figures(opened, address)
        assert (address, opened.page.locator("#cards").inner_text()) == (address, start)
        assert opened.page.locator("#notice").is_visible(), address
    assert clean(opened)


def test_the_start_comes_back(browser: Browser, page: Path) -> None:
    opened = browser.open(page, fragment="years=5&users%2Ftotal=60")
    assert opened.page.locator("#changed").is_visible()
    opened.page.locator("#reset").click()
    opened.page.locator("#changed").wait_for(state="hidden")
    assert opened.page.evaluate("location.hash") in {"", "#"}


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


def saved_brief(opened: Opened, path: Path) -> Source:
    """The project of the brief that the page gives back."""
    with opened.page.expect_download() as saved:
        opened.page.locator("#brief").click()
    saved.value.save_as(path)
    return source(project_of(load_brief(str(path))), load_playbook_with_risks(None))


@pytest.mark.parametrize("state", STATES, ids=["much", "little"])
def test_the_brief_it_gives_back_is_decided_as_the_page_says(
    browser: Browser, firm: Source, page: Path, tmp_path: Path, state: dict[str, str]
) -> None:
    opened = browser.open(page, fragment="&".join(f"{name}={value}" for name, value in state.items()))
    again = saved_brief(opened, tmp_path / "brief.yaml")
    values = exactly(firm, {name: Decimal(value) for name, value in state.items()})
    for live in again.living.candidates:
        assert live.estimate.totals.horizon == values[f"{live.id}/total"]
    assert opened.page.locator("#headline").inner_text() == answer(again)
    assert clean(opened)


def test_without_scripts_the_answer_is_there(browser: Browser, page: Path) -> None:
    opened = browser.open(page, script=False)
    assert "Recommended: RegionSoft CRM Standard" in opened.page.locator("body").inner_text()


def test_on_paper_everything_is_open_and_no_control_is_drawn(browser: Browser, page: Path) -> None:
    opened = browser.open(page)
    opened.page.emulate_media(media="print")
    assert not opened.page.locator("#reset").is_visible()
    assert not opened.page.locator("#bar").is_visible()
    assert opened.page.pdf(format="A4").startswith(b"%PDF")


HOSTILE = '</script><script>alert(1)</script> <img src=x onerror=alert(1)> {first} $& "><b> --> <!-- &lt; `${1}`'


def test_hostile_names_are_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    brief = tmp_path / "brief.yaml"
    written_brief = {"schema": "crm-planner/brief/1", "client": {"name": HOSTILE}, "date": "2026-11-23", "users": "TEN"}
    brief.write_text(json.dumps(written_brief).replace('"TEN"', "10"), encoding="utf-8")
    opened = browser.open(written(source_of(brief), tmp_path / "report.html"))
    assert HOSTILE in opened.page.locator("h1").inner_text()
    again = saved_brief(opened, tmp_path / "again.yaml")
    assert again.project.brief.brief.client.name.in_language("en") == HOSTILE
    assert clean(opened)
