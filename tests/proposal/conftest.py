"""One folder for all price lists of these tests: a proposal of the same files is made once."""

from pathlib import Path

import pytest


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proposals")
