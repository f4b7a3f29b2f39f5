"""Every wording of the report's page; the page carries them in all languages, with the values put in as it is read."""

from crm_planner.text import mark

STORY = {
    "title": mark("Which CRM for {client}?"),
    "subtitle": mark("Users: {users}. Years: {years}. Prices of {day}."),
    "recommended": mark("Recommended: {first}"),
    "recommended_alone": mark("Recommended, as the only one left: {first}"),
    "tie": mark("A tie, the lead is too small to decide: {front}"),
    "open": mark("Cannot say yet: {first} is ahead, but what is not known could put another in front: {others}"),
    "cannot_say": mark("Cannot say: no candidate is left that can be recommended"),
    "after": mark("Afterwards, as things stand: {first}"),
    "after_alone": mark("Afterwards, as things stand, only one is left: {first}"),
    "after_tie": mark("Afterwards, as things stand, a tie: {front}"),
    "after_open": mark(
        "Afterwards, as things stand: {first}, unless what is not known puts another in front: {others}"
    ),
    "after_nobody": mark("No candidate is left that could be recommended afterwards"),
    "best": mark("Best choice"),
    "ahead": mark("Ahead"),
    "place": mark("Place {place}"),
    "out": mark("Out"),
    "for_all": mark("for everything, years: {years}"),
    "dearer": mark("{amount} more than {first}"),
    "cheaper": mark("{amount} less than {first}"),
    "same_cost": mark("costs the same"),
    "plus_unknown": mark("+ {number} unknown"),
    "missing": mark("{category} ({state})"),
    "missing_filled": mark("No price for: {missing}. Counted as what others charge, or as the work it takes."),
    "missing_open": mark("No price for: {missing}. The amount is without them."),
    "why_cheapest": mark("Why is this the cheapest?"),
    "why_best": mark("Why is this the best?"),
    "where_from": mark("Where the difference comes from"),
    "what_changes": mark("What would change the answer"),
    "trying": mark("Trying other numbers of users ..."),
}
"""The first screen, for somebody who has one minute."""

REASONS = {
    "alone_costs": mark("{first} costs {amount} (years: {years}); no other candidate is left to compare it with"),
    "scored": mark("{first} is scored {points} of 5, {second} {others}"),
    "cost_same": mark("{first} and {other} cost the same: {amount} (years: {years})"),
    "costs_less": mark("{first} costs {amount}, {other} {others} (years: {years}): {difference} less, or {percent} %"),
    "costs_more": mark("{first} costs {amount}, {other} {others} (years: {years}): {difference} more, or {percent} %"),
    "saves_most": mark("It saves most on this: {category}, {amount} against {others} ({other})"),
    "below_budget": mark("It is {left} below the budget of {budget}"),
    "above_budget": mark(
        "It is {left} above the budget of {budget}, and within it only if what is not known costs little"
    ),
    "beyond_budget": mark("it costs at least {amount}, more than the budget of {budget}"),
    "refused": mark("it cannot be had with these settings"),
    "does_not_fit": mark("its licence does not allow these settings"),
    "no_price_fills": mark("nothing takes the place of prices that are missing: {missing}"),
    "if_less": mark("If {second} cost {less} ({percent} %) less, both would cost the same"),
    "if_missing": mark("If the missing items of {rival} ({missing}) cost less than {room} together, it is cheaper"),
    "if_free": mark("{rival} would not be cheaper even if its missing items ({missing}) were free"),
    "users_below": mark("With {number} users or fewer: {answer}"),
    "users_above": mark("With {number} users or more: {answer}"),
    "users_same": mark("The same answer with {first} to {last} users"),
    "years_below": mark("Over {number} years or fewer: {answer}"),
    "years_above": mark("Over {number} years or more: {answer}"),
    "years_same": mark("The same answer over {first} to {last} years"),
    "budget_kept": mark("With these numbers, too, whoever is beyond the budget of {budget} is out"),
    "nobody_first": mark("no candidate can be recommended"),
    "tie_of": mark("a tie of {candidates}"),
    "open_between": mark("open between {candidates}"),
    "first_is": mark("first is {candidates}"),
    "nobody": mark("nobody"),
}
"""Why the first is ahead, why another is out, and where the answer turns."""

CONTROLS = {
    "try_it": mark("Try your own numbers"),
    "try_hint": mark("Move anything: every figure on this page follows at once. Nothing leaves this file."),
    "slider": mark("slider"),
    "between": mark("{low} to {high}"),
    "not_accepted": mark("Write a number from {range}"),
    "reset": mark("Back to the start"),
    "share": mark("Copy a link to this state"),
    "get_brief": mark("Save this state for your consultant"),
    "copied": mark("The address of this state is copied; it opens for whoever has this file."),
    "copy_by_hand": mark("Copy the address from the address line: it holds this state."),
    "strange_address": mark("Part of the address was not understood; it is left out."),
    "changed": mark("What you changed"),
    "from_to": mark("{what}: {from} -> {to}"),
    "answer_differs": mark("The answer is another now. Before: {before}. Now: {now}."),
    "answer_same": mark("The answer stays: {now}."),
    "changed_totals": mark("What it costs, at the start and now"),
    "at_start": mark("at the start"),
    "now": mark("now"),
    "difference": mark("difference"),
    "discount_of": mark("Discount on licences of {candidate}, %"),
    "discount_reason": mark("Tried in the report"),
    "score_of": mark("{candidate}: {criterion}"),
    "not_scored": mark("not scored"),
    "people": mark("People who use the system"),
    "at_once": mark("At the same time, at most"),
    "by_rule": mark("as the brief's rule has it"),
    "how_long": mark("Years"),
    "worth_later": mark("How much less money is worth a year later"),
    "prices": mark("Discounts, missing prices and tax"),
    "rates": mark("Prices of work, rates of exchange, quantities"),
    "weights": mark("What counts how much, and the scores"),
    "answers": mark("Answers about risks"),
}
"""What may be moved, and what was."""

CHOICES = {
    "none": mark("leave it unknown"),
    "lowest": mark("the lowest price of the others"),
    "mean": mark("the mean price of the others"),
    "highest": mark("the highest price of the others"),
    "ratio": mark("the others' share of their licences"),
    "rate_card": mark("the work it takes, at hourly prices"),
    "published": mark("as published"),
    "net": mark("without tax"),
    "gross": mark("with tax"),
    "yes": mark("yes"),
    "no": mark("no"),
    "unknown": mark("not known"),
    "not_applicable": mark("does not apply"),
    "open": mark("not done"),
    "done": mark("done"),
}
"""By what the brief writes."""

TABLES = {
    "comparison": mark("All costs side by side"),
    "comparison_hint": mark("Press a figure to see how it came about, down to the line of the price list."),
    "comparison_caption": mark("What each candidate costs, in {currency}"),
    "what": mark("What"),
    "candidate": mark("Candidate"),
    "incomplete": mark("{name} (incomplete)"),
    "edition": mark("Edition"),
    "first_year": mark("First-year total"),
    "total": mark("Total"),
    "total_over": mark("Total, years: {years}"),
    "like_for_like": mark("Like for like, missing prices filled"),
    "like_range": mark("Like for like, lowest to highest"),
    "present_value": mark("Worth today, later years counted less"),
    "user_month": mark("Per user and month"),
    "rank_published": mark("Rank as published"),
    "rank_like": mark("Rank like for like"),
    "not_ranked": mark("not ranked"),
    "not_available": mark("n/a: {state}"),
    "not_listed": mark("not listed"),
    "none": mark("n/a"),
    "range": mark("{low} to {high}"),
    "sum": mark("Sum"),
    "years": mark("Year by year"),
    "years_caption": mark("What is paid in each year, in {currency}"),
    "year": mark("year {year}"),
    "written_at": mark("Written at"),
    "line_by_line": mark("Line by line"),
    "break_even": mark("Who is cheapest at which number of users"),
    "break_even_caption": mark("The cheapest by number of users, in {currency}"),
    "users": mark("Users"),
    "cheapest": mark("Cheapest"),
    "at_first": mark("Costs at the first"),
    "at_last": mark("Costs at the last"),
    "chart_categories": mark("What it costs by kind, like for like; the figures are in the table above."),
    "chart_years": mark("What is paid in each year; the figures are in the table above."),
    "chart_break_even": mark("What each costs by number of users; where the lines cross, the cheapest changes."),
}
"""The figures below the first screen."""

RISKS = {
    "stop": mark("STOP: {risk}"),
    "unanswered": mark("Not answered yet, and each of these can stop the project"),
    "overridden": mark("Going on in spite of: {risk} ({reason})"),
    "state_gate": mark("{state}, {gate}"),
    "register": mark("risk register"),
    "risk": mark("risk"),
    "state": mark("state"),
    "score": mark("score"),
    "residual": mark("residual"),
    "owner": mark("owner"),
    "response": mark("response"),
    "risks_hint": mark("Answers move this part; facts found in the prices stay as the brief has them."),
}
"""What can go wrong."""

FRAME = {
    "skip": mark("Skip to the answer"),
    "language": mark("Language"),
    "theme": mark("Light or dark"),
    "print": mark("Print"),
    "close": mark("Close"),
    "explain": mark("how it came about"),
    "computed": mark("Computed"),
    "rule": mark("Rule"),
    "is": mark("Where it comes from"),
    "moved_here": mark("set on this page"),
    "explained_above": mark("{what} (explained above)"),
    "not_known": mark("Not known yet, and the next step"),
    "risks": mark("What can go wrong"),
    "show_risks": mark("Show the risks"),
    "as_sent": mark("As the brief has it; moving the figures above does not change this part."),
    "assumptions": mark("What the figures rest on"),
    "check_done": mark("{number} figures computed by this page equal those the program computed."),
    "check_failed": mark("{wrong} of {number} figures differ from those the program computed: do not use this page."),
    "offline": mark("This file asks for nothing from a network and stores nothing."),
}
"""Around the figures."""

FILLED, REST = mark("put in for missing prices"), mark("everything else")
"""Parts of a bar that are no category of their own."""

PAGE = {**STORY, **REASONS, **CONTROLS, **TABLES, **RISKS, **FRAME, "filled": FILLED, "rest": REST}

NO_SCRIPT = mark("Open this file in a browser to move users, years and prices; here is the answer as it was sent.")
BRIEF_HEAD = mark("Saved from the report of crm-planner: the brief with what was moved in the page.")
MADE_WITH = "crm-planner compare brief.yaml"
