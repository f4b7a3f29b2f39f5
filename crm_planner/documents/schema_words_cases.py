"""What editors say about the keys of golden cases."""

from collections.abc import Mapping

CASES_WORDS: Mapping[str, Mapping[str, str]] = {
    "Case": {
        "name": "A sentence saying what it shows.",
        "candidate": "CATALOG/EDITION it is about. Either this or edition.",
        "edition": "The edition of the file's catalog it is about.",
        "source": "Where the expected figures are from, or how they follow.",
    },
    "Cases": {
        "schema": "Which kind of file this is.",
        "catalog": "The catalog whose editions the cases name.",
        "cases": "What must come out, to the last digit.",
    },
}
"""By the name of the model and the key."""
