"""`crm-planner catalog`: commands about price lists."""

from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli import (
    catalog_diff,
    catalog_fmt,
    catalog_import,
    catalog_lint,
    catalog_new,
    catalog_rules,
    catalog_test,
)
from crm_planner.cli.desk import Desk
from crm_planner.cli.options import Catalogs, Format, Language, NoColour, Overlays, Quiet
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.catalog.candidate import WrittenCatalog

CatalogName = Annotated[str | None, typer.Argument(metavar="[CATALOG]", help="A catalog's id; without, all of them.")]

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def catalog(context: typer.Context) -> None:
    """Look at price lists.

    \b
    Example:
      crm-planner catalog show
    """  # noqa: D301 - \b keeps the parser from filling the lines
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), err=True)
        raise typer.Exit(2)


@app.command(short_help="A price list, or all of them.")
def show(  # noqa: PLR0913 - every option is a parameter
    name: CatalogName = None,
    *,
    catalogs: Catalogs = None,
    overlay: Overlays = None,
    form: Annotated[Format, typer.Option("--format", help="How to write it.")] = Format.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Show a price list: editions, items, prices in words, sources, and what is unknown.

    \b
    Examples:
      crm-planner catalog show
      crm-planner catalog show regionsoft --lang ja
      crm-planner catalog show --format csv
    """  # noqa: D301 - \b keeps the parser from filling the lines
    desk = Desk.open(catalogs=catalogs, overlays=overlay, lang=lang, no_color=no_color, quiet=quiet)
    known = desk.read_catalogs()
    chosen = known if name is None else (_named(known, name),)
    if form in (Format.JSON, Format.CSV):
        from crm_planner.documents.table_catalog import catalogs_csv, catalogs_json

        write((catalogs_json if form is Format.JSON else catalogs_csv)(chosen, desk.speech), utf8=True)
    else:
        from crm_planner.documents.catalog import catalog_page, catalogs_page

        desk.show(catalogs_page(known) if name is None else catalog_page(*chosen), form)


app.command(short_help="Check price lists.")(catalog_lint.lint)
app.command(short_help="What the checks look for.")(catalog_rules.rules)
app.command("diff", short_help="What a change of price lists does to money.")(catalog_diff.diff)
app.command(short_help="Lay out files in one way.")(catalog_fmt.fmt)
app.command("import", short_help="A vendor's price list into a draft catalog.")(catalog_import.import_)
app.command(short_help="Begin a catalog from a few answers.")(catalog_new.new)
app.command("test", short_help="Run the golden cases of price lists.")(catalog_test.run)


def _named(catalogs: tuple["WrittenCatalog", ...], name: str) -> "WrittenCatalog":
    from crm_planner.letters import nearest, one_of

    by_id = {written.catalog.id: written for written in catalogs}
    by_id |= {one.book.id: written for written in catalogs for one in written.books}
    if name not in by_id:
        near = nearest(name, by_id)
        hint = f'did you mean "{near}"?' if near else f"there are {one_of(by_id)}"
        raise UsageError(f'there is no catalog "{name}"; {hint}')
    return by_id[name]
