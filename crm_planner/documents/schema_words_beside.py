"""What editors say about the keys of what stands beside a catalog: price books over it, and golden cases."""

from collections.abc import Mapping

BESIDE_WORDS: Mapping[str, Mapping[str, str]] = {
    "PriceBook": {
        "schema": "The same as that of a catalog.",
        "id": "The price book's own id.",
        "extends": "The id of the catalog, or of the price book, this one lies over.",
    },
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
