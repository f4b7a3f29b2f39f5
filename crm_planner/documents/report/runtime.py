"""The program that draws the charts in the page: Vega-Lite as it comes with vl-convert."""

from functools import cache

from crm_planner.errors import MissingExtra


@cache
def runtime() -> str:
    """Its code, so that no part of it can end the element it stands in.

    Raises MissingExtra where it is not installed.
    """
    try:
        from vl_convert import javascript_bundle
    except ImportError:
        said = 'the report draws with vl-convert; install it with: pip install "crm-planner[docs]"'
        raise MissingExtra(said) from None
    code: str = javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return code.replace("</script", "<\\/script").replace("<!--", "<\\!--")
