"""The faults of a checklist that its reader finds: the pages of their codes; the rules themselves find nothing more."""

from crm_planner.lint.checklist import PlaybookSubject
from crm_planner.lint.rulebook import Rulebook

RULES = Rulebook()


@RULES.rule("RSK001")
def effect_on_no_category(subject: PlaybookSubject) -> None:
    """The effect of a risk is on a category of cost that does not exist.

    ## Why
    The effect is a share of what a category costs; a category nobody has would cost nothing.

    ## Bad
    ```yaml
    risks:
      CL-05:
        effects:
          cost: {category: courses, percent: {low: 20, likely: 60, high: 150}}
          schedule: {days: {low: 1, likely: 2, high: 5}}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        effects:
          cost: {category: training, percent: {low: 20, likely: 60, high: 150}}
          schedule: {days: {low: 1, likely: 2, high: 5}}
    ```

    ## Fix
    Write a category of the comparison, or `ALL` for the whole project.
    """


@RULES.rule("RSK002")
def three_points_out_of_order(subject: PlaybookSubject) -> None:
    """The lowest of three points is above the likely one, or that above the highest.

    ## Why
    A simulation draws between them; out of order they describe nothing.

    ## Bad
    ```yaml
    risks:
      CL-05:
        effects:
          cost: {category: training, percent: {low: 60, likely: 20, high: 150}}
          schedule: {days: {low: 1, likely: 2, high: 5}}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        effects:
          cost: {category: training, percent: {low: 20, likely: 60, high: 150}}
          schedule: {days: {low: 1, likely: 2, high: 5}}
    ```

    ## Fix
    Write low, likely and high in ascending order; they may be equal.
    """


@RULES.rule("RSK003")
def question_without_consequence(subject: PlaybookSubject) -> None:
    """A question does not say which answer speaks for the risk.

    ## Why
    Its answer would change nothing, so nobody should be asked.

    ## Bad
    ```yaml
    risks:
      CL-05:
        questions:
          CL-05.9: {ask: Is there a course in the vendor's town?}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        questions:
          CL-05.9: {ask: Is there a course in the vendor's town?, risk_if: no}
    ```

    ## Fix
    Add `risk_if: yes` or `risk_if: no`, or remove the question.
    """


@RULES.rule("RSK004")
def id_of_another_risk(subject: PlaybookSubject) -> None:
    """A question or mitigation does not bear the id of the risk it stands under.

    ## Why
    Briefs answer questions by id alone; the id must lead to its risk.

    ## Bad
    ```yaml
    risks:
      CL-05:
        questions:
          CL-06.9: {ask: Is there a course in the vendor's town?, risk_if: no}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        questions:
          CL-05.9: {ask: Is there a course in the vendor's town?, risk_if: no}
    ```

    ## Fix
    Begin the id with that of its risk, or move it to the other risk.
    """


@RULES.rule("RSK005")
def source_without_grade(subject: PlaybookSubject) -> None:
    """A risk names a source that is not described, so that its grade is unknown.

    ## Why
    A reader must see whether a claim rests on a standard, a survey or a blog.

    ## Bad
    ```yaml
    risks:
      CL-05: {sources: [letter]}
    ```

    ## Good
    ```yaml
    sources:
      - {id: letter, title: Letter of a customer, grade: C}
    risks:
      CL-05: {sources: [letter]}
    ```

    ## Fix
    Describe it under `sources`, with a title and a grade.
    """


@RULES.rule("RSK006")
def unknown_fact(subject: PlaybookSubject) -> None:
    """A risk waits for a fact that the program cannot find.

    ## Why
    It would never be shown by itself, and nobody would notice.

    ## Bad
    ```yaml
    risks:
      CL-05: {when: [no-training]}
    ```

    ## Good
    ```yaml
    risks:
      CL-05: {when: [training-not-bought]}
    ```

    ## Fix
    Write one of the facts the schema lists, or ask a question instead.
    """


@RULES.rule("RSK007")
def contradiction_of_nothing(subject: PlaybookSubject) -> None:
    """A contradiction names a question nobody asks, or holds a single answer.

    ## Why
    Only two statements can contradict each other, and only answers somebody can give.

    ## Bad
    ```yaml
    contradictions:
      mine: {answers: {CL-05.1: no, CL-05.8: yes}, why: Both cannot be}
    ```

    ## Good
    ```yaml
    contradictions:
      mine: {answers: {CL-05.1: no, CL-05.3: yes}, why: Both cannot be}
    ```

    ## Fix
    Name questions by the ids they have in the checklist.
    """


@RULES.rule("RSK008")
def unknown_role(subject: PlaybookSubject) -> None:
    """A mitigation belongs to a role that the rate card does not have.

    ## Why
    Its hours are priced with the rate of that role, and its name is read from there.

    ## Bad
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m1: {owner: teacher}
    ```

    ## Good
    ```yaml
    rates:
      teacher: {name: Teacher}
    risks:
      CL-05:
        mitigations:
          CL-05.m1: {owner: teacher}
    ```

    ## Fix
    Write a role of `rates`, or add the role there; an amount may come later.
    """


@RULES.rule("RSK009")
def unknown_secondary_risk(subject: PlaybookSubject) -> None:
    """A mitigation raises a risk that does not exist.

    ## Why
    The register would send the reader to nothing.

    ## Bad
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m1: {secondary: [EM-80]}
    ```

    ## Good
    ```yaml
    risks:
      CL-05:
        mitigations:
          CL-05.m1: {secondary: [EM-08]}
    ```

    ## Fix
    Write the id of a risk of the checklist.
    """


@RULES.rule("RSK010")
def hard_gate_without_reason(subject: PlaybookSubject) -> None:
    """A hard gate does not say why it stops the project.

    ## Why
    An owner who is stopped must be told in a sentence what comes first.

    ## Bad
    ```yaml
    risks:
      CL-05: {gate: hard}
    ```

    ## Good
    ```yaml
    risks:
      CL-05: {gate: hard, stop: Buy the course first. People who cannot use the system will not.}
    ```

    ## Fix
    Add `stop` with the sentence the owner reads.
    """
