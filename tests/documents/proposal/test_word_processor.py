"""The Word documents as a word processor shows them, and the same figures in every format."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crm_planner.documents.proposal.docx import proposal_docx
from crm_planner.documents.proposal.html import proposal_html
from crm_planner.documents.proposal.markdown import proposal_markdown
from crm_planner.text import LANGUAGES
from tests.documents.made import TEMPLATES
from tests.documents.proposal.printed import bare, context, drawn, printed, read
from tests.documents.proposal.test_docx import text_of

ROOT = Path(__file__).resolve().parents[3]
SET = TEMPLATES / "proposal"


def shown(html: str) -> str:
    """What a reader of a page sees, or of Markdown: without tags and escapes."""
    from html import unescape

    return bare(unescape(re.sub(r"<[^>]*>", "", html))).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reader_finds_the_same_total_in_all_four_formats(language: str, tmp_path: Path) -> None:
    data = context(language)
    texts = {
        "docx": bare(text_of(proposal_docx(data, SET, ()))),
        "pdf": bare(read(printed(data), tmp_path)),
        "html": shown(proposal_html(data, SET)),
        "md": shown(proposal_markdown(data, SET)),
    }
    total = data["prices"]["total"]
    for figure in (total["figure"], total["words"], *(row["value"] for row in data["range"]["rows"])):
        assert [form for form, text in texts.items() if bare(figure) not in text] == []


def converted(tool: Callable[[str], str], folder: Path) -> None:
    """Every Word document of the folder as LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [tool("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    files = [str(file) for file in sorted(folder.glob("*.docx"))]
    subprocess.run([*command, *files], capture_output=True, check=True, timeout=300)


def pages_of(file: Path, tool: Callable[[str], str]) -> list[str]:
    done = subprocess.run([tool("pdftotext"), "-raw", str(file), "-"], capture_output=True, check=True)
    return done.stdout.decode().rstrip("\f").split("\f")


@pytest.mark.slow
def test_a_word_processor_shows_every_line_of_long_tables_under_their_heads(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    for language in LANGUAGES:
        data = context(language)
        row, long = (
            data["prices"]["once"]["rows"][0],
            {"ja": "ライセンス" * 30}.get(language, "Лицензия с именем " * 10),
        )
        names = [f"{long} №{at}. {'Щ' * (at % 60)}" for at in range(200)]
        data["prices"]["once"]["rows"] = [{**row, "number": str(at), "name": name} for at, name in enumerate(names)]
        (tmp_path / f"{language}.docx").write_bytes(proposal_docx(data, SET, drawn(language)))
    converted(tool, tmp_path)
    for language in LANGUAGES:
        data, pages = context(language), pages_of(tmp_path / f"{language}.pdf", tool)
        inside = [page for page in pages if "№" in page and "Щ" in page]
        assert len(inside) > 8
        assert all(bare(data["label"]["quantity"]) in bare(page) for page in inside[1:])
        assert len(set(re.findall(r"№(\d+)\.", bare("".join(pages))))) == 200
        assert all(f"{at}/{len(pages)}" in bare(page) for at, page in enumerate(pages, 1))


@pytest.mark.slow
def test_the_script_of_the_examples_makes_the_full_set_with_one_total(
    tool: Callable[[str], str], tmp_path: Path
) -> None:
    paths = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    script = ROOT / "examples" / "all-proposals.sh"
    subprocess.run([str(script), str(tmp_path)], check=True, env=os.environ | paths, timeout=300)
    assert len(list(tmp_path.glob("proposal.*"))) == 12
    for language in LANGUAGES:
        (tmp_path / f"proposal.{language}.pdf").rename(tmp_path / f"typeset.{language}.pdf")
    converted(tool, tmp_path)
    for language in LANGUAGES:
        figure = bare(context(language)["prices"]["total"]["figure"])
        for name in (f"typeset.{language}.pdf", f"proposal.{language}.pdf"):
            assert figure in bare("".join(pages_of(tmp_path / name, tool))), name
        for ending in ("html", "md"):
            assert figure in shown((tmp_path / f"proposal.{language}.{ending}").read_text(encoding="utf-8")), ending
        assert len(pages_of(tmp_path / f"decision.{language}.pdf", tool)) == 1
