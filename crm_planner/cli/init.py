"""`crm-planner init`: a valid, commented brief from answers on a terminal, or from options."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_planner.cli.catalog_import import deliver
from crm_planner.cli.options import Language, Quiet, readable
from crm_planner.cli.streams import complain
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.cli.desk import Desk
    from crm_planner.cli.interview import Interview
    from crm_planner.cli.new_brief import Answers

Said = str | None
File = Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it; - writes to standard output.")]
Force = Annotated[bool, typer.Option("--force", help="Replace the file, if it is there.")]


def _answer(metavar: str, said: str) -> Any:
    return typer.Option(metavar=metavar, help=said, callback=readable)


Wishes = Annotated[
    list[str] | None, _answer("YAML", "A wanted change: {name: Sales report, kind: report}. Repeatable.")
]
Integrations = Annotated[list[str] | None, _answer("NAME", "Another system to exchange data with. Repeatable.")]
Rates = Annotated[
    list[str] | None, _answer("CODE=RATE", "What one unit of another currency costs: USD=92.50. Repeatable.")
]
Profile = Annotated[
    bool | None, typer.Option("--risks/--no-risks", help="Ask the quick profile of risks too; else it is offered.")
]


def init(  # noqa: PLR0913 - every question is a parameter
    file: File = Path("brief.yaml"),
    *,
    company: Annotated[Said, _answer("NAME", "The client.")] = None,
    industry: Annotated[Said, _answer("TEXT", "What it does.")] = None,
    country: Annotated[Said, _answer("CODE", "Where it is: two letters such as RU.")] = None,
    currency: Annotated[Said, _answer("CODE", "The currency to compare in; RUB without it.")] = None,
    rate: Rates = None,
    users: Annotated[Said, _answer("N", "How many people will use the system.")] = None,
    peak: Annotated[Said, _answer("N", "How many of them at the same time; all without it.")] = None,
    years: Annotated[Said, _answer("N", "Over how many years costs are added up; 1 without it.")] = None,
    date: Annotated[Said, _answer("DATE", "The day whose prices hold; today without it.")] = None,
    start: Annotated[Said, _answer("DATE", "When the project starts.")] = None,
    wish: Wishes = None,
    integration: Integrations = None,
    record_kinds: Annotated[Said, _answer("N", "How many kinds of records are brought over.")] = None,
    records: Annotated[Said, _answer("N", "How many records in all.")] = None,
    existing: Annotated[Said, _answer("NAME", "The present software.")] = None,
    existing_yearly: Annotated[Said, _answer("AMOUNT", "What it costs each year.")] = None,
    existing_upgrade: Annotated[Said, _answer("AMOUNT", "What upgrading it costs once.")] = None,
    budget: Annotated[Said, _answer("AMOUNT", "What may be spent over all years.")] = None,
    risks: Profile = None,
    force: Force = False,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Begin a brief: a valid file with comments, from answers on a terminal, or from options.

    With --company and --users nothing is asked. The file is written when all questions are answered.

    \b
    Example:
      crm-planner init - --company "A firm" --users 25 --peak 12 --years 3
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.cli.desk import Desk, today
    from crm_planner.cli.interview import Interview, can_ask
    from crm_planner.place import Plain

    said = {
        ("client", "name"): company,
        ("client", "industry"): industry,
        ("client", "country"): country,
        ("currency",): currency,
        ("users", "total"): users,
        ("users", "peak"): peak,
        ("horizon_years",): years,
        ("date",): date or today().isoformat(),
        ("start",): start,
        ("migration", "entities"): record_kinds,
        ("migration", "rows"): records,
        ("existing", "name"): existing,
        ("existing", "yearly"): existing_yearly,
        ("existing", "upgrade"): existing_upgrade,
        ("budget",): budget,
    }
    given: Answers = {path: Plain(value) for path, value in said.items() if value is not None}
    given |= _listed(wish or (), integration or ()) | _rates(rate or (), given["date",])
    desk = Desk.open(lang=lang, no_color=True, quiet=quiet)
    _refuse(given, file, wants_risks=risks is True, can_ask=can_ask(), force=force)
    asking = Interview(desk.speech)
    answers = _completed(given, asking, desk)
    text = _written(answers, desk)
    following = f"crm-planner compare {shlex.quote(str(file))}"
    deliver(text, file, following, force=force, quiet=quiet)
    if str(file) != "-" and (risks or (risks is None and answers is not given and _wanted(asking))):
        _ask_risks(file, desk, following)


def _listed(wishes: Sequence[str], integrations: Sequence[str]) -> "Answers":
    from crm_planner.files.command_line import read_value
    from crm_planner.place import Plain

    found: Answers = {("customisations", n): read_value(one, f"--wish {n + 1}") for n, one in enumerate(wishes)}
    return found | {("integrations", n, "name"): Plain(one) for n, one in enumerate(integrations)}


def _rates(written: Sequence[str], day: Any) -> "Answers":
    from crm_planner.cli.new_brief import RATE_DAY, rate_of
    from crm_planner.place import Plain

    found: Answers = {}
    for one in written:
        code, equals, value = (part.strip() for part in one.partition("="))
        if not equals:
            raise UsageError(f'--rate "{one}" is not CODE=RATE; write for example --rate USD=92.50')
        found |= {RATE_DAY: day, rate_of(code): Plain(value)}
    return found


def _refuse(given: "Answers", file: Path, *, wants_risks: bool, can_ask: bool, force: bool) -> None:
    """Refuse before anything is asked what could not be asked, or not be written afterwards.

    Raises DataError with everything that is wrong with the options, UsageError, OutputError.
    """
    from crm_planner.cli.init_questions import missing
    from crm_planner.cli.new_brief import checked
    from crm_planner.files.writing import refuse_early

    checked(given)
    lacking = ", ".join(f"--{name}" for name in missing(given))
    if lacking and not can_ask:
        raise UsageError(
            f"there is no terminal to ask on; give {lacking}, or write a brief of three lines (examples/README.md). "
            "See crm-planner init --help"
        )
    if wants_risks and str(file) == "-":
        raise UsageError("answers about risks are written into a file; name one instead of -")
    if wants_risks and not can_ask:
        later = f"crm-planner risks {shlex.quote(str(file))} --answer CL-01.1=no"
        raise UsageError(f"there is no terminal to ask on; leave out --risks, and write answers with {later}")
    if str(file) != "-":
        refuse_early(file, replace=force)


def _completed(given: "Answers", asking: "Interview", desk: "Desk") -> "Answers":
    from crm_planner.cli.init_questions import complete, missing

    if not missing(given):
        return given
    return complete(given, {one.catalog.currency for one in desk._replace(quiet=True).read_catalogs()}, asking)


def _written(answers: "Answers", desk: "Desk") -> str:
    """The brief as YAML. Raises DataError with everything that is wrong with the answers."""
    from crm_planner.brief.model import Brief
    from crm_planner.cli.new_brief import checked, comments
    from crm_planner.documents.yaml_text import yaml_text
    from crm_planner.files.typed import read_document

    text = yaml_text(checked(answers).tree or {}, comments(answers, desk.speech))
    read_document(Brief, text.encode(), "the brief")
    return text


def _wanted(asking: "Interview") -> bool:
    """Whether the questions about risks are to be asked now."""
    from crm_planner.cli.interview import among
    from crm_planner.text import mark

    asking.paragraph("")
    asking.paragraph(asking.speech.translate(mark("A CRM fails for reasons that no price list shows.")))
    yes, no = (asking.speech.translate(word) for word in (mark("yes"), mark("no")))
    said = asking.must(mark("Answer the quick profile of risks now"), among((yes, no, "y", "n", "yes", "no")), yes)
    return said in (yes, "y", "yes")


def _ask_risks(file: Path, desk: "Desk", following: str) -> None:
    from crm_planner.cli.risk_answers import interview

    if interview(str(file), desk, everything=False) and not desk.quiet:
        complain(f"crm-planner: next: crm-planner risks {shlex.quote(str(file))}, and {following}")
