"""What editors say about the keys of a work breakdown, of payments, and of what a brief says about its plan."""

from collections.abc import Mapping

PLAN_WORDS: Mapping[str, Mapping[str, str]] = {
    "Shape": {"when": "It is the client's if these numbers lie in these ranges, and no shape above it fits."},
    "TaskTemplate": {
        "phase": "The phase it rolls up to.",
        "efforts": "Ids of efforts whose hours it takes; left out if none of them is needed.",
        "after": "Tasks that must be finished, by id, or links with a kind and a lag.",
        "spans": "It lasts from the first start to the last finish of these tasks: level of effort.",
        "days": "Working days it takes at least, whoever works: a number, or low, likely and high.",
        "days_by_shape": "The same by shape of project. Either this or days.",
        "shapes": "Only in projects of these shapes.",
        "each_wave": "Done once for each wave where the system is rolled out in phases.",
        "gate": "A decision that everything after it waits for.",
        "deliverable": "What there is when it is done; plain, or by language.",
        "accountable": "The role that answers for it.",
        "consulted": "Roles that are asked.",
        "informed": "Roles that are told.",
    },
    "After": {
        "task": "The task it waits for.",
        "kind": "FS: starts after its finish; SS: after its start; FF: finishes after its finish; SF: after its start.",
        "lag": "Working days later; below 0 earlier.",
    },
    "Member": {
        "side": "vendor, consultant, in_house or client.",
        "roles": "What they do, from rates.",
        "hours_a_day": "Productive hours of one of them on a full day.",
        "heads": "How many there are: a number, or one for every started `size` of a number.",
        "shapes": "Only in projects of these shapes.",
    },
    "Heads": {
        "of": "The number that is counted in groups: users, or a driver.",
        "size": "How many make a group; a started one counts.",
        "at_least": "Never fewer than these.",
    },
    "RollOut": {
        "above_users": "With more people than these phases are proposed.",
        "departments": "With so many departments or more phases are proposed.",
        "called": "The name of a task of a wave, with {task} and {wave} in it; plain, or by language.",
        "lag": "Working days from one go-live to the first task of the next wave.",
    },
    "PaymentRule": {
        "categories": "What it pays for; without it all that no other rule names.",
        "stages": "The payments, 100 percent in all.",
    },
    "PaymentStage": {
        "percent": "Percent points of the first year's cost.",
        "task": "The task whose start or finish makes it due; where a plan has none such, the next payment's.",
        "on": "start or finish of the task.",
        "days": "Calendar days after that.",
    },
    "PlanWishes": {
        "tasks": "Tasks that differ from the playbook's, by their number: {8.1: {days: 3}}.",
        "people": "Who does the work of some roles, in place of the playbook's team.",
        "blackouts": "Days on which roles are not to be had.",
        "deadline": "The last day of the plan.",
        "country": "Whose holidays are kept; without it the client's country.",
    },
    "TaskChange": {
        "off": "true: there is no such task; what waited for it waits for what it waited for.",
        "hours": "Hours of pieces of work, in place of the playbook's: {settings: 8}. They change the price as well.",
        "days": "Working days it takes at least: a number, or low, likely and high.",
        "people": "Ids of those who do it.",
        "not_before": "Its first day is not before this one.",
        "starts_on": "Its first day.",
        "deadline": "Its last day is not after this one.",
    },
    "PlannedPerson": {
        "roles": "What they do, from the playbook's rates.",
        "hourly": "What an hour of theirs costs, in the brief's currency; it is the price of their roles.",
        "hours_a_day": "Productive hours of a full day; without it as the playbook's team.",
        "share": "The part of each day for this project: 0.5 is half a day.",
        "heads": "How many people like this there are.",
        "country": "Whose holidays they keep, if not the plan's.",
        "weekdays": "The days they work, if not all working days: [mon, tue, wed].",
        "leave": "When they are away.",
    },
    "Away": {
        "from": "The first day.",
        "until": "The last day, included.",
        "reason": "Why.",
    },
    "NoWork": {
        "from": "The first day. Either this and until, or month_end.",
        "until": "The last day, included.",
        "month_end": "So many last calendar days of every month.",
        "roles": "Who is not to be had; without it nobody is.",
        "reason": "Why.",
    },
}
"""By the name of the model and the key."""
