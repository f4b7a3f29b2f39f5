"""Where a figure was written, as a reader is told: the file's own name and the line."""

from crm_planner.place import Place
from crm_planner.text import Text


def base_name(place: Place) -> str:
    """The name of the file without its folders, of this or any other system."""
    return place.file.replace("\\", "/").rpartition("/")[2]


def cited(place: Place) -> Text:
    """`regionsoft.yaml:17`, or with the cell it was copied from `acme.yaml:17 (Prices!D14)`; it is not translated."""
    where = f"{base_name(place)}:{place.line}" if place.line else base_name(place)
    return Text.plain(f"{where} ({place.cell})" if place.cell else where)
