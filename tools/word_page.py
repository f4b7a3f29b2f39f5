"""The shipped Word template of a printed result, such as the decision on one page."""

from tools.word_xml import cell, each, framed, paragraph, row, run, when


def page() -> str:
    """Title, then outlines and tables in their order, and the notes a reader needs to trust it."""
    return "".join(
        (
            paragraph("{{ title }}", "Heading1"),
            each("part in parts", when("part.kind == 'outline'", outline()), when("part.kind == 'table'", table())),
            each("note in notes", paragraph("{{ note }}", "Note")),
        )
    )


def outline() -> str:
    """Lines by depth: the first of several is their head, the others are a list; what stops a project is marked."""
    head = "loop.first and line.depth == 0"
    return each(
        "line in part.lines",
        when(f"{head} and part.tone != 'plain'", paragraph("{{ line.text }}", "Warning")),
        when(f"{head} and part.tone == 'plain' and part.lines|length > 1", paragraph("{{ line.text }}", "Heading3")),
        when(
            f"{head} and part.tone == 'plain' and part.lines|length == 1", paragraph([run("{{ line.text }}", "Strong")])
        ),
        when("not loop.first and line.depth == 0", paragraph("{{ line.text }}", "ListCompact")),
        when("line.depth == 1", paragraph("{{ line.text }}", "ListCompact")),
        when("line.depth > 1", paragraph("{{ line.text }}", "ListDeep")),
    )


def table() -> str:
    """A table of as many columns as there are."""
    heads = [
        cell("{%tc for head in part.heads %}", 20),
        cell("{{ head }}", 20, "TableHead"),
        cell("{%tc endfor %}", 20),
    ]
    cells = [cell("{%tc for one in row.cells %}", 20), cell("{{ one }}", 20), cell("{%tc endfor %}", 20)]
    rows = [
        row(heads, head=True),
        row([cell("{%tr for row in part.rows %}", 20)]),
        row(cells),
        row([cell("{%tr endfor %}", 20)]),
    ]
    title = when("part.title", paragraph("{{ part.title }}", "Heading3"))
    return title + framed(rows, (20.0,), 166.0, "ProposalTable", fixed=False) + paragraph("", "AfterTable")
