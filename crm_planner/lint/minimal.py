"""The smallest catalog without a finding: the examples on the rules' pages are laid over it."""

import re
from datetime import date
from itertools import pairwise

MINIMAL = """\
schema: crm-planner/catalog/1
id: example
vendor: Example
product: Example CRM
currency: RUB
rounding: {step: 1}
prices_as_of: 2026-11-01
tax: {treatment: included, rate: 20}
sources:
  - {id: letter, title: Price list by letter, kind: letter, retrieved: 2026-11-02, grade: B}
editions:
  - id: standard
    name: Standard
    licence_metric: named_user
    items:
      - {id: licences, category: licence, source: letter, price: {kind: per_unit, amount: 5000}}
"""

AS_OF = date(2026, 11, 23)
"""The day on which the examples are judged."""

_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)


def laid_over(example: str) -> str:
    """The minimal catalog with the top-level keys of `example` in place of its own, comments and all.

    An example that begins with `schema` is a whole catalog and stays as it is.
    """
    if example.lstrip().startswith("schema:"):
        return example
    replaced = set(_KEY.findall(example))
    kept = [section for key, section in _sections(MINIMAL) if key not in replaced]
    return "".join(kept) + example


def _sections(text: str) -> list[tuple[str, str]]:
    starts = [found.start() for found in _KEY.finditer(text)] + [len(text)]
    parts = [text[start:end] for start, end in pairwise(starts)]
    return [(part.partition(":")[0], part) for part in parts]
