"""What a template asks for, found without filling it in: unknown fields with the nearest known, and unreadable tags.

The text of a Word template comes with a line for each paragraph, so a line is a paragraph there.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from crm_planner.documents.templates.environment import PlainData
from crm_planner.letters import nearest, one_of
from crm_planner.place import Place
from crm_planner.problem import Problem, quoted

ANY: Any = object()
"""A value whose fields nobody knows beforehand."""

_ALWAYS = ("loop", "self", "caller", "varargs", "kwargs")
_SAME = frozenset(("list", "sort", "reverse", "unique", "selectattr", "rejectattr", "select", "reject"))
_ONE = frozenset(("first", "last"))


def word_source(text: str) -> str:
    """The tags of a Word template as Jinja reads them: without docxtpl's letters for paragraph, row, cell and run."""
    plain = re.sub(r"(\{[{%#]-?)(?:tr|tc|p|r)(?=\s)", r"\1", text)
    plain = re.sub(r"\{%\s*(?:vm|hm)\s*%\}", "", plain)
    plain = re.sub(r"\{%\s*(?:colspan|cellbg)\s([^%]*)%\}", r"{{\1}}", plain)
    return plain.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'"})


def tag_problems(source: str, file: str, fields: Mapping[str, Any], environment: PlainData) -> list[Problem]:
    """Every unknown field of `source`, or the tag that cannot be read. Lines of a problem are those of `source`."""
    try:
        tree = environment.parse(source)
    except TemplateSyntaxError as error:
        return [_unreadable(error, source, file)]
    walk = _Walk(source, file, environment)
    walk.each(tree.body, dict(fields))
    return list(dict.fromkeys(walk.problems))


def unclosed(source: str, file: str) -> list[Problem]:
    """Tags begun in one paragraph of a Word document and not ended in it."""
    found = []
    for number, line in enumerate(source.split("\n"), 1):
        for begin, end in (("{{", "}}"), ("{%", "%}"), ("{#", "#}")):
            if line.count(begin) != line.count(end):
                said = f"a tag is not closed in the paragraph {quoted(line.strip())}"
                found.append(Problem(Place(file, number, 1), "TPL002", said, f"Write {begin} ... {end}"))
    return found


def _unreadable(error: TemplateSyntaxError, source: str, file: str) -> Problem:
    line, said = error.lineno, " ".join((error.message or "").split()).rstrip(".")
    if said.startswith("Unexpected end of template"):
        line, tag = next(reversed(_opened(source)), (line, ""))
        said = f"the tag {{% {tag} %}} is never ended" if tag else said
        return Problem(Place(file, line, 1), "TPL002", said, f"Add {{% end{tag} %}}")
    return Problem(Place(file, line, 1), "TPL002", f"this cannot be read as a tag: {said}", "Correct the tag")


_BLOCKS = ("for", "if", "macro", "call", "filter", "block", "with", "autoescape")


def _opened(source: str) -> list[tuple[int, str]]:
    """The blocks that are still open at the end: line and word of each."""
    still: list[tuple[int, str]] = []
    for found in re.finditer(r"\{%-?\s*(end)?([a-z]+)", source):
        if found[2] in _BLOCKS:
            if found[1] and still:
                still.pop()
            elif not found[1]:
                still.append((source.count("\n", 0, found.start()) + 1, found[2]))
    return still


def _last_names(node: nodes.FromImport) -> list[str]:
    """What a template calls the macros it imports."""
    return [one[1] if isinstance(one, tuple) else one for one in node.names]


class _Field(NamedTuple):
    """What an expression is: its shape, and what the template calls it."""

    shape: Any
    called: str = ""


_UNKNOWN = _Field(ANY)


class _Walk:
    """One look through a template, in the order of its text; `problems` are what it found."""

    def __init__(self, source: str, file: str, environment: PlainData) -> None:
        self.lines = source.split("\n")
        self.file = file
        self.given = (*environment.globals, *_ALWAYS)
        self.problems: list[Problem] = []

    def each(self, body: list[nodes.Node], scope: dict[str, Any]) -> None:
        """Every statement of a block; what one sets the next may use."""
        for node in body:
            self.statement(node, scope)

    def statement(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        match node:
            case nodes.For():
                self._for(node, scope)
            case nodes.If():
                self.field(node.test, scope)
                for block in (node.body, node.elif_, node.else_):
                    self.each(list(block), scope)
            case nodes.Assign():
                self.bind(node.target, self.field(node.node, scope), scope)
            case nodes.AssignBlock():
                self.each(node.body, {**scope})
                self.bind(node.target, _Field(""), scope)
            case nodes.Macro():
                scope[node.name] = ANY
                self.each(node.body, {**scope, **dict.fromkeys([one.name for one in node.args], ANY)})
            case nodes.With():
                inner = {**scope}
                for target, value in zip(node.targets, node.values, strict=True):
                    self.bind(target, self.field(value, scope), inner)
                self.each(node.body, inner)
            case nodes.Import() | nodes.FromImport():
                names = [node.target] if isinstance(node, nodes.Import) else _last_names(node)
                scope.update(dict.fromkeys(names, ANY))
            case _:
                self.rest(node, scope)

    def _for(self, node: nodes.For, scope: dict[str, Any]) -> None:
        inner = {**scope}
        self.bind(node.target, self._element(self.field(node.iter, scope)), inner)
        if node.test is not None:
            self.field(node.test, inner)
        self.each(node.body, inner)
        self.each(node.else_, scope)

    def rest(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """Whatever else a node holds, expressions and statements."""
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self.field(child, scope)
            else:
                self.statement(child, scope)

    def bind(self, target: nodes.Node, value: _Field, scope: dict[str, Any]) -> None:
        """Give a name, or several, to what is looped over or set."""
        if isinstance(target, nodes.Name):
            scope[target.name] = value.shape
        elif isinstance(target, nodes.Tuple):
            for one in target.items:
                self.bind(one, _UNKNOWN, scope)

    def field(self, node: nodes.Node, scope: dict[str, Any]) -> _Field:
        """What an expression is; an unknown field in it is a problem."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._part(self.field(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem(arg=nodes.Const(value=str() as name)):
                return self._part(self.field(node.node, scope), name, node.lineno)
            case nodes.Getitem():
                self.field(node.arg, scope)
                return self._element(self.field(node.node, scope))
            case nodes.Test(name="defined" | "undefined"):
                return _UNKNOWN
            case nodes.Filter() if node.node is not None:
                of = self.field(node.node, scope)
                for child in node.args:
                    self.field(child, scope)
                return of if node.name in _SAME else self._element(of) if node.name in _ONE else _UNKNOWN
        self.rest(node, scope)
        return _UNKNOWN

    def _name(self, node: nodes.Name, scope: dict[str, Any]) -> _Field:
        if node.name in scope:
            return _Field(scope[node.name], node.name)
        if node.name not in self.given:
            self._missing(node.name, "", tuple(scope), node.lineno)
        return _UNKNOWN

    def _part(self, of: _Field, name: str, line: int) -> _Field:
        called = f"{of.called}.{name}" if of.called else name
        if of.shape is ANY:
            return _UNKNOWN
        if isinstance(of.shape, Mapping):
            if name in of.shape:
                return _Field(of.shape[name], called)
            self._missing(name, of.called, tuple(of.shape), line)
        else:
            what = "a list: go through it with {% for %}" if isinstance(of.shape, list) else "a text"
            said = f"{quoted(called)} is no field: {quoted(of.called)} is {what}"
            self.problems.append(Problem(self._place(line, name), "TPL001", said, "Take the field itself"))
        return _UNKNOWN

    def _element(self, of: _Field) -> _Field:
        if isinstance(of.shape, list):
            return _Field(of.shape[0] if of.shape else ANY, of.called)
        return _UNKNOWN

    def _missing(self, name: str, of: str, known: tuple[str, ...], line: int) -> None:
        near = nearest(name, known)
        hint = f'Did you mean "{near}"?' if near else f"There is {one_of(known)}"
        where = f" of {quoted(of)}" if of else ""
        self.problems.append(Problem(self._place(line, name), "TPL001", f"unknown field {quoted(name)}{where}", hint))

    def _place(self, line: int, name: str) -> Place:
        """The field in its line; an expression over several lines is placed where it begins."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        found = re.search(rf"\b{re.escape(name)}\b", text)
        return Place(self.file, line, found.start() + 1 if found else 1)
