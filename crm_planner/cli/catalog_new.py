"""`crm-planner catalog new`: a valid, commented catalog from a few answers, given as options or asked for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crm_planner.cli.catalog_import import Force, Output, deliver, readable_again
from crm_planner.cli.options import Language, Quiet, readable
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.catalog.answers import Answers

Said = str | None
Vendor = Annotated[Said, typer.Option(help="Who sells it.", callback=readable)]
Product = Annotated[Said, typer.Option(help="What is sold.", callback=readable)]
Id = Annotated[Said, typer.Option("--id", help="The catalog's id; without it made from the vendor.", callback=readable)]
Currency = Annotated[Said, typer.Option(help="The currency of the prices, such as RUB.", callback=readable)]
Tax = Annotated[Said, typer.Option(help="included, excluded, exempt or unknown.", callback=readable)]
AsOf = Annotated[Said, typer.Option("--prices-as-of", metavar="DATE", help="The day of the prices.", callback=readable)]
SourceTitle = Annotated[Said, typer.Option("--source", help="Where the prices are from.", callback=readable)]
Edition = Annotated[Said, typer.Option(help="The edition; Standard without it.", callback=readable)]
Metric = Annotated[Said, typer.Option(help="named_user, concurrent_user, server or company.", callback=readable)]
Items = Annotated[
    list[str] | None,
    typer.Option("--item", metavar="YAML", help="An item as a catalog writes it. Repeatable.", callback=readable),
]


def new(  # noqa: PLR0913 - every question is a parameter
    *,
    vendor: Vendor = None,
    product: Product = None,
    id_: Id = None,
    currency: Currency = None,
    tax: Tax = None,
    prices_as_of: AsOf = None,
    source: SourceTitle = None,
    edition: Edition = None,
    metric: Metric = None,
    items: Items = None,
    output: Output = None,
    force: Force = False,
    lang: Language = None,
    quiet: Quiet = False,
) -> None:
    """Begin a catalog: a valid file with comments, from options or, on a terminal, from answers.

    With --vendor, --product, --currency, --metric and an --item nothing is asked.

    \b
    Example:
      crm-planner catalog new --vendor Acme --product CRM --currency EUR --metric named_user --item "{id: seat, category: licence, price: {kind: per_unit, amount: 250}}"
    """  # noqa: D301, E501 - \b keeps the parser from filling the lines; an example stands on one
    from crm_planner.catalog.answers import Answers

    read = tuple(_read_item(number, written) for number, written in enumerate(items or (), 1))
    given = Answers(vendor, product, id_, currency, tax, prices_as_of, source, edition, metric, read)
    asked = _asked(given, lang) if given.missing else given
    text = _written(asked)
    if output is None and asked is not given:
        output = _file_to_write(asked, lang, force=force)
    deliver(text, output, f"crm-planner catalog lint {output}", force=force, quiet=quiet)


def _read_item(number: int, written: str) -> Any:
    from crm_planner.files.command_line import read_value

    return read_value(written, f"--item {number}")


def _asked(given: "Answers", lang: str | None) -> "Answers":
    """The answers, completed by whoever sits at the terminal. Raises UsageError where nobody does."""
    from crm_planner.cli.catalog_questions import complete
    from crm_planner.cli.interview import can_ask

    if not can_ask():
        missing = ", ".join(f"--{name}" for name in given.missing)
        raise UsageError(f"there is no terminal to ask on; give {missing}. See crm-planner catalog new --help")
    return complete(given, _interview(lang))


def _written(answers: "Answers") -> str:
    """The catalog as YAML. Raises DataError with everything that is wrong with the answers."""
    from crm_planner.catalog.answers import draft_of
    from crm_planner.catalog.model import Catalog
    from crm_planner.files.typed import check
    from crm_planner.place import Copied, Place
    from crm_planner.place import Path as Way

    draft = draft_of(answers)
    origins: dict[Way, Place] = {("prices_as_of",): Place("--prices-as-of"), ("tax",): Place("--tax")}
    origins |= {(name,): Place(f"--{name}") for name in ("vendor", "product", "id", "currency")}
    origins |= {("editions", 0): Place("--edition"), ("editions", 0, "licence_metric"): Place("--metric")}
    origins |= {("editions", 0, "items", n): Place(f"--item {n + 1}") for n in range(len(answers.items))}
    origins |= {("sources",): Place("--source")}
    check(Catalog, Copied("catalog new", draft.tree, origins), [])
    return readable_again(draft)


def _file_to_write(answers: "Answers", lang: str | None, *, force: bool) -> Path:
    """Asked last, and again where a file is there already: the answers must not be lost."""
    from crm_planner.problem import quoted
    from crm_planner.refusal import refuse
    from crm_planner.text import mark

    def free(name: Any) -> None:
        if not force and Path(str(name)).exists():
            refuse("OUT001", f"{quoted(name)} is there already", "Name another")

    return Path(_interview(lang).must(mark("File to write"), free, f"{answers.id}.yaml"))


def _interview(lang: str | None) -> Any:
    from crm_planner.cli.desk import Desk
    from crm_planner.cli.interview import Interview

    return Interview(Desk.open(lang=lang, no_color=False, quiet=False).speech)
