"""Documents written in every layout that YAML allows our files: the same values, however untidily."""

from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st

Draw = Callable[[Any], Any]

TEXTS = st.one_of(
    st.sampled_from(
        [
            "Standard",
            "licences",
            "51700",
            "0.5",
            "2026-11-23",
            "yes",
            "null",
            "Training, up to 10 people",
            "15 %",
            "a: b",
        ]
    ),
    st.sampled_from(
        ["# no comment", "it's", 'say "so"', "研修(10名まで)", "Лицензии", "- dash", "{brace}", "back\\slash", ""]
    ),
    st.text("ab 1.,:#-'\"[]{}", min_size=1, max_size=12),
)
KEYS = st.sampled_from(["id", "name", "price", "kind", "amount", "items", "note", "x-mine", "10", "totals"])
TREES = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.dictionaries(KEYS, inner, min_size=1, max_size=4), st.lists(inner, min_size=1, max_size=4)
    ),
    max_leaves=14,
)


class Written(NamedTuple):
    """A document as it was laid out, and the comments put into it."""

    text: str
    comments: tuple[str, ...]


@st.composite
def layouts(draw: Draw) -> Written:
    """A mapping at the top, written in some layout."""
    writer = _Untidy(draw)
    writer.mapping(draw(st.dictionaries(KEYS, TREES, min_size=1, max_size=4)), draw(st.integers(0, 3)))
    writer.loose(0)
    return Written("".join(writer.out) + ("" if draw(st.booleans()) else "\n"), tuple(writer.comments))


class _Untidy:
    """Writes a tree line by line, with spaces, empty lines and comments wherever they may be."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.out: list[str] = []
        self.comments: list[str] = []

    def some(self, least: int, most: int) -> str:
        return " " * int(self.draw(st.integers(least, most)))

    def comment(self) -> str:
        made = f'#{self.some(0, 2)}comment {len(self.comments)}:{self.some(1, 1)}it\'s "said"'
        self.comments.append(made)
        return made

    def end(self) -> None:
        """The end of a line, perhaps with a comment or spaces before it."""
        if self.draw(st.integers(0, 5)) == 0:
            self.out.append(self.some(1, 9) + self.comment())
        self.out.append(self.some(0, 2) + "\n")
        self.loose(9)

    def loose(self, most: int) -> None:
        """Empty lines and comments of their own."""
        for _ in range(self.draw(st.sampled_from([0, 0, 0, 0, 0, 1, 3]))):
            own = self.some(0, most) + (self.comment() if self.draw(st.booleans()) else "")
            self.out.append(own + self.some(0, 1) + "\n")

    def mapping(self, node: dict[str, Any], indent: int, *, inline: bool = False) -> None:
        for number, (key, value) in enumerate(node.items()):
            self.out.append("" if inline and not number else " " * indent)
            self.out.append(key + self.some(0, 1) + ":")
            self.value(value, indent)

    def entries(self, node: list[Any], indent: int, *, inline: bool = False) -> None:
        for number, value in enumerate(node):
            self.out.append("" if inline and not number else " " * indent)
            self.out.append("-")
            self.value(value, indent, in_list=True)

    def value(self, node: Any, indent: int, *, in_list: bool = False) -> None:
        """A value behind a colon or a dash, with the end of its line."""
        if isinstance(node, str):
            self.scalar(node, indent)
        elif self.draw(st.booleans()):
            self.out.append(self.some(1, 3) + self.flow(node, indent + 1))
            self.end()
        elif in_list and self.draw(st.booleans()):  # compact: `- key: value`
            space = self.some(1, 4)
            self.out.append(space)
            self.block(node, indent + 1 + len(space), inline=True)
        else:
            self.end()
            under_the_key = isinstance(node, list) and not in_list and self.draw(st.booleans())
            self.block(node, indent if under_the_key else indent + self.draw(st.integers(1, 5)))

    def block(self, node: Any, indent: int, *, inline: bool = False) -> None:
        (self.mapping if isinstance(node, dict) else self.entries)(node, indent, inline=inline)

    def scalar(self, text: str, indent: int) -> None:
        style = self.draw(st.sampled_from(["one line", "one line", "one line", "|", ">-", "|+", "folded", "below"]))
        inside = " " * (indent + self.draw(st.integers(1, 5)))
        if style in {"|", ">-", "|+"} and text.strip() and not text.startswith((" ", "#")):
            header = style + (self.some(1, 2) + self.comment() if self.draw(st.integers(0, 4)) == 0 else "")
            self.out.append(f"{self.some(1, 2)}{header}\n{inside}{text}\n\n{inside}  deeper {text}\n")
        elif style == "folded":
            first, second = (self.quoted(part) for part in (text, text))
            self.out.append(f'{self.some(1, 2)}"{first[1:-1]}\n\n{inside}{second[1:-1]}"')
            self.end()
        else:
            if style == "below":
                self.end()
            self.out.append((inside if style == "below" else self.some(1, 3)) + self.in_one_line(text, in_flow=False))
            self.end()

    def flow(self, node: Any, indent: int) -> str:
        """A value in braces and brackets, perhaps over several lines."""
        if isinstance(node, str):
            return self.in_one_line(node, in_flow=True)
        if isinstance(node, dict):
            inside = [f"{key}:{self.gap(indent, 1)}{self.flow(value, indent)}" for key, value in node.items()]
        else:
            inside = [self.flow(value, indent) for value in node]
        joined = inside[0] + "".join(f"{self.gap(indent)},{self.gap(indent)}{one}" for one in inside[1:])
        last = self.one_of("", ",") + self.gap(indent)
        opening, closing = "{}" if isinstance(node, dict) else "[]"
        return f"{opening}{self.gap(indent)}{joined}{self.gap(indent)}{last}{closing}"

    def gap(self, indent: int, least: int = 0) -> str:
        if self.draw(st.integers(0, 9)) == 0:
            said = f" {self.comment()}" if self.draw(st.booleans()) else ""
            return f"{said}{self.some(0, 1)}\n{' ' * (indent + self.draw(st.integers(0, 4)))}"
        return self.some(least, 2)

    def in_one_line(self, text: str, *, in_flow: bool) -> str:
        plain = text.replace(" ", "").replace("%", "").replace(".", "").replace("-", "")
        if plain.isalnum() and text[0] != "-" and text == text.strip() and (not in_flow or "," not in text):
            return self.one_of(text, text, self.quoted(text), f"'{text}'")
        return self.one_of(self.quoted(text), "'" + text.replace("'", "''") + "'")

    def one_of(self, *ways: str) -> str:
        return str(self.draw(st.sampled_from(ways)))

    def quoted(self, text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
