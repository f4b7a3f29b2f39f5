// The same figures at every number of users and every horizon: where the answer turns, and the lines of a chart.
const sliceFor = 12; // milliseconds of work before the page may answer its reader
let sweeping = 0;
const known = new Map();

const pointsOf = (control, most) => {
  const count = Number(positions(control)) + 1;
  const stride = Math.max(1, Math.ceil(count / most));
  const own = Number(position(control, state.get(control.name)));
  const indices = new Set([own, count - 1]);
  for (let index = 0; index < count; index += stride) indices.add(index);
  return [...indices].sort((a, b) => a - b).map((index) => atPosition(control, index));
};

const MOST_POINTS = 400;
const sweep = (name, show) => {
  const control = CONTROLS.get(name);
  if (!control) return;
  const run = ++sweeping;
  const others = [...state].filter(([other]) => other !== name);
  const key = JSON.stringify([name, others]);
  if (known.has(key)) { show(known.get(key)); return; }
  const beyond = new Set([...now.all.values()].filter((one) => one.beyond).map(({ id }) => id));
  const values = pointsOf(control, MOST_POINTS);
  const found = [];
  const go = () => {
    if (run !== sweeping) return;
    const until = performance.now() + sliceFor;
    while (found.length < values.length && performance.now() < until) {
      const at = evaluate(new Map([...others, [name, values[found.length]]]));
      found.push({ value: values[found.length], judged: judge(at, now.scores ? null : beyond) });
    }
    if (found.length < values.length) { setTimeout(go); return; }
    if (known.size > 20) known.clear();
    known.set(key, found);
    show(found);
  };
  setTimeout(go);
};

// Neighbouring points with one answer.
const runsOf = (points, answer) => {
  const runs = [];
  for (const point of points) {
    const same_ = runs.length && runs.at(-1).answer === answer(point.judged);
    if (same_) runs.at(-1).points.push(point);
    else runs.push({ answer: answer(point.judged), points: [point] });
  }
  return runs;
};

const turnsIn = (points, control, now_, wordings) => {
  const runs = runsOf(points, answerOf);
  const own = runs.findIndex(({ points: several }) => several.some(({ value }) => value === now_));
  const said = [];
  const words = (value) => shownValue(control, value);
  if (runs[own - 1]) said.push(say(wordings.below, { number: words(runs[own - 1].points.at(-1).value), answer: answerInWords(runs[own - 1].points.at(-1).judged) }));
  if (runs[own + 1]) said.push(say(wordings.above, { number: words(runs[own + 1].points[0].value), answer: answerInWords(runs[own + 1].points[0].judged) }));
  if (runs.length === 1) said.push(say(wordings.same, { first: words(points[0].value), last: words(points.at(-1).value) }));
  return { said, turns: runs.length > 1 };
};

const USERS = { below: "users_below", above: "users_above", same: "users_same" };
const YEARS = { below: "years_below", above: "years_above", same: "years_same" };

const drawTurns = (judged) => {
  const near = nearby(judged).map((text) => element("li", {}, text));
  const slots = [element("li", {}, say("trying")), null];
  // A score of the cost is by the range of those within the budget; so, unlike `decide`, the page keeps it while it tries.
  const kept = judged.scores && BUDGET ? element("li", { class: "small" }, say("budget_kept", { budget: money(BUDGET) })) : null;
  const show = () => put("turns", near, slots, kept);
  show();
  sweep("users/total", (points) => {
    const control = CONTROLS.get("users/total");
    slots[0] = turnsIn(points, control, state.get(control.name), USERS).said.map((text) => element("li", {}, text));
    drawBreakEven(points, control);
    const longest = CONTROLS.get("years");
    if (longest) sweep("years", (horizons) => {
      slots[1] = turnsIn(horizons, longest, state.get("years"), YEARS).said.map((text) => element("li", {}, text));
      show();
    });
    show();
  });
  if (!CONTROLS.has("users/total")) { slots[0] = null; show(); }
};

const cheapestOf = ({ all }) => [...all.values()].find(({ likeForLike }) => likeForLike === 1)?.id ?? "";
const drawBreakEven = (points, control) => {
  const rows = runsOf(points, cheapestOf).map(({ answer, points: several }) => {
    const [from, to] = [several[0], several.at(-1)];
    const span = from === to ? shownValue(control, from.value) : say("range", { low: shownValue(control, from.value), high: shownValue(control, to.value) });
    const cost = ({ judged }) => (answer ? amount(judged.all.get(answer).cost.likely) : say("none"));
    return { label: span, cells: [answer ? called(answer) : say("nobody"), { kind: "figure", text: cost(from) }, { kind: "figure", text: cost(to) }] };
  });
  put("break-even", table(say("break_even_caption", { currency: DATA.currency }), [say("users"), say("cheapest"), say("at_first"), say("at_last")], rows, "figures"));
  const lines = points.flatMap(({ value, judged }) => CANDIDATES.map(({ id }) => {
    const one = judged.all.get(id);
    return { candidate: called(id), users: Number(value), amount: one.likeForLike > 0 ? roughly(one.cost.likely) : null };
  }));
  const turns = runsOf(points, cheapestOf).slice(1).map((run) => ({ users: Number(run.points[0].value), turn: shownValue(control, run.points[0].value) }));
  drawChart("break_even", [...lines, ...turns]);
};
