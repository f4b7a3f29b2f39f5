"""A full evaluation in JavaScript against a loop in plain Numbers: 3 candidates, 30 lines, 5 years, tax of each cell.

The loop is what one would write by hand for these price lists, in the floats of JavaScript; it adds up totals and tax
and nothing else. The compiled model computes every cell, exactly. Both run in node, at 1 to 100 users in turn:

    python -m benchmarks.javascript
"""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from shutil import which
from statistics import median
from typing import Any

from benchmarks.exact import YEARS, long_tree, project
from benchmarks.ratios import report
from benchmarks.sweep import PERIODS
from crm_planner.formula.cell import Span
from crm_planner.formula.exact import Values, evaluate
from crm_planner.formula.javascript import compile_javascript
from crm_planner.project import price

ROUNDS, EVALUATIONS, STARTS, MOST = 30, 1_000, 7, 100
LOOP, CELLS, TEXTS = "a loop in Numbers", "every cell, exactly", "the same, inputs as text"
AIMS = {CELLS: 0.5, TEXTS: 0.6}
LIBRARY = Path(__file__).parents[1] / "templates" / "report" / "model.js"

BY_HAND = """
const rounded = (amount) => Math.floor(amount + .5);
const listAmount = (price, quantity, net) => {
  const tier = () => price.tiers.find((one) => quantity <= (one.up_to ?? quantity));
  if (price.kind === "volume") return rounded(quantity * tier().unit);
  if (price.kind === "graduated") return rounded(slices(price.tiers, quantity));
  if (price.kind === "package") return Math.ceil(quantity / price.size) * price.amount;
  if (price.kind === "percent") return rounded(price.of.reduce((sum, name) => sum + net[name], 0) * price.rate / 100);
  if (price.kind === "flat") return price.amount;
  return rounded(Math.max(Math.max(quantity, price.minimum_quantity ?? 0) - (price.free_units ?? 0), 0) * price.amount);
};
const slices = (tiers, quantity) => {
  let total = 0, below = 0;
  for (const [number, tier] of tiers.entries()) {
    if (number && quantity <= below) break;
    const end = Math.min(quantity, tier.up_to ?? quantity);
    total += (end - below) * tier.unit + (tier.flat ?? 0);
    below = end;
  }
  return total;
};
const byHand = (items, users) => {
  const net = {};
  let total = 0, tax = 0;
  for (const item of items) {
    const once = item.charge === undefined, charge = net[item.id] = listAmount(item.price, users, net);
    const growth = 1 + (item.indexation ?? 0) / 100;
    for (let year = 1; year <= (once ? 1 : years); year++) {
      const due = charge * periods[item.charge ?? "once"];
      const amount = year > 1 && growth > 1 ? rounded(due * growth ** (year - 1)) : due;
      total += amount;
      tax += Math.floor(amount * 20 / 120 * 100 + .5) / 100;
    }
  }
  return [total, tax];
};
"""

TIMED = """
const began = performance.now();
live.evaluate({"users/total": "25"});
const first = performance.now() - began;
const works = {
  [names[0]]: (users) => vendors.forEach((items) => byHand(items, users)),
  [names[1]]: (users) => compiled.compute(counts[users]),
  [names[2]]: (users) => live.evaluate({"users/total": String(users)}),
};
const timing = Object.fromEntries(names.map((name) => [name, []]));
for (let round = -3; round < rounds; round++) {
  for (const [name, work] of Object.entries(works)) {
    const start = performance.now();
    for (let one = 0; one < evaluations; one++) work(1 + one % most);
    if (round >= 0) timing[name].push((performance.now() - start) / 1000);
  }
}
const all = [...Array(most).keys()].map((below) => below + 1);
const said = all.map((users) => {
  const figures = live.evaluate({"users/total": String(users)});
  return totals.map((cell) => figures.fraction(cell).join("/"));
});
const hand = all.map((users) => vendors.flatMap((items) => byHand(items, users)));
console.log(JSON.stringify({first, timing, said, hand}));
"""


def node(script: str) -> dict[str, Any]:
    """What a script says in node."""
    program = which("node") or sys.exit("this machine has no node; make system installs it where it can")
    done = subprocess.run([program, "-"], input=script, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def agree(exact: list[Values], totals: list[str], found: dict[str, Any]) -> int:
    """Stop where the page says something else than exact; in how many totals and taxes the loop does."""
    wanted = [["/".join(map(str, values[cell].as_integer_ratio())) for cell in totals] for values in exact]
    if found["said"] != wanted:
        sys.exit("the compiled model does not say what the exact target says")
    return sum(
        Decimal(str(round(by_hand, 2))) != values[cell]
        for values, row in zip(exact, found["hand"], strict=True)
        for cell, by_hand in zip(totals, row, strict=True)
    )


def main() -> None:
    """Print how long each takes, as multiples of the loop."""
    trees = [long_tree(vendor) for vendor in range(3)]
    model = price(project(trees)).model.over({"users/total": Span(1, MOST)})
    totals = [
        cell
        for vendor in range(3)
        for cell in (f"vendor-{vendor}/standard/total", f"vendor-{vendor}/standard/total/tax")
    ]
    compiled = compile_javascript(model)
    constants: dict[str, Any] = {
        "vendors": [tree["editions"][0]["items"] for tree in trees],
        "periods": PERIODS,
        "years": YEARS,
        "totals": totals,
        "names": [LOOP, CELLS, TEXTS],
        "counts": [[users] for users in range(MOST + 1)],
        "rounds": ROUNDS,
        "evaluations": EVALUATIONS,
        "most": MOST,
    }
    written = [f"const {name}={json.dumps(value, default=float)};" for name, value in constants.items()]
    model_text = f"const compiled={compiled.source};const live=liveModel(compiled);"
    script = "\n".join([LIBRARY.read_text(encoding="utf-8"), *written, model_text, BY_HAND, TIMED])
    runs = [node(script) for _ in range(STARTS)]
    timing = {name: [seconds for run in runs for seconds in run["timing"][name]] for name in (LOOP, CELLS, TEXTS)}
    wrong = agree([evaluate(model, {"users/total": Decimal(users)}) for users in range(1, MOST + 1)], totals, runs[0])
    report(timing, LOOP, AIMS)
    first = median(run["first"] for run in runs)
    print(f"{EVALUATIONS:,} evaluations of {len(model.cells)} cells, {len(compiled.wide)} of them beyond 2**53")
    print(f"the first evaluation {first:.1f} ms; {len(compiled.source) / 1000:.0f} kB of text")
    print(f"every total and its tax is the exact one; of {MOST * len(totals)} the loop misses {wrong}")


if __name__ == "__main__":
    main()
