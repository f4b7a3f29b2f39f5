// Who is ahead, by the figures of the model: the rules are those of `decide`, on exact numbers.
const CANDIDATES = DATA.candidates;
const NAMED = new Map(CANDIDATES.map((one) => [one.id, one]));
const TIE = exact(DATA.tie);
const BUDGET = DATA.budget === null ? null : exact(DATA.budget);
const called = (id) => inWords(NAMED.get(id).called);

const isOne = (at, name) => { const figure = at(name); return figure !== null && figure[0] !== 0n; };
const spanOf = (at, id, kind) => {
  const ends = ["low", "likely", "high"].map((end) => at(`${id}/${kind}/${end}`));
  return ends.includes(null) ? null : { low: ends[0], likely: ends[1], high: ends[2] };
};

// What one candidate comes to now: its totals, what is unknown, and whether it may win.
const standing = (at, { id, barred }, trial) => {
  const total = at(`${id}/total`);
  const open = Number((at(`${id}/open-gaps`) ?? ZERO)[0]);
  const unknown = Number((at(`${id}/gaps`) ?? ZERO)[0]);
  const refused = isOne(at, `${id}/refused`);
  const fits = !refused && isOne(at, `${id}/suitable`);
  const cost = open ? null : spanOf(at, id, "total/like-for-like") ?? { low: total, likely: total, high: total };
  const [asPublished, likeForLike] = ["published", "like-for-like"].map((kind) => Number((at(`${id}/rank/${kind}`) ?? ZERO)[0]));
  const beyond = trial ? trial.has(id) : BUDGET !== null && less(BUDGET, cost?.low ?? total);
  return { id, total, cost, open, unknown, refused, fits, asPublished, likeForLike, beyond,
    runs: fits && likeForLike > 0 && !barred && !beyond };
};

// How surely the first is ahead; below the tie margin it is a tie, and who could still pass leaves it open.
const lead = (figures, mostWins) => {
  const order = [...figures.keys()].sort((a, b) => {
    const [one, two] = [figures.get(a).likely, figures.get(b).likely];
    return same(one, two) ? (a < b ? -1 : 1) : less(one, two) === mostWins ? 1 : -1;
  });
  if (order.length < 2) return { sure: order.length ? "alone" : "nobody", order, level: [], contenders: [] };
  const first = figures.get(order[0]);
  const limit = times(sizeOf(first.likely), TIE);
  const [level, contenders] = [[], []];
  for (const id of order.slice(1)) {
    const other = figures.get(id);
    const ahead = mostWins ? minus(other.high, first.low) : minus(first.high, other.low);
    const behind = mostWins ? minus(first.high, other.low) : minus(other.high, first.low);
    const widest = largest([sizeOf(ahead), sizeOf(behind)]);
    if (less(widest, limit) || widest[0] === 0n) level.push(id);
    else if (ahead[0] >= 0n) contenders.push(id);
  }
  return { sure: contenders.length ? "open" : level.length ? "tie" : "clear", order, level, contenders };
};

// In a `trial` of other users or years the budget says nothing; those it rules out now, in the set, stay out.
const judge = (at, trial = null) => {
  const all = CANDIDATES.map((one) => standing(at, one, trial));
  const running = all.filter((one) => one.runs);
  const cost = lead(new Map(running.map((one) => [one.id, one.cost])), false);
  const scored = running.some(({ id }) => DATA.criteria.some((name) => isOne(at, `score/${id}/${name}`)));
  const scores = new Map(running.map(({ id }) => [id, spanOf(at, id, "score")]));
  const ahead = scored ? lead(scores, true) : cost;
  const front = [...ahead.order.slice(0, 1), ...ahead.level, ...ahead.contenders];
  return { at, all: new Map(all.map((one) => [one.id, one])), cost, lead: ahead, front, scores: scored ? scores : null };
};

// Two answers are the same if they name the same with the same surety; a lead over nobody is still a lead.
const answerOf = ({ lead: { sure }, front }) => `${sure === "alone" ? "clear" : sure} ${[...front].sort().join(" ")}`;
const answerInWords = ({ lead: { sure }, front }) => {
  const key = { nobody: "nobody_first", tie: "tie_of", open: "open_between" }[sure] ?? "first_is";
  return say(key, { candidates: listed((key === "first_is" ? front.slice(0, 1) : front).map(called)) });
};

const byCategory = (at, { id, lines }) => {
  const found = new Map();
  for (const line of lines) {
    const status = Number((at(line.status) ?? ZERO)[0]);
    if (status === 1 || status === 2) found.set(line.category, plus(found.get(line.category) ?? ZERO, at(line.amount) ?? ZERO));
  }
  for (const { id: category } of DATA.categories) {
    const filled = at(`${id}/gap/${category}/likely`);
    if (filled) found.set(category, plus(found.get(category) ?? ZERO, filled));
  }
  return found;
};

// Why the first is ahead, in sentences with figures of the model.
const reasons = ({ at, all, lead: { order }, scores, cost }) => {
  const [first, second] = order;
  if (!first) return [];
  const own = all.get(first).cost.likely;
  const years = inFigures(at("years") ?? whole(DATA.years));
  if (!second) return [say("alone_costs", { first: called(first), amount: money(own), years })];
  const said = [];
  if (scores) {
    const points = (id) => inFigures(scores.get(id).likely, 2);
    said.push(say("scored", { first: called(first), second: called(second), points: points(first), others: points(second) }));
  }
  const other = scores ? cost.order.find((id) => id !== first) : second;
  const others = all.get(other).cost.likely;
  const difference = minus(others, own);
  const values = { first: called(first), other: called(other), amount: money(own), others: money(others), years,
    difference: money(sizeOf(difference)) };
  if (difference[0] === 0n) said.push(say("cost_same", values));
  else {
    values.percent = percent(over(sizeOf(difference), largest([own, others])));
    said.push(say(difference[0] > 0n ? "costs_less" : "costs_more", values));
  }
  const [mine, theirs] = [first, second].map((id) => byCategory(at, NAMED.get(id)));
  if (less(own, all.get(second).cost.likely)) {
    const saved = DATA.categories.map(({ id }) => [id, minus(theirs.get(id) ?? ZERO, mine.get(id) ?? ZERO)]);
    const [most, much] = saved.reduce((a, b) => (less(a[1], b[1]) ? b : a));
    if (much[0] > 0n) said.push(say("saves_most", { category: categoryName(most), amount: money(mine.get(most) ?? ZERO),
      others: money(theirs.get(most) ?? ZERO), other: called(second) }));
  }
  if (BUDGET) said.push(say(less(BUDGET, own) ? "above_budget" : "below_budget",
    { left: money(sizeOf(minus(BUDGET, own))), budget: money(BUDGET) }));
  return said;
};
const categoryName = (id) => inWords(DATA.categories.find((one) => one.id === id)?.name ?? id);

// What would change the answer that needs no other number of users or years: a lower price, the missing prices.
const nearby = ({ all, cost: { order }, scores }) => {
  const said = [];
  if (scores || order.length < 2) return said;
  const [first, second] = order;
  const own = all.get(first).cost.likely;
  const less_by = minus(all.get(second).cost.likely, own);
  if (less_by[0] > 0n) said.push(say("if_less", { second: called(second), less: money(less_by),
    percent: percent(over(less_by, all.get(second).cost.likely)) }));
  for (const id of order.slice(1)) {
    const { unknown, total } = all.get(id);
    if (!unknown) continue;
    const room = minus(own, total);
    const missing = listed(missingOf(all.get(id)).map(({ category }) => categoryName(category)));
    said.push(say(room[0] > 0n ? "if_missing" : "if_free", { rival: called(id), missing, room: money(sizeOf(room)) }));
  }
  return said;
};

// The lines of a candidate that have no price now, each category once.
const missingOf = ({ id }) => {
  const found = new Map();
  for (const line of NAMED.get(id).lines) {
    const status = Number((now.at(line.status) ?? ZERO)[0]);
    if (status > 2 && !found.has(line.category)) found.set(line.category, { category: line.category, status });
  }
  return [...found.values()];
};
