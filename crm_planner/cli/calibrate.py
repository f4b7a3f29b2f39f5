"""`crm-planner calibrate`: did 80 of 100 projects stay within P80, and which spreads their hours suggest."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.catalog_import import Force, Output, deliver
from crm_planner.cli.desk import Desk
from crm_planner.cli.options import Format, Language, NoColour, Playbook, Quiet
from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.simulation.calibrate import Calibration


class CalibrationFormat(StrEnum):
    """How a calibration is written."""

    TABLE = "table"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


ActualsFile = Annotated[str, typer.Argument(metavar="ACTUALS", help="Ended projects in YAML; - reads standard input.")]


def calibrate(  # noqa: PLR0913 - every option is a parameter
    actuals: ActualsFile,
    *,
    output: Output = None,
    force: Force = False,
    playbook: Playbook = None,
    form: Annotated[CalibrationFormat, typer.Option("--format", help="How to write it.")] = CalibrationFormat.TABLE,
    lang: Language = None,
    no_color: NoColour = False,
    quiet: Quiet = False,
) -> None:
    """Compare forecasts with what projects cost: how often P80 held, and by how much hours missed.

    With -o the suggested spreads are written as a file of a playbook, and the result is still printed.

    \b
    Examples:
      crm-planner calibrate examples/actuals/ended.yaml
      crm-planner calibrate examples/actuals/ended.yaml --format json
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.files.reading import called, read_bytes
    from crm_planner.files.typed import read_document
    from crm_planner.simulation.actuals import Actuals
    from crm_planner.simulation.calibrate import calibrate as compared

    desk = Desk.open(playbook=playbook, lang=lang, no_color=no_color, quiet=quiet)
    ended, _, warnings = read_document(Actuals, read_bytes(actuals), called(actuals))
    desk.warn(warnings)
    found = compared(ended)
    if output is not None:
        _write(desk, found, output, force=force)
    if form is CalibrationFormat.JSON:
        from crm_planner.documents.calibration import calibration_json

        write(calibration_json(found, desk.speech), utf8=True)
    else:
        from crm_planner.documents.calibration import calibration_page

        desk.show(calibration_page(found), Format(form.value))


def _write(desk: Desk, found: "Calibration", output: Path, *, force: bool) -> None:
    """The overlay into a file. Raises UsageError where the projects suggest nothing, OutputError."""
    from crm_planner.documents.calibration import overlay_yaml

    if not found.suggested:
        raise UsageError("no category has enough projects to suggest a spread; leave out -o")
    checklist = desk.read_checklist()
    tree = checklist.source.tree
    text = overlay_yaml(found, {} if tree is None else tree["simulation"], checklist.playbook.id)
    following = f"crm-planner simulate BRIEF --playbook {output}"
    deliver(text, output, following, force=force, quiet=desk.quiet)
