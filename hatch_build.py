"""Build hook: compiles the translations, and ships the data folders inside the wheel."""

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SHIPPED = ("vendor_catalogs", "templates", "playbooks", "examples")


class ShippedFolders(BuildHookInterface[BuilderConfig]):
    """Runs before the files of a wheel are collected, for an editable install too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every .po; a real wheel also gets the folders, which an editable install reads from the checkout."""
        root = Path(self.root)
        for written in sorted(root.glob("templates/wording/*.po")):
            compile_wording(written)
        if version != "editable":
            build_data["force_include"].update(
                {str(root / name): f"crm_planner/shipped/{name}" for name in SHIPPED if (root / name).is_dir()}
            )


def compile_wording(written: Path) -> None:
    """Write FILE.mo beside FILE.po, whole or not at all: another process may be reading it."""
    with written.open("rb") as source:
        catalog = read_po(source)
    unfinished = written.with_suffix(f".{os.getpid()}.tmp")
    with unfinished.open("wb") as target:
        write_mo(target, catalog)
    unfinished.replace(written.with_suffix(".mo"))
