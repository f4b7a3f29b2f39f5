"""Candidates are chosen by CATALOG/EDITION, or by CATALOG for all its editions."""

import pytest

from crm_planner.catalog.candidate import WrittenCatalog, choose
from crm_planner.catalog.model import Catalog
from crm_planner.errors import UsageError
from crm_planner.place import Source
from tests.catalog.trees import catalog, changed

CATALOGS = tuple(
    WrittenCatalog(Catalog.model_validate(tree), Source(f"{tree['id']}.yaml"))
    for tree in (catalog(), changed(lambda tree: tree.update(id="other")))
)


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ([], ["example/standard", "example/professional", "other/standard", "other/professional"]),
        (["other"], ["other/standard", "other/professional"]),
        (["other/standard", "example"], ["other/standard", "example/standard", "example/professional"]),
        (["example/standard", "example"], ["example/standard", "example/professional"]),
    ],
)
def test_candidates_come_in_the_order_of_their_names_each_once(names: list[str], chosen: list[str]) -> None:
    assert [candidate.id for candidate in choose(CATALOGS, names)] == chosen


def test_an_unknown_candidate_names_the_nearest() -> None:
    with pytest.raises(
        UsageError, match='no catalog has the candidate "example/standart"; did you mean "example/standard"'
    ):
        choose(CATALOGS, ["example/standart"])


def test_a_candidate_like_no_other_lists_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"there are .*other/professional"):
        choose(CATALOGS, ["zzz"])


def test_a_figure_made_in_code_stands_at_the_top_of_its_file() -> None:
    assert str(choose(CATALOGS, ["example/standard"])[0].item_place(0, ("price", "amount"))) == "example.yaml:1:1"
