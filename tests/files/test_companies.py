"""The company file: the example is read, every problem is said at once, and a logo is a picture or refused."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError, InputError
from crm_planner.files.companies import load_company
from crm_planner.text import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
HEAD = "schema: crm-planner/company/1\nname: Example Ltd\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "company.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_the_example_is_complete_in_every_language() -> None:
    found = load_company(ROOT / "examples" / "company" / "company.yaml")
    company = found.company
    assert found.warnings == ()
    texts = [company.name, company.full_name, company.address]
    texts += [getattr(company.terms, key) for key in ("payment", "acceptance", "changes", "support", "warranty")]
    assert [text for text in texts if text is None or set(text.by_language) != set(LANGUAGES)] == []
    assert "invented" in company.name.in_language("en")


def test_every_problem_is_said_at_once(tmp_path: Path) -> None:
    text = "registration: {inn: 123}\nbank: {name: Example Bank}\nlanguag: en\nterms: {valid_days: 0}\n"
    with pytest.raises(DataError) as refused:
        load_company(written(tmp_path, text))
    said = [str(one) for one in refused.value.problems]
    assert [one.partition("error[")[2][:6] for one in said] == ["CMP001", "KEY002", "KEY001", "NUM014"]
    assert all(one.startswith(f"{tmp_path}/company.yaml:") for one in said)


def test_a_logo_beside_the_file_becomes_a_data_address(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(PNG)
    assert load_company(written(tmp_path, "logo: logo.png\n")).logo.startswith("data:image/png;base64,iVBORw0KGgo")


def test_a_logo_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg onload='alert(1)'/>", encoding="utf-8")
    with pytest.raises(DataError, match=r"company\.yaml:3:7: error\[CMP003\]"):
        load_company(written(tmp_path, "logo: logo.svg\n"))
    with pytest.raises(InputError):
        load_company(written(tmp_path, "logo: missing.png\n"))
