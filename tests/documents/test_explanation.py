"""How a figure came about, in words."""

import json
from decimal import Decimal

import pytest

from crm_planner.catalog.offer import Status
from crm_planner.documents.explanation import explanation_page, explanation_tree, gap_page, gap_tree
from crm_planner.documents.plain import plain_text
from crm_planner.documents.table_json import written
from crm_planner.formula.cell import Cell, Input
from crm_planner.formula.exact import evaluate
from crm_planner.formula.expression import Add, Number, Ref
from crm_planner.formula.model import Model
from crm_planner.formula.units import COUNT, money
from crm_planner.formula.words import Explanation, explain
from crm_planner.place import Place
from crm_planner.text import Message, Text
from tests.documents.made import line, speech


@pytest.fixture
def explained() -> Explanation:
    """A total of two lines that both rest on one input."""
    rub, users = money("RUB"), Ref("users")
    price = Number(Decimal(100), rub / COUNT)
    rule = Message("{amount} for each unit", {"amount": Decimal(100)})
    model = Model.build(
        [
            Input("users", Decimal(10), COUNT, label=Text.plain("Users"), source=Place("/x/brief.yaml", 5, 1)),
            Cell("one", users * price, rub, Text.plain("First"), rule, Place("/x/v.yaml", 7, 2)),
            Cell("two", users * price, rub, Text.plain("Second"), rule, Place("/x/v.yaml", 9, 2)),
            Cell("total", Add((Ref("one"), Ref("two"))), rub, Text.plain("Total")),
        ]
    )
    return explain(model, evaluate(model), "total", speech())


def test_the_chain_goes_down_to_file_and_line(explained: Explanation) -> None:
    assert plain_text(explanation_page(explained, speech()), speech()) == (
        "total\n"
        "\n"
        "Total: 2,000 RUB\n"
        "  computed: First 1,000 RUB + Second 1,000 RUB\n"
        "  First: 1,000 RUB\n"
        "    computed: Users 10 count x 100 RUB/count\n"
        "    rule: 100 for each unit\n"
        "    written at: v.yaml:7\n"
        "    Users: 10 count\n"
        "      given\n"
        "      written at: brief.yaml:5\n"
        "  Second: 1,000 RUB\n"
        "    computed: Users 10 count x 100 RUB/count\n"
        "    rule: 100 for each unit\n"
        "    written at: v.yaml:9\n"
        "    Users: 10 count (explained above)\n"
    )


def test_the_same_chain_is_a_tree_in_json(explained: Explanation) -> None:
    document = json.loads(written(explanation_tree(explained)))
    assert document["schema"] == "crm-planner/explanation/1"
    assert (document["name"], document["value"], document["unit"]) == ("total", "2000", "RUB")
    first, second = document["parts"]
    assert first["sources"] == [{"file": "v.yaml", "line": 7}]
    assert second["parts"] == [{"name": "users", "label": "Users", "value": "10", "unit": "count", "repeated": True}]


def test_a_gap_is_explained_by_its_reason_and_what_fills_it(explained: Explanation) -> None:
    gap = line("training", Status.NOT_OFFERED)._replace(reason=Message("the vendor does not offer it"))
    shown = plain_text(gap_page("a/b", gap, explained, speech()), speech())
    assert shown.startswith(
        "a/b.training\n"
        "\n"
        "training: not offered\n"
        "  the vendor does not offer it\n"
        "  written at: vendor.yaml:17\n"
        "Total: 2,000 RUB\n"
    )
    document = json.loads(written(gap_tree("a/b", gap, None, speech())))
    assert (document["value"], document["status"], document["parts"]) == (None, "not_offered", [])
