"""What a test of catalogs found, as JUnit XML: each case a test of the build server."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crm_planner.lint.tested import Tested
from crm_planner.problem import Problem, visible


def tested_junit(tested: Tested) -> str:
    """A suite for each file with its cases; a file that cannot be read and an unguarded figure are failed tests."""
    root = Element("testsuites", name="crm-planner catalog test")
    for sheet in tested.sheets:
        tests = [(outcome.name, outcome.findings) for outcome in tested.outcomes if outcome.place.file == sheet.file]
        tests += [("can be read", sheet.problems)] if sheet.problems else []
        if any(verdict.file == sheet.file for verdict in tested.verdicts or ()):
            unguarded = tuple(one for one in tested.unguarded if one.place.file == sheet.file)
            tests += [("every figure is guarded", unguarded)]
        _suite(root, sheet.file, tests)
    _count(root, root.iter("testcase"))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, file: str, tests: list[tuple[str, tuple[Problem, ...]]]) -> None:
    suite = SubElement(root, "testsuite", name=visible(file))
    for name, findings in tests:
        case = SubElement(suite, "testcase", classname=visible(file), name=visible(name))
        if findings:
            failure = SubElement(case, "failure", type=findings[0].code, message=visible(findings[0].message))
            failure.text = "\n".join(map(str, findings))
    _count(suite, suite.iter("testcase"))


def _count(of: Element, cases: Iterable[Element]) -> None:
    every = list(cases)
    of.set("tests", str(len(every)))
    of.set("failures", str(sum(case.find("failure") is not None for case in every)))
    of.set("errors", "0")
