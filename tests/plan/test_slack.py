"""Slack holds: a task that slips by all of it moves nothing it may not move, and by an hour more it would."""

from hypothesis import given, settings

from crm_planner.plan.generation import end_of
from crm_planner.plan.instance import Instance, Span
from crm_planner.plan.passes import earliest
from crm_planner.plan.slack import Slack, slacks, with_hand_overs
from crm_planner.plan.solve import solve
from tests.plan.slot_by_slot import Small, broken, small_instances

HORIZON = 40


def levelled(small: Small) -> list[Span]:
    spans = solve(small.instance, HORIZON, limit=0).spans
    assert spans is not None
    return spans


def slipped(instance: Instance, spans: list[Span], job: int, start: int) -> list[Span]:
    """The plan carried out in its order, no job earlier than planned, `job` no earlier than `start`."""
    released = [
        one._replace(release=max(one.release, start if number == job else spans[number].start))
        for number, one in enumerate(instance.jobs)
    ]
    return earliest(Instance(released, instance.waits, instance.capacities, instance.lag_time))


@given(small_instances())
@settings(max_examples=40)
def test_all_total_slack_moves_not_the_end_and_the_plan_stays_feasible(small: Small) -> None:
    spans = levelled(small)
    joined = with_hand_overs(small.instance, spans)
    if joined.runs_in_a_circle:
        assert slacks(joined, spans) == [Slack(span, span) for span in spans]
        return
    for job, slack in enumerate(slacks(joined, spans)):
        after = slipped(joined, spans, job, slack.late.start)
        assert end_of(after) == end_of(spans)
        assert broken(small, after) == []


@given(small_instances())
@settings(max_examples=40)
def test_all_free_slack_moves_no_other_task(small: Small) -> None:
    spans = levelled(small)
    joined = with_hand_overs(small.instance, spans)
    if joined.runs_in_a_circle:
        assert slacks(joined, spans) == [Slack(span, span) for span in spans]
        return
    for job, slack in enumerate(slacks(joined, spans)):
        after = slipped(joined, spans, job, slack.free.start)
        assert [span for number, span in enumerate(after) if number != job] == [
            span for number, span in enumerate(spans) if number != job
        ]
        assert spans[job].start <= slack.free.start <= slack.late.start


@given(small_instances())
@settings(max_examples=40)
def test_an_hour_more_than_total_slack_moves_the_end(small: Small) -> None:
    spans = levelled(small)
    joined = with_hand_overs(small.instance, spans)
    if joined.runs_in_a_circle:
        assert slacks(joined, spans) == [Slack(span, span) for span in spans]
        return
    for job, slack in enumerate(slacks(joined, spans)):
        assert end_of(slipped(joined, spans, job, slack.late.start + 1)) > end_of(spans)
