"""The shipped folders are found from the checkout and, were the product installed, inside the package."""

from pathlib import Path

import pytest

from crm_planner.files import bundled


def test_a_checkout_uses_its_own_folders(root: Path) -> None:
    assert bundled.folder("vendor_catalogs") == root / "vendor_catalogs"


def test_an_installed_package_uses_what_was_shipped_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "crm_planner"
    (package / "shipped" / "templates").mkdir(parents=True)
    monkeypatch.setattr(bundled, "_PACKAGE", package)
    assert bundled.folder("templates") == package / "shipped" / "templates"
