"""A folder of templates: its own files only, within limits, and the shipped ones for what it lacks."""

from pathlib import Path

import pytest

from crm_planner.errors import DataError, InputError, OutputError
from crm_planner.files.bundled import folder
from crm_planner.files.template_sets import export_set, load_template_set
from crm_planner.limits import TEMPLATE_BYTES, TEMPLATE_FILES

SHIPPED = folder("templates") / "proposal"


def test_a_set_changes_the_forms_it_has_files_of(tmp_path: Path) -> None:
    (tmp_path / "proposal.css").write_bytes(b"p {}")
    (tmp_path / "notes.txt").write_bytes(b"not read")
    found = load_template_set(tmp_path)
    assert found.forms() == ["html"]
    assert found.whole("html") == {
        "proposal.css": b"p {}",
        "proposal.html.j2": (SHIPPED / "proposal.html.j2").read_bytes(),
    }


def test_an_exported_set_is_the_shipped_one(tmp_path: Path) -> None:
    names = export_set(SHIPPED, tmp_path / "own", replace=False)
    assert load_template_set(tmp_path / "own").forms() == ["docx", "pdf", "html", "markdown"]
    assert {name: (SHIPPED / name).read_bytes() for name in names} == {
        name: (tmp_path / "own" / name).read_bytes() for name in names
    }


def test_nothing_is_exported_where_one_file_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "proposal.typ").write_bytes(b"mine")
    with pytest.raises(OutputError, match="OUT001"):
        export_set(SHIPPED, tmp_path, replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["proposal.typ"]


def test_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "proposal.md.j2").symlink_to("/etc/passwd")
    with pytest.raises(DataError, match=r"proposal\.md\.j2: error\[TPL003\]: this is a link"):
        load_template_set(tmp_path)


def test_a_misspelt_template_is_named_with_the_name_that_was_meant(tmp_path: Path) -> None:
    (tmp_path / "propsal.docx").write_bytes(b"")
    (tmp_path / "proposal.css").write_bytes(b"")
    with pytest.raises(DataError, match=r'no document is made from this file\. Did you mean "proposal\.docx"'):
        load_template_set(tmp_path)


@pytest.mark.parametrize("content", [None, "proposal.txt"])
def test_a_folder_without_templates_is_refused(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / content).write_bytes(b"")
    with pytest.raises(DataError, match="holds no template"):
        load_template_set(tmp_path)


def test_a_missing_folder_and_a_template_that_is_too_large_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="IO001"):
        load_template_set(tmp_path / "nowhere")
    (tmp_path / "proposal.md.j2").write_bytes(b"x" * (TEMPLATE_BYTES + 1))
    with pytest.raises(InputError, match="IO002"):
        load_template_set(tmp_path)


def test_packages_from_the_network_are_refused_by_line(tmp_path: Path) -> None:
    (tmp_path / "proposal.typ").write_text('#set text(size: 9pt)\n#import "@preview/cetz:0.3.1"', encoding="utf-8")
    with pytest.raises(DataError, match=r'proposal\.typ:2:1: error\[TPL003\].*"@preview/cetz:0\.3\.1"'):
        load_template_set(tmp_path)


def test_text_that_is_not_escaped_is_warned_about(tmp_path: Path) -> None:
    (tmp_path / "proposal.html.j2").write_text("x\n{{ document.title | safe }}", encoding="utf-8")
    [warning] = load_template_set(tmp_path).warnings("html")
    assert str(warning).startswith(f"{tmp_path}/proposal.html.j2:2:1: warning[TPL007]")


def test_too_many_files_are_refused(tmp_path: Path) -> None:
    for number in range(TEMPLATE_FILES + 1):
        (tmp_path / f"{number}.j2").write_bytes(b"")
    with pytest.raises(DataError, match="LIM005"):
        load_template_set(tmp_path)


def test_a_template_that_is_not_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "proposal.md.j2").write_bytes("one\nдва".encode("cp1251"))
    with pytest.raises(DataError, match=r"proposal\.md\.j2:2:1: error\[ENC001\]"):
        load_template_set(tmp_path).sources("markdown")
