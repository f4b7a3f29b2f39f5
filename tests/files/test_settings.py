"""crm-planner.toml: what it may hold, and what is refused."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError, InputError
from crm_planner.files.settings import load_settings


@pytest.mark.parametrize("key", ["catalogs", "playbook"])
def test_an_empty_folder_name_is_refused_not_the_working_folder(tmp_path: Path, key: str) -> None:
    (tmp_path / "crm-planner.toml").write_text(f'{key} = ""\n', encoding="utf-8")
    with pytest.raises(DataError, match=f"TXT001.*{key} is empty"):
        load_settings(tmp_path)


def test_a_folder_that_may_not_be_searched_is_an_input_that_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for a user who was given a shell in somebody else's folder; the superuser is refused nothing."""

    def denied(_: Path) -> bool:
        raise PermissionError(13, "Permission denied", "crm-planner.toml")

    monkeypatch.setattr(Path, "exists", denied)
    with pytest.raises(InputError, match="IO004"):
        load_settings(tmp_path)
