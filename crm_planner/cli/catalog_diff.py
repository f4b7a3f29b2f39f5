"""`crm-planner catalog diff`: what changed between price lists, and what it does to money."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from crm_planner.cli.desk import Desk, chosen_day
from crm_planner.cli.options import Format, Language, NoColour, Playbook, Quiet, place_to_read, readable
from crm_planner.cli.progress import progress
from crm_planner.cli.streams import complain, write
from crm_planner.errors import DataError, UsageError
from crm_planner.files.reading import STANDARD_INPUT

if TYPE_CHECKING:
    from crm_planner.brief.model import WrittenBrief
    from crm_planner.catalog.candidate import WrittenCatalog
    from crm_planner.repricing.condition import Condition
    from crm_planner.repricing.effect import Review

    Catalogs = tuple[WrittenCatalog, ...]


T = TypeVar("T")


class ReviewFormat(StrEnum):
    """How a review is written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"


Old = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="A file, a folder, or REV:PATH, such as main:vendor_catalogs.", callback=readable
    ),
]
New = Annotated[str, typer.Argument(metavar="NEW", help="The same, after the change.", callback=readable)]
Briefs = Annotated[
    Path | None,
    typer.Option(metavar="PATH", help="Price these briefs before and after: a folder or a file.", parser=place_to_read),
]
Rivals = Annotated[
    Path | None,
    typer.Option(
        "--catalogs",
        metavar="PATH",
        help="Price lists that do not change, to compare with: a folder or a file.",
        parser=place_to_read,
    ),
]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Price on this day what names none, instead of today.")]
ExitCode = Annotated[bool, typer.Option("--exit-code", help="End with status 1 if anything differs.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        metavar="CONDITION",
        help='End with status 1 if it holds: "increase>5% or total>100000", decrease, winner, removed.',
        callback=readable,
    ),
]
Form = Annotated[ReviewFormat, typer.Option("--format", help="How to write it; markdown is a pull request's comment.")]


def diff(  # noqa: PLR0913 - every option is a parameter
    old: Old,
    new: New,
    *,
    briefs: Briefs = None,
    catalogs: Rivals = None,
    playbook: Playbook = None,
    as_of: AsOf = None,
    exit_code: ExitCode = False,
    fail_on: FailOn = None,
    form: Form = ReviewFormat.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Compare price lists item by item, and price both for firms of 5, 10, 25 and 50 users and for briefs.

    Where nothing differs, nothing is printed.

    \b
    Examples:
      crm-planner catalog diff examples/price-change/before examples/price-change/after
      crm-planner catalog diff examples/price-change/before examples/price-change/after --fail-on "total>900000"
      crm-planner catalog diff examples/price-change/before examples/price-change/after --format markdown
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.repricing.condition import parse
    from crm_planner.repricing.effect import Review

    if old == new == STANDARD_INPUT:
        raise UsageError("- is standard input, and stands for one side only")
    conditions = [parse(one) for one in fail_on or ()]
    day = chosen_day(as_of)
    desk = Desk.open(catalogs=catalogs, playbook=playbook, lang=lang, no_color=no_color, quiet=quiet)
    review = _review(Review(old, new, day, (), ()), desk, catalogs, briefs)
    _show(review, form, desk)
    if _fails(conditions, review, quiet=quiet) or (exit_code and review.changes):
        raise typer.Exit(1)


def _review(asked: "Review", desk: Desk, rivals: Path | None, briefs: Path | None) -> "Review":
    """What differs, and for every client what that costs; nothing is priced where nothing differs."""
    from crm_planner.catalog.change import changes
    from crm_planner.files.catalogs import load_catalogs
    from crm_planner.files.revisions import price_lists

    readers: list[Callable[[], Catalogs]] = [lambda: price_lists(asked.old), lambda: price_lists(asked.new)]
    if rivals is not None:
        readers.append(lambda: load_catalogs(rivals))
    before, after, *more = _read(readers)
    for written in after:
        desk.warn(written.warnings)
    found = changes(before, after)
    if not found:
        return asked
    known = {written.catalog.id for written in (*before, *after)}
    others = tuple(one for one in (more[0] if more else ()) if one.catalog.id not in known)
    return _priced(asked._replace(changes=found), (*before, *others), (*after, *others), desk, briefs)


def _read(readers: "Iterable[Callable[[], T]]") -> "list[T]":
    """What all of them read. Raises DataError with the problems of all."""
    read, problems = [], []
    for reader in readers:
        try:
            read.append(reader())
        except DataError as error:
            problems += list(error.problems)
    if problems:
        raise DataError(tuple(dict.fromkeys(problems)))
    return read


def _priced(asked: "Review", old: "Catalogs", new: "Catalogs", desk: Desk, briefs: Path | None) -> "Review":
    """The review with every client priced before and after."""
    from crm_planner.catalog.change import renamed_candidates
    from crm_planner.files.playbooks import load_playbook
    from crm_planner.repricing.clients import clients_of, standard_clients
    from crm_planner.repricing.effect import Market, reprice

    playbook, wanted = load_playbook(desk.playbook), _briefs(briefs)
    desk.warn((*playbook.warnings, *(warning for brief in wanted for warning in brief.warnings)))
    market = Market(old, new, playbook.at_vendors_prices(), asked.day, renamed_candidates(old, new))
    clients = (*standard_clients((*old, *new)), *clients_of(wanted))
    effects = []
    with progress(len(clients), quiet=desk.quiet) as step:
        for client in clients:
            effects.append(reprice(client, market))
            step()
    return asked._replace(effects=tuple(effects))


def _briefs(path: Path | None) -> "list[WrittenBrief]":
    """The brief in a file, or all of a folder. Raises InputError, or DataError with the problems of all."""
    from crm_planner.files.briefs import load_brief
    from crm_planner.files.catalogs import yaml_files

    if path is None:
        return []
    return _read([partial(load_brief, str(file)) for file in yaml_files(path)])


def _show(review: "Review", form: ReviewFormat, desk: Desk) -> None:
    """Write the review; where nothing differs, only a program is told so."""
    if form is ReviewFormat.JSON:
        from crm_planner.documents.review_json import review_json

        write(review_json(review, desk.speech), utf8=True)
    elif review.changes and form is ReviewFormat.MARKDOWN:
        from crm_planner.documents.review_markdown import review_markdown

        write(review_markdown(review, desk.speech), utf8=True)
    elif review.changes:
        from crm_planner.documents.review import review_page

        desk.show(review_page(review), Format.TABLE)


def _fails(conditions: "Iterable[Condition]", review: "Review", *, quiet: bool) -> bool:
    """Whether a condition holds; each that does says on standard error where, and what it could not judge."""
    from crm_planner.repricing.condition import hits, unjudged

    failed = False
    for condition in conditions:
        found = list(dict.fromkeys(hit.said for hit in hits(condition, review)))
        unknown = list(dict.fromkeys(case.said for case in unjudged(condition, review)))
        if found:
            complain(f"crm-planner: --fail-on {_first(found)}")
        elif unknown and not quiet:
            complain(f"crm-planner: --fail-on {condition.written} says nothing of {_first(unknown)}")
        failed = failed or bool(found)
    return failed


def _first(each: list[str]) -> str:
    """The first, and how many more there are: one line is read, fifty are not."""
    return each[0] if len(each) == 1 else f"{each[0]}; and {len(each) - 1} more"
