"""Where a figure was written, as a reader is told: the file's own name and the line."""

from crm_planner.place import Place


def base_name(place: Place) -> str:
    """The name of the file without its folders, of this or any other system."""
    return place.file.replace("\\", "/").rpartition("/")[2]


def cited(place: Place) -> str:
    """`regionsoft.yaml:17`, or with the cell it was copied from `acme.yaml:17 (Prices!D14)`."""
    where = f"{base_name(place)}:{place.line}" if place.line else base_name(place)
    return f"{where} ({place.cell})" if place.cell else where
