"""What the tests of pages rely on: nothing a page does, says or asks for goes unseen."""

from pathlib import Path

import pytest

from tests.browser import Browser

STRICT = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def write(page: Path, body: str, head: str = "") -> Path:
    page.write_text(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>A page</title>{head}<main><h1>Page</h1>{body}</main>",
        encoding="utf-8",
    )
    return page


def test_a_quiet_page_has_nothing_against_it(browser: Browser, page: Path) -> None:
    opened = browser.open(write(page, "<p id=here>good <a href='#here'>day</a>", STRICT), fragment="here")
    opened.page.get_by_role("link").click()
    assert opened.page.inner_text("p") == "good day"
    assert (opened.faults, opened.requests, opened.dialogs, opened.sideways, opened.unreadable()) == ([], [], [], 0, [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<script>console.error('broken')</script>", "error: broken"),
        ("<script>console.warn('doubtful')</script>", "warning: doubtful"),
        ("<script>nowhere()</script>", "uncaught: nowhere is not defined"),
    ],
    ids=["error", "warning", "uncaught"],
)
def test_what_a_page_says_is_heard(browser: Browser, page: Path, body: str, said: str) -> None:
    assert browser.open(write(page, body)).faults == [said]


def test_what_the_security_policy_stops_is_heard(browser: Browser, page: Path) -> None:
    (fault,) = browser.open(write(page, "<script>document.title = 'Run'</script>", STRICT)).faults
    assert "Content Security Policy" in fault


def test_every_request_is_seen(browser: Browser, page: Path) -> None:
    picture = "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA="
    neighbour = page.with_name("neighbour.css")
    head = f"<link rel=stylesheet href='{neighbour.name}'>"
    body = f"<img src='{picture}' alt=dot><img src='https://example.com/x.png' alt=x>"
    opened = browser.open(write(page, body, head))
    assert sorted(opened.requests) == [neighbour.as_uri(), "https://example.com/x.png"]


def test_a_question_is_noted_and_dismissed(browser: Browser, page: Path) -> None:
    assert browser.open(write(page, "<script>confirm('Sure?')</script>")).dialogs == ["Sure?"]


def test_a_wide_page_is_seen_on_a_telephone(browser: Browser, page: Path) -> None:
    assert browser.open(write(page, "<p style='width: 500px'>wide"), width=390).sideways > 100


def test_faults_of_accessibility_are_found_under_a_strict_policy(browser: Browser, page: Path) -> None:
    found = browser.open(write(page, "<input><p style='color: #eee; background: #fff'>faint", STRICT)).unreadable()
    assert [fault.partition(" ")[0] for fault in found] == ["color-contrast", "label"]
    assert "label (critical)" in found[1]


def test_dark_and_language_reach_the_page(browser: Browser, page: Path) -> None:
    script = (
        "<script>document.title = [matchMedia('(prefers-color-scheme: dark)').matches, navigator.language]</script>"
    )
    assert browser.open(write(page, script), dark=True, locale="ru").page.title() == "true,ru"
