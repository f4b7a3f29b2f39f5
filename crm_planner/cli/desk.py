"""What holds for one run of a command: the project's settings, the command line's wishes, and how to answer."""

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from crm_planner.cli.options import Format
from crm_planner.cli.streams import complain, write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.brief.model import WrittenBrief
    from crm_planner.catalog.candidate import WrittenCatalog
    from crm_planner.documents.page import Page
    from crm_planner.documents.wording import Speech
    from crm_planner.estimate.lines import Estimate
    from crm_planner.playbook.with_plan import WrittenPlaybookWithPlan
    from crm_planner.playbook.with_risks import WrittenPlaybookWithRisks
    from crm_planner.problem import Problem
    from crm_planner.project import Project
    from crm_planner.risk.assessment import Assessment
    from crm_planner.simulation.simulate import Simulation


class Desk(NamedTuple):
    """Where to read, and how to speak. Options of the command line come before the settings of the folder."""

    catalogs: Path | None
    playbook: Path | None
    speech: "Speech"
    colour: bool
    quiet: bool
    overlays: tuple[Path, ...] = ()

    @classmethod
    def open(
        cls,
        *,
        catalogs: Path | None = None,
        playbook: Path | None = None,
        overlays: Sequence[Path] | None = None,
        lang: str | None,
        no_color: bool,
        quiet: bool,
    ) -> "Desk":
        """The desk for these options. Raises UsageError for an unknown language, DataError for bad settings."""
        from crm_planner.documents.wording import Speech
        from crm_planner.files.bundled import folder
        from crm_planner.files.settings import load_settings

        settings = load_settings(Path())
        speech = Speech(lang or settings.language or "en", folder("templates") / "wording")
        own = (catalogs or settings.catalogs, playbook or settings.playbook)
        return cls(*own, speech, not no_color, quiet, tuple(overlays or ()))

    def read_catalogs(self) -> tuple["WrittenCatalog", ...]:
        """The catalogs of this run, with their warnings said. Raises InputError and DataError."""
        from crm_planner.files.bundled import folder
        from crm_planner.files.catalogs import load_catalogs

        if self.catalogs is None:
            catalogs = load_catalogs(folder("vendor_catalogs"), "vendor_catalogs", self.overlays)
        else:
            catalogs = load_catalogs(self.catalogs, overlays=self.overlays)
        for written in catalogs:
            self.warn(written.warnings)
        return catalogs

    def read_checklist(self) -> "WrittenPlaybookWithRisks":
        """The playbook of this run with its checklist of risks. Raises InputError and DataError."""
        from crm_planner.files.playbooks import load_playbook_with_risks

        return load_playbook_with_risks(self.playbook)

    def read_breakdown(self) -> "WrittenPlaybookWithPlan":
        """The playbook of this run with its work breakdown. Raises InputError and DataError."""
        from crm_planner.files.playbooks import load_playbook_with_plan

        return load_playbook_with_plan(self.playbook)

    def project(self, brief: "WrittenBrief") -> "Project":
        """A brief with the catalogs and playbook of this run. Raises InputError and DataError."""
        from crm_planner.files.playbooks import load_playbook
        from crm_planner.project import Project

        playbook = load_playbook(self.playbook)
        self.warn((*brief.warnings, *playbook.warnings))
        return Project(brief, self.read_catalogs(), playbook, today())

    def assess(
        self, project: "Project", estimates: "Sequence[Estimate]", only: str | None = None
    ) -> "Assessment | None":
        """The risks of a project that is priced, or None where the brief says nothing of risks.

        Raises DataError for what the brief says about risks that no checklist knows.
        """
        from crm_planner.project import assess

        brief = project.brief.brief
        if not (brief.answers or brief.mitigations or brief.risks):
            return None
        return assess(project, self.read_checklist(), estimates, only)

    def simulate(self, project: "Project", form: str, *, wanted: bool) -> "Simulation | None":
        """How sure the totals of a project are, if somebody wants to know.

        Raises MissingExtra without NumPy, UsageError for a form that has no place for it.
        """
        if not wanted:
            return None
        if form == Format.CSV:
            raise UsageError("--range is not in csv: take another --format, or crm-planner simulate --format csv")
        from crm_planner.simulation.simulate import simulate

        return simulate(project._replace(brief=project.brief._replace(scenarios=())), self.read_checklist())

    def warn(self, problems: Iterable["Problem"]) -> None:
        """Say warnings on standard error, unless nobody wants them."""
        if not self.quiet:
            for problem in problems:
                complain(str(problem))

    def draws(self, form: str) -> bool:
        """Whether somebody looks at a terminal, where bars help."""
        return form == Format.TABLE and sys.stdout.isatty()

    def show(self, page: "Page", form: str) -> None:
        """Write `page` as a table (for a terminal, or plain for a pipe), as Markdown or as HTML."""
        write(self.text(page, form, terminal=sys.stdout.isatty()), utf8=form != Format.TABLE)

    def text(self, page: "Page", form: str, *, terminal: bool = False) -> str:
        """The same as a text: a table as plain lines, unless it is for a terminal."""
        text = self._rendered(page, form, terminal=terminal)
        if self.speech.fell_back:
            text = self._rendered(page.admitting(self.speech.fell_back), form, terminal=terminal)
        return text

    def _rendered(self, page: "Page", form: str, *, terminal: bool) -> str:
        if form == Format.MARKDOWN:
            from crm_planner.documents.table_markdown import markdown

            return markdown(page, self.speech)
        if form == Format.HTML:
            from crm_planner.documents.table_html import html
            from crm_planner.files.bundled import folder

            return html(page, self.speech, folder("templates"))
        if terminal:
            from crm_planner.documents.terminal import on_terminal

            return on_terminal(page, self.speech, colour=self.colour)
        from crm_planner.documents.plain import plain_text

        return plain_text(page, self.speech)


def today() -> date:
    """The day it is here; the one SOURCE_DATE_EPOCH names, in seconds, where outputs must be the same again."""
    written = os.environ.get("SOURCE_DATE_EPOCH")
    if written is None:
        return datetime.now(tz=UTC).astimezone().date()
    try:
        return datetime.fromtimestamp(int(written), tz=UTC).date()
    except (ValueError, OverflowError, OSError):
        raise UsageError(f'SOURCE_DATE_EPOCH is "{written}"; it is a number of seconds since 1970') from None


def chosen_day(written: str | None) -> date:
    """The day `--as-of` names, else today. Raises UsageError for what is no date."""
    from crm_planner.errors import UsageError

    if written is None:
        return today()
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise UsageError(f'--as-of "{written}" is not a date; write it as 2026-11-23') from None
