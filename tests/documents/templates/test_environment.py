"""The language of templates: fields of plain data, and nothing behind them."""

import pytest
from jinja2 import TemplateError, UndefinedError
from jinja2.exceptions import SecurityError

from crm_planner.documents.templates.environment import PlainData, word_environment

DATA = {"needs": {"items": ["one", "two"], "keys": "a text"}, "name": "A & B"}


def made(template: str) -> str:
    return PlainData().from_string(template).render(DATA)


def test_a_field_is_what_the_data_say_and_never_a_method() -> None:
    assert made("{{ needs.items|join(' ') }} {{ needs.keys }} {{ needs['items'][1] }}") == "one two a text two"


@pytest.mark.parametrize("asked", ["needs.copy", "name.upper", "name.format", "needs.items.append", "name['lower']"])
def test_a_method_is_no_field(asked: str) -> None:
    with pytest.raises(UndefinedError):
        made(f"{{{{ {asked} }}}}")


@pytest.mark.parametrize("asked", ["nothing", "needs.nothing", "needs.nothing.more", "needs.items[7]"])
def test_what_is_not_there_is_an_error(asked: str) -> None:
    with pytest.raises(UndefinedError):
        made(f"{{{{ {asked} }}}}")


@pytest.mark.parametrize("tag", ["{{ 2 ** 3 }}", "{{ 'x' * 2000000 }}", "{{ [1] * 99999999 }}", "{{ '%9d' % 1 }}"])
def test_a_template_makes_nothing_large_from_nothing(tag: str) -> None:
    with pytest.raises(SecurityError):
        made(tag)


@pytest.mark.parametrize("name", ["attr('x')", "format(1)", "center(9)", "random", "pprint", "xmlattr", "urlize"])
def test_filters_that_reach_into_objects_or_into_chance_are_not_there(name: str) -> None:
    with pytest.raises(TemplateError):
        made(f"{{{{ name|{name} }}}}")


def test_loops_macros_and_namespaces_work() -> None:
    said = "{% macro m(x) %}[{{ x }}]{% endmacro %}{% set n = namespace(c=0) %}"
    said += "{% for one in needs.items %}{% set n.c = n.c + loop.index %}{{ m(one) }}{% endfor %}{{ n.c }}"
    assert made(said) == "[one][two]3"


@pytest.mark.parametrize("text", ["{_{ x }_}", "{_% x %_}", "a<b & c", "__", "&#95;", "</w:t>"])
def test_word_gets_every_text_as_it_is(text: str) -> None:
    from xml.etree.ElementTree import fromstring

    shown = word_environment().from_string("<t>{{ text }}</t>").render({"text": text})
    assert "{_" not in shown
    assert fromstring(shown).text == text  # noqa: S314 - our own text


def test_a_word_template_cannot_switch_escaping_off() -> None:
    with pytest.raises(TemplateError):
        word_environment().from_string("{{ name|safe }}")
    off = "{% autoescape false %}{{ name }}{% endautoescape %}"
    assert word_environment().from_string(off).render(DATA) == "A &amp; B"
