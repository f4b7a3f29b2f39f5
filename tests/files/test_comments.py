"""Comments for the linter: found between values, with the line they speak of."""

import pytest

from crm_planner.files.comments import linter_comments
from crm_planner.limits import LINE_CHARACTERS, LINTER_COMMENTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1 # crm-planner: x\n", [(1, 6, 1)]),
        ("# crm-planner: x\na: 1\n", [(1, 1, 2)]),
        ("a: 1\n# crm-planner: x\n", [(2, 1, 2)]),
        ("a: 1\n  # crm-planner: x\n\n# y\nb: 2\n", [(2, 3, 5)]),
        ("a: '# crm-planner: x'\n", []),
        ("a: '\n  # crm-planner: x'\n", []),
        ("a: |\n  # crm-planner: x\nb: 1 # crm-planner: y\n", [(3, 6, 3)]),
        ("a: |\n  x\n# crm-planner: x\nb: 1\n", [(3, 1, 4)]),
        ("研: 修 # crm-planner: x\n", [(1, 6, 1)]),
        ("😀: 1 # crm-planner: x\n", [(1, 6, 1)]),
        ("a: x# crm-planner - x\n", []),
        ("[1, # crm-planner: x\n2]\n", [(1, 5, 1)]),
        ("a: 1 # crm-planners: x\n", []),
        ("a: 1\n", []),
    ],
)
def test_a_comment_has_its_place_and_the_line_it_speaks_of(text: str, expected: list[tuple[int, int, int]]) -> None:
    assert [(one.line, one.column, one.of_line) for one in linter_comments(text)] == expected


def test_only_so_many_comments_and_only_their_beginning_are_read() -> None:
    """Two megabytes of comments took minutes, and hundreds of MiB to write down."""
    found = linter_comments("a: 1\n" + f"# crm-planner: {'x' * 1000}\n" * (2 * LINTER_COMMENTS))
    assert len(found) == LINTER_COMMENTS + 1
    assert max(len(one.text) for one in found) < 2 * LINE_CHARACTERS
