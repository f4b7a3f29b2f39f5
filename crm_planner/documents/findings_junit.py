"""What the linter found, as JUnit XML: for build servers that count passed and failed tests."""

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from crm_planner.lint.check import Checked, Report, title_of
from crm_planner.problem import Problem, visible


def findings_junit(report: Report) -> str:
    """A suite for each file with a test for each rule that found something; one passed test where none did.

    A test fails if a finding makes the run fail. Other warnings stand in the output of a passed test.
    """
    root = Element("testsuites", name="crm-planner catalog lint")
    for checked in report.checked:
        _suite(root, checked, report)
    _count(root, *root.findall("testsuite"))
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, checked: Checked, report: Report) -> None:
    file = visible(checked.file)
    suite = SubElement(root, "testsuite", name=file)
    by_code = sorted(checked.findings, key=lambda finding: finding.code)
    for code, group in groupby(by_code, key=lambda finding: finding.code):
        case = SubElement(suite, "testcase", classname=file, name=f"{code} {title_of(code)}")
        _outcome(case, list(group), report)
    if not checked.findings:
        SubElement(suite, "testcase", classname=file, name="no findings")
    _count(suite, suite)


def _outcome(case: Element, findings: list[Problem], report: Report) -> None:
    failing = [finding for finding in findings if report.selection.fails(finding)]
    if failing:
        failure = SubElement(case, "failure", type=failing[0].code, message=visible(failing[0].message))
        failure.text = "\n".join(map(str, failing))
    passing = [finding for finding in findings if finding not in failing]
    if passing:
        SubElement(case, "system-out").text = "\n".join(map(str, passing))


def _count(of: Element, *suites: Element) -> None:
    cases = [case for suite in suites for case in suite.findall("testcase")]
    of.set("tests", str(len(cases)))
    of.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    of.set("errors", "0")
