"""JSON Schemas: current in schemas/, every key described, right about the shipped files and their own examples."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from crm_planner.documents.schema_examples import EXAMPLES
from crm_planner.documents.schema_words import WORDS
from crm_planner.documents.schemas import DOCUMENTS, parts, schema_json, schema_of, words_for

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("vendor_catalogs", "examples", "playbooks")
SHIPPED = sorted(path for name in FOLDERS for path in (ROOT / name).rglob("*.yaml"))
every_schema = pytest.mark.parametrize("name", DOCUMENTS)
MODELINE = re.compile(r"^# yaml-language-server: \$schema=(\S+)$", re.MULTILINE)


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, as editors read it: dates and words such as `no` are texts."""


AsEditorsRead.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", "~n"),
    ("int", r"-?[0-9]+", "-0123456789"),
    ("float", r"-?[0-9]+\.[0-9]+", "-0123456789"),
):
    AsEditorsRead.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, ""])


def tree_of(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), AsEditorsRead)  # noqa: S506 - a SafeLoader


def schema_for(path: Path) -> dict[str, Any]:
    """The schema the file's own comment names."""
    found = MODELINE.search(path.read_text(encoding="utf-8"))
    assert found, f"{path} names no schema"
    loaded: dict[str, Any] = json.loads((path.parent / found[1]).read_text(encoding="utf-8"))
    return loaded


def faults(tree: Any, schema: dict[str, Any]) -> list[str]:
    errors = Draft202012Validator(schema).iter_errors(keys_as_text(tree))
    return [f"{list(error.path)}: {error.message}" for error in errors]


def keys_as_text(node: Any) -> Any:
    """`{10: 51700}` with its key as JSON has it."""
    if isinstance(node, dict):
        return {str(key): keys_as_text(value) for key, value in node.items()}
    return [keys_as_text(value) for value in node] if isinstance(node, list) else node


@every_schema
def test_the_published_schema_is_current(name: str, update: bool) -> None:  # noqa: FBT001 - a fixture
    path = ROOT / "schemas" / f"{name}.json"
    if update:
        path.write_text(schema_json(name), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == schema_json(name), f"crm-planner schema {name} > schemas/{name}.json"


def test_nothing_else_is_published() -> None:
    assert {path.name for path in (ROOT / "schemas").iterdir()} == {f"{name}.json" for name in DOCUMENTS}


@every_schema
def test_a_schema_is_a_json_schema(name: str) -> None:
    Draft202012Validator.check_schema(schema_of(name))


@every_schema
def test_every_part_and_every_key_is_described(name: str) -> None:
    for title, part in parts(schema_of(name)):
        if "properties" in part:
            assert part.get("description"), title
            assert [key for key, about in part["properties"].items() if not about.get("description")] == [], title


def test_no_words_are_left_over_for_keys_that_are_gone() -> None:
    keys = {
        (title, key)
        for name in DOCUMENTS
        for title, part in parts(DOCUMENTS[name].model_json_schema(by_alias=True))
        for key in part.get("properties", {})
    }
    told = {(title, key) for title, words in WORDS.items() if title != "*" for key in words}
    assert told - keys == set()
    assert set(EXAMPLES) - keys == set()
    assert {key for key in WORDS["*"] if all(words_for(t, k) != WORDS["*"][key] for t, k in keys)} == set()


@every_schema
def test_the_examples_of_a_schema_are_valid(name: str) -> None:
    schema = schema_of(name)
    for title, part in parts(schema):
        for key, about in part.get("properties", {}).items():
            for example in about.get("examples", ()):
                only = {"$defs": schema["$defs"], **about}
                assert faults(example, only) == [], (title, key)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_a_shipped_file_names_its_schema_and_keeps_to_it(path: Path) -> None:
    assert faults(tree_of(path), schema_for(path)) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"curency": "RUB"},
        {"currency": "rubles"},
        {"editions": []},
        {"rounding": {"step": 1, "mode": "up_and_down"}},
        {"tax": {"treatment": "maybe"}},
        {"checks": [{"name": "A check", "edition": "standard", "brief": {"users": 1}}]},
    ],
    ids=str,
)
def test_a_mistake_in_a_catalog_is_seen_by_an_editor(wrong: dict[str, Any]) -> None:
    tree = tree_of(ROOT / "vendor_catalogs" / "regionsoft.yaml")
    assert faults(tree | wrong, schema_of("catalog"))


def test_keys_of_the_user_and_short_ways_to_write_are_no_mistakes() -> None:
    tree = tree_of(ROOT / "vendor_catalogs" / "regionsoft.yaml")
    tree["x-mine"] = 1
    tree["inputs"] = {"region": {"values": ["north"], "default": "north"}}
    for requires in ({"region": "north"}, {"region": ["north"]}, {"licences": {"min": 5}}):
        tree["editions"][0]["items"][0] |= {"x-read-by": "me", "requires": requires}
        assert faults(tree, schema_of("catalog")) == []
    tree["editions"][0]["items"][0]["requires"] = {"licences": {"least": 5}}
    assert faults(tree, schema_of("catalog"))
