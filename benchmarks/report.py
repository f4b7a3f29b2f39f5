"""`report` beside `compare`: building the page, and the page beside an empty one in Chromium; its size.

python -m benchmarks.report
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.ratios import interleaved, report
from crm_planner.documents.comparison import comparison_page
from crm_planner.documents.plain import plain_text
from crm_planner.documents.report.page import report_html
from crm_planner.documents.report.runtime import runtime
from crm_planner.documents.report.source import source
from crm_planner.documents.wording import Speech
from crm_planner.files.briefs import load_brief
from crm_planner.files.bundled import folder
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook, load_playbook_with_risks
from crm_planner.project import Project, compare

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BRIEF = Path(__file__).resolve().parents[1] / "examples" / "firm-of-25.yaml"
ROUNDS = 3
AIMS = {"report": 120.0}
LARGEST = 2_000_000
EMPTY = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>-</title></head><body>-</body></html>'

MOVED = """async () => {
  const times = [];
  const slider = document.querySelector('#controls input[type=range]');
  for (let at = 1; at <= 20; at += 1) {
    const began = performance.now();
    slider.value = String(at);
    slider.dispatchEvent(new Event('input'));
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[10];
}"""
FRAME = """async () => {
  const times = [];
  for (let at = 1; at <= 20; at += 1) {
    const began = performance.now();
    await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
    times.push(performance.now() - began);
  }
  return times.sort((a, b) => a - b)[10];
}"""


def timed(act: object) -> float:
    """Seconds that `act` takes."""
    began = perf_counter()
    act()  # type: ignore[operator]
    return perf_counter() - began


def in_browser(page: str) -> None:
    """Print what opening the page and moving a slider take, as multiples of an empty page."""
    program = shutil.which("chromium")
    if program is None:
        print("no chromium here: the page itself is not timed")
        return
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        paths = {name: Path(place) / f"{name}.html" for name in ("empty", "report")}
        paths["empty"].write_text(EMPTY, encoding="utf-8")
        paths["report"].write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=program)
        opening = interleaved(
            {
                "empty page": lambda: _opened(browser, paths["empty"]),
                "page ready": lambda: _opened(browser, paths["report"]),
            },
            ROUNDS,
        )
        report(opening, "empty page", {})
        moving = {name: _asked(browser, paths[name], script) for name, script in (("empty", FRAME), ("report", MOVED))}
        times = moving["report"] / moving["empty"]
        print(f"slider to figure: {moving['report']:.1f} ms, {times:.1f} frames of an empty page")
        browser.close()


def _opened(browser: "Browser", path: Path) -> float:
    """How long until the page is loaded, its figures drawn."""
    page = browser.new_page()
    began = perf_counter()
    page.goto(path.as_uri())
    took = perf_counter() - began
    page.close()
    return took


def _asked(browser: "Browser", path: Path, script: str) -> float:
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_timeout(1000)
    took: float = page.evaluate(script)
    page.close()
    return took


def main() -> None:
    """Print everything; fail where the page is too large."""
    catalogs, playbook = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs"), load_playbook(None)
    knowledge, templates = load_playbook_with_risks(None), folder("templates")
    speech = Speech("en", templates / "wording")
    project = Project(load_brief(str(BRIEF)), catalogs, playbook, date(2026, 11, 23))
    print(f"the program that draws charts, once: {timed(runtime) * 1000:.0f} ms")

    def build() -> str:
        return report_html(source(project, knowledge), "en", templates)

    building = interleaved(
        {
            "compare": lambda: timed(lambda: plain_text(comparison_page(compare(project)), speech)),
            "report": lambda: timed(build),
        },
        ROUNDS,
    )
    report(building, "compare", AIMS)
    page = build()
    size = len(page.encode())
    print(f"size: {size:,} bytes")
    in_browser(page)
    if size >= LARGEST:
        sys.exit(f"the page is larger than {LARGEST:,} bytes")


if __name__ == "__main__":
    main()
