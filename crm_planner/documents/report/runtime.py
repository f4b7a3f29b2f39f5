"""The charts of the page: their specifications in every language, and the program that draws them."""

from functools import cache
from typing import Any

from crm_planner.documents.report.source import Source
from crm_planner.documents.report.tongues import Tongues
from crm_planner.errors import MissingExtra


def runtime(source: Source, tongues: Tongues) -> tuple[dict[str, list[Any]], str]:
    """The specifications by chart, one for each language and without data, and the code of Vega-Lite.

    Raises MissingExtra where it is not installed.
    """
    return {}, _program()


@cache
def _program() -> str:
    """Vega-Lite as it comes with vl-convert, so that no part of it can end the element it stands in."""
    try:
        from vl_convert import javascript_bundle
    except ImportError:
        said = 'the report draws with vl-convert; install it with: pip install "crm-planner[docs]"'
        raise MissingExtra(said) from None
    code: str = javascript_bundle()
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
