"""Values given on the command line: YAML on one line, as the file they go into would have it."""

from crm_planner.errors import DataError, UsageError
from crm_planner.files.yaml_events import read_yaml


def read_value(written: str, shown: str) -> object:
    """The value in `written`; `shown` is what messages call it, such as `--set users`.

    Raises DataError with every problem, UsageError where there is more than one value.
    """
    tree, problems = read_yaml(b"value: " + written.encode(), shown)
    if tree is None or problems:
        raise DataError(problems)
    if len(tree) > 1:
        raise UsageError(f"{shown} has several lines; give each key a --set of its own")
    return tree.get("value")
