"""Pages in a headless Chromium: opened from a file as a mail attachment is, with all they said and asked for.

    opened = browser.open(path, width=390, dark=True)
    opened.page.get_by_label("Users").fill("40")
    assert not opened.faults and not opened.requests

`browser` is a fixture of tests/conftest.py; it starts one Chromium for a file of tests.
`kept` opens a page for all of a file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, sync_playwright

GRAVE = ("serious", "critical")
_INSIDE = ("data:", "blob:", "about:")
"""Addresses that leave neither the page nor the machine."""


@dataclass
class Opened:
    """A page, and what it did since it was opened."""

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)
    """Errors and warnings of the console, among them what the content security policy stopped; errors nobody caught."""
    requests: list[str] = field(default_factory=list)
    """Everything it asked for beyond itself; a page in one file asks for nothing."""
    dialogs: list[str] = field(default_factory=list)
    """What it asked its reader; dismissed."""

    def watch(self) -> None:
        """Collect from now on."""
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"uncaught: {error}"))
        self.page.on("request", self._asked)
        self.page.on("dialog", self._questioned)

    @property
    def sideways(self) -> int:
        """How many pixels the page is wider than its window; 0 where it need not be scrolled sideways."""
        wider: int = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return wider

    def unreadable(self) -> list[str]:
        """What axe-core finds serious or critical for people who read with a keyboard, a screen reader or weak eyes."""
        self.page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({resultTypes: ['violations']}).then(({violations}) => violations)")
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: {part['html'][:200]}"
            for fault in found
            if fault["impact"] in GRAVE
            for part in fault["nodes"]
        ]

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if request.url.partition("#")[0] != self.address and not request.url.startswith(_INSIDE):
            self.requests.append(request.url)

    def _questioned(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


class Browser:
    """A Chromium without a network, in which each page is a visitor of its own."""

    def __init__(self, chromium: Chromium) -> None:
        self.chromium = chromium
        self.contexts: list[BrowserContext] = []

    def kept(self, path: Path) -> Opened:
        """The file at `path`, open until the browser ends: for tests that each put it back to its start."""
        opened = self.open(path)
        self.contexts.pop()
        return opened

    def open(  # noqa: PLR0913 - what a reader's screen may be like, all of it keyword only
        self,
        path: Path,
        *,
        fragment: str = "",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        locale: str = "en",
        script: bool = True,
    ) -> Opened:
        """The file at `path`, loaded, on a screen of `width` x `height`; `fragment` follows the # of its address.

        `script`: whether JavaScript runs. It stays open until the test is over.
        """
        context = self.chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            locale=locale,
            java_script_enabled=script,
            offline=True,
        )
        self.contexts.append(context)
        context.set_default_timeout(10_000)
        address = path.resolve().as_uri()
        opened = Opened(context.new_page(), address)
        opened.watch()
        opened.page.goto(f"{address}#{fragment}" if fragment else address)
        return opened

    def forget(self) -> None:
        """Close what was opened."""
        while self.contexts:
            self.contexts.pop().close()


@contextmanager
def chromium_at(program: str) -> Iterator[Browser]:
    """The browser `program`, without a window, until the end."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program)
        try:
            yield Browser(chromium)
        finally:
            chromium.close()
