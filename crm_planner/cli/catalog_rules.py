"""`crm-planner catalog rules`: what the linter looks for, from the rules' own pages."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from crm_planner.cli.streams import write
from crm_planner.errors import UsageError

if TYPE_CHECKING:
    from crm_planner.lint.rulebook import Rule


class RulesFormat(StrEnum):
    """How rules are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


Code = Annotated[str | None, typer.Argument(metavar="[CODE]", help="One rule, or CAT2 for all whose codes begin so.")]


def rules(
    code: Code = None,
    *,
    form: Annotated[RulesFormat, typer.Option("--format", help="How to write them.")] = RulesFormat.TEXT,
) -> None:
    """List the rules of `catalog lint`, or explain one: why, a bad example, a good one, what to do.

    \b
    Examples:
      crm-planner catalog rules
      crm-planner catalog rules CAT110
    """  # noqa: D301 - \b keeps the parser from filling the lines
    from crm_planner.documents.rule_pages import rules_json, rules_markdown, rules_text

    rendered = {RulesFormat.TEXT: rules_text, RulesFormat.MD: rules_markdown, RulesFormat.JSON: rules_json}
    write(rendered[form](_chosen(code)), utf8=form is not RulesFormat.TEXT)


def _chosen(code: str | None) -> "list[Rule]":
    from crm_planner.codes import CODES
    from crm_planner.lint.check import BOOK
    from crm_planner.lint.settings import unknown_code

    found = [rule for rule in BOOK if code is None or rule.code.startswith(code.upper())]
    if code is not None and not found:
        title = CODES.get(code.upper())
        raise UsageError(f"{code} means: {title}; the finding says all there is" if title else unknown_code(code))
    return found
