"""Templates made to do harm: each is refused or bounded, and nothing of this machine is read, started or changed."""

from pathlib import Path

import pytest

from crm_planner.documents.proposal.fields import example
from crm_planner.documents.proposal.rendering import Wanted
from crm_planner.documents.proposal.sandbox import filled_apart
from crm_planner.documents.templates.environment import PlainData, word_environment
from crm_planner.errors import DataError
from tests.documents.proposal.word_files import template

REACHING = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ ''|attr('__class__') }}",
    "{{ document.__class__ }}",
    "{{ document['__init__'] }}",
    "{{ [].__class__.__base__.__subclasses__() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('touch CANARY').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('touch CANARY').read() }}",
    "{{ range.__self__ }}",
    "{{ dict.__mro__ }}",
    "{{ (1).__class__ }}",
    "{{ document.title.__class__ }}",
    "{{ document.title.format(document) }}",
    "{{ '{0.__class__}'.format(document) }}",
    "{{ ''.join.__self__ }}",
    "{{ document.items() }}",
    "{{ document.update({'title': 'x'}) }}",
    "{{ warnings.append('x') }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{% set x = self.__class__ %}{{ x }}",
    "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
    "{{ m.__code__ }}",
    "{{ loop.__class__ }}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../../etc/passwd' %}",
    "{% import 'os' as os %}{{ os.popen('touch CANARY') }}",
    "{% extends '/etc/passwd' %}",
    "{{ config }}",
    "{{ request.application.__globals__ }}",
    "{{ get_flashed_messages.__globals__ }}",
    "{{ url_for.__globals__ }}",
    "{{ open('/etc/passwd').read() }}",
    "{{ __import__('os').system('touch CANARY') }}",
    "{{ eval('1') }}",
    "{% do document.clear() %}",
    "{% print ''.__class__ %}",
    "{{ caller.__class__() }}",
    "{{ document|map(attribute='__class__')|list|join }}",
]
"""What reaches for Python, files or the shell; 42 ways."""

TAKING = [
    "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}",
    "{% set ns = namespace(t='x') %}{% for a in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}{{ ns.t }}",
    "{% macro m(n) %}{{ m(n + 1) }}{% endmacro %}{{ m(0) }}",
    "{{ 10 ** 10 ** 7 }}",
    "{{ 'x' * 10000000000 }}",
    "{{ [0] * 10000000000 }}",
    "{{ 'x'|center(1000000000) }}",
    "{{ 'x'" + "|replace('x', 'xxxxxxxxxx')" * 12 + " }}",
    "{{ '%1000000000d'|format(1) }}",
    "{{ 'a b'|wordwrap(0, wrapstring='x') }}{{ range(1000000000) }}",
    "{{ 'x'|indent(1000000000) }}",
]  # fmt: skip
"""What takes time, memory or room without end."""


@pytest.mark.parametrize("tag", REACHING)
@pytest.mark.parametrize("environment", [PlainData, word_environment], ids=["text", "word"])
def test_what_reaches_for_the_machine_is_refused(
    tag: str, environment: type[PlainData], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = ""
    with pytest.raises(Exception) as refused:  # noqa: PT011 - which it is depends on the way
        shown = environment().from_string(tag).render(example())
    assert shown == ""
    assert not isinstance(refused.value, AttributeError | NameError)
    assert list(tmp_path.iterdir()) == []


def apart(form: str, files: dict[str, bytes], *sources: tuple[str, str, bool]) -> bytes:
    """What a child makes of templates; without `sources` they are not looked at before."""
    data = {name: one for name, one in example().items() if name != "range"}  # the section hides Jinja's own range
    return filled_apart(Wanted(form, data, (), Path("/nowhere")), files, sources, "own")


def test_a_child_says_in_one_line_what_the_template_reached_for() -> None:
    with pytest.raises(DataError) as refused:
        apart("markdown", {"proposal.md.j2": b"one\n{{ ''.__class__ }}"})
    [problem] = refused.value.problems
    assert str(problem).startswith("own:2:1: error[TPL001]: the template asks for what is not there: ")
    assert "\n" not in str(problem)


def test_a_child_has_no_file_but_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret.j2").write_text("secret", encoding="utf-8")
    for name in ("/etc/passwd", str(tmp_path / "secret.j2"), "../job.json"):
        with pytest.raises(DataError, match="TPL005"):
            apart("markdown", {"proposal.md.j2": f"{{% include '{name}' %}}".encode()})


@pytest.mark.parametrize("reached", ['read("/etc/passwd")', 'read("../job.json")', 'import "@preview/cetz:0.3.1"'])
def test_typst_has_no_file_but_its_own_and_no_network(reached: str) -> None:
    template = f'#set document(title: "x")\n#{reached}'.encode()
    with pytest.raises(DataError, match=r"own:2:\d+: error\[TPL005\]"):
        apart("pdf", {"proposal.typ": template})


def test_a_child_includes_what_lies_beside_the_template() -> None:
    files = {"proposal.md.j2": b"a {% include 'b.j2' %}", "b.j2": b"b {{ document.title }}"}
    assert apart("markdown", files) == rb"a b document\.title"


def test_a_child_that_takes_too_much_memory_is_stopped() -> None:
    made = b"{% set ns = namespace(t='x') %}{% for a in range(60) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}"
    with pytest.raises(DataError, match=r"own: error\[TPL006\]: the template takes? .*memory"):
        apart("markdown", {"proposal.md.j2": made})


def test_a_document_that_grows_too_large_is_not_made() -> None:
    made = b"{% for a in range(12) %}{{ 'x' * 1000000 }}{% endfor %}"
    with pytest.raises(DataError, match=r"TPL006.*more than 10 MB"):
        apart("markdown", {"proposal.md.j2": made})


@pytest.mark.slow
@pytest.mark.parametrize("tag", TAKING)
@pytest.mark.parametrize("form", ["markdown", "docx"])
def test_whatever_takes_without_end_is_stopped(form: str, tag: str) -> None:
    files = {"proposal.md.j2": tag.encode(), "proposal.docx": template(tag)}
    with pytest.raises(DataError, match=r"TPL00[256]"):
        apart(form, files)


def test_a_fault_in_a_word_template_is_placed_by_its_paragraph() -> None:
    lines = ("one", "{{ document.title }}", "{{ prices.total.figure|nothing }}")
    with pytest.raises(DataError, match=r"own:3:1: error\[TPL002\]: .*No filter named 'nothing'"):
        apart("docx", {"proposal.docx": template(*lines)}, ("own", "\n".join(lines), True))


def test_unknown_fields_of_a_word_template_are_all_named() -> None:
    lines = ("{{ document.titel }}", "{{ sellar.name }}")
    with pytest.raises(DataError) as refused:
        apart("docx", {"proposal.docx": template(*lines)}, ("own.docx", "\n".join(lines), True))
    places = [str(problem).partition(": ")[0] for problem in refused.value.problems]
    assert places == ["own.docx:1:13", "own.docx:2:4"]
