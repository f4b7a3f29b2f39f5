"""A page explains the figures of the examples as `explain` does, in the three languages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from crm_planner.files.briefs import load_brief
from crm_planner.files.catalogs import load_catalogs
from crm_planner.files.playbooks import load_playbook
from crm_planner.formula.model import Model
from crm_planner.project import Project, price
from crm_planner.text import LANGUAGES
from tests.documents.made import speech
from tests.formula.tellings import Telling, Tellings


def cost_model(path: Path, root: Path) -> Model:
    catalogs = load_catalogs(root / "vendor_catalogs")
    return price(Project(load_brief(str(path)), catalogs, load_playbook(), date(2026, 11, 23))).model


@pytest.mark.parametrize("example", ["box-comparison", "firm-of-25", "print-shop"])
def test_an_example_is_explained_alike_in_every_language(example: str, root: Path, tool: Callable[[str], str]) -> None:
    model = cost_model(root / "examples" / f"{example}.yaml", root)
    speeches = {language: speech(language) for language in LANGUAGES}
    telling = Telling(model, {}, list(model.cells)[::7], speeches)
    assert Tellings([telling]).differences(tool("node")) == []
