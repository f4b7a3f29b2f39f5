"""The document of a proposal: its data and charts put into the shipped template, or into one of the user's."""

from typing import TYPE_CHECKING

from crm_planner.cli.streams import complain

if TYPE_CHECKING:
    from crm_planner.documents.charts.drawing import Picture
    from crm_planner.documents.proposal.formal import FormalSpeech
    from crm_planner.files.template_sets import TemplateSet
    from crm_planner.proposal.proposal import Proposal


def document(made: "Proposal", speech: "FormalSpeech", form: str, own: "TemplateSet | None") -> bytes:
    """`made` in one form; the templates `own`, which nobody has to trust, are filled in by a process with limits.

    Raises DataError with what is wrong with a template of the user's, MissingExtra for what is not installed.
    """
    from crm_planner.documents.proposal.context import proposal_context
    from crm_planner.documents.proposal.rendering import Wanted, rendered
    from crm_planner.files.bundled import folder

    templates = folder("templates")
    drawn = () if form == "markdown" else _pictures(made, speech, pixels=form == "docx")
    wanted = Wanted(form, proposal_context(made, speech), drawn, templates / "fonts")
    if own is None:
        return rendered(wanted, templates / "proposal")
    from crm_planner.documents.proposal.sandbox import filled_apart

    for warning in own.warnings(form):
        complain(str(warning))
    return filled_apart(wanted, own.whole(form), own.sources(form), own.called(form))


def _pictures(made: "Proposal", speech: "FormalSpeech", *, pixels: bool) -> "tuple[Picture, ...]":
    """The charts of the proposal, whose dates are short. Raises MissingExtra without vl-convert."""
    from crm_planner.documents.charts.proposal import pictures
    from crm_planner.documents.wording import Speech
    from crm_planner.files.bundled import folder

    templates = folder("templates")
    return pictures(made, Speech(speech.language, templates / "wording"), templates / "fonts", pixels=pixels)
