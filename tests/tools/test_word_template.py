"""The shipped Word templates are what the script makes, and ask for nothing that is not there."""

import pytest

from crm_planner.documents.proposal.fields import WORD_FIELDS
from crm_planner.documents.templates.environment import word_environment
from crm_planner.documents.templates.tags import tag_problems, unclosed, word_source
from crm_planner.files.word_template import read_word_template
from tools.word_template import SHIPPED, TEMPLATES

templates = pytest.mark.parametrize("name", TEMPLATES)


@templates
def test_the_shipped_file_is_the_one_the_script_makes(name: str) -> None:
    made = TEMPLATES[name]()
    assert (SHIPPED / name).read_bytes() == made, "make it anew: python -m tools.word_template"


@templates
def test_every_paragraph_is_in_a_style_a_consultant_can_change(name: str) -> None:
    from docx import Document

    document = Document(str(SHIPPED / name))
    known = {style.style_id for style in document.styles}
    used = {name for one in document.element.iter() if str(one.tag).endswith("}pStyle") for name in one.attrib.values()}
    assert used <= known


def test_the_proposal_asks_for_what_is_there() -> None:
    read = read_word_template(TEMPLATES["proposal/proposal.docx"](), "proposal.docx")
    assert read.warnings == ()
    for part in read.filled:
        text = read.parts[part]
        assert unclosed(text, part) == []
        assert tag_problems(word_source(text), part, WORD_FIELDS, word_environment()) == []
