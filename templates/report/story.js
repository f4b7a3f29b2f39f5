// The first screen: what to do, what three candidates cost, and what would change it.
const HEADLINES = { nobody: "cannot_say", alone: "recommended_alone", clear: "recommended", tie: "tie", open: "open" };
const AFTERWARDS = { nobody: "after_nobody", alone: "after_alone", clear: "after", tie: "after_tie", open: "after_open" };

const headline = ({ at, lead: { sure }, front }) => {
  const values = { first: called_first(front), front: listed(front.map(called)), others: listed(front.slice(1).map(called)) };
  return say((stoppedNow(at) ? AFTERWARDS : HEADLINES)[sure], values);
};
const called_first = (front) => (front.length ? called(front[0]) : "");

const figureOf = (at, name) => inFigures(at(name) ?? ZERO);
const subtitle = ({ at }) => say("subtitle", { users: figureOf(at, "users/total"), years: figureOf(at, "years"), day: inWords(DATA.day) });

const outReason = (one) => {
  const candidate = NAMED.get(one.id);
  if (one.beyond) return say("beyond_budget", { amount: money(one.cost?.low ?? one.total), budget: money(BUDGET) });
  if (candidate.barred) return inWords(candidate.barred);
  if (one.refused) return say("refused");
  if (!one.fits) return candidate.unsuitable && !moved().length ? inWords(candidate.unsuitable) : say("does_not_fit");
  return say("no_price_fills", { missing: listed(missingOf(one).map(({ category }) => categoryName(category))) });
};

const totalCell = (one) => (one.cost && one.unknown ? `${one.id}/total/like-for-like/likely` : `${one.id}/total`);
const unknownWords = (one) => (one.unknown ? say("plus_unknown", { number: inFigures(whole(one.unknown)) }) : "");

const card = (judged, id, place) => {
  const one = judged.all.get(id);
  const candidate = NAMED.get(id);
  const first = judged.lead.order[0];
  const shown = one.cost ? one.cost.likely : one.total;
  const missing = missingOf(one).map(({ category, status }) =>
    say("missing", { category: categoryName(category), state: inWords(DATA.states[status]) }));
  const difference = first && id !== first && one.runs ? minus(shown, judged.all.get(first).cost.likely) : null;
  return element("article", { class: `card ${place ? "" : "first"} ${one.runs ? "" : "out"}` },
    element("p", { class: "badge" }, one.runs ? place ? say("place", { place: String(place + 1) }) : say(judged.front.length > 1 || stoppedNow(judged.at) ? "ahead" : "best") : say("out")),
    element("h3", {}, inWords(candidate.product), element("span", { class: "edition" }, inWords(candidate.edition))),
    one.refused || !one.fits ? null : element("p", { class: "amount" }, figureButton(totalCell(one), money(shown)),
      element("span", { class: "small" }, one.cost ? "" : unknownWords(one))),
    one.refused || !one.fits ? null : element("p", { class: "small" }, say("for_all", { years: figureOf(judged.at, "years") })),
    difference ? element("p", { class: "small" }, difference[0] === 0n ? say("same_cost") : say(difference[0] > 0n ? "dearer" : "cheaper",
      { amount: money(sizeOf(difference)), first: called(first) })) : null,
    one.runs ? null : element("p", { class: "small warn" }, outReason(one)),
    missing.length ? element("p", { class: "small warn" }, say(one.cost ? "missing_filled" : "missing_open", { missing: listed(missing) })) : null);
};

const drawStory = (judged) => {
  const others = CANDIDATES.map(({ id }) => id).filter((id) => !judged.lead.order.includes(id));
  const three = [...judged.lead.order, ...others].slice(0, 3);
  put("subtitle", subtitle(judged));
  put("headline", headline(judged));
  put("cards", three.map((id, place) => card(judged, id, place)));
  put("why", element("summary", {}, say(judged.scores ? "why_best" : "why_cheapest")),
    element("ul", {}, reasons(judged).map((text) => element("li", {}, text))), whyTable(judged));
  byId("why").hidden = !judged.lead.order.length;
  drawTurns(judged);
};

// The first against the second, category by category: where the difference comes from.
const whyTable = (judged) => {
  const [first, second] = judged.lead.order;
  if (!second) return null;
  const [own, others] = [first, second].map((id) => byCategory(judged.at, NAMED.get(id)));
  const known = DATA.categories.filter(({ id }) => own.has(id) || others.has(id));
  const words = (id, category, sums) => {
    const filled = judged.at(`${id}/gap/${category}/likely`);
    if (sums.get(category)?.[0] || filled) return money(sums.get(category) ?? ZERO);
    return categoryCell(judged.at, NAMED.get(id), category).text;
  };
  const compared = ({ id, name }) => ({ label: capital(inWords(name)), cells: [words(first, id, own), words(second, id, others),
    change(minus(others.get(id) ?? ZERO, own.get(id) ?? ZERO))] });
  const row = (label, a, b, strong) => ({ label, strong, cells: [money(a), money(b), change(minus(b, a))] });
  const sum = (several) => [...several.values()].reduce(plus, ZERO);
  return table(say("where_from"), [say("what"), called(first), called(second), say("difference")],
    [...known.map(compared),
      row(say("sum"), sum(own), sum(others), true)], "figures");
};

// What has been moved, and what each candidate costs more or less than at the start.
const drawChanged = (judged) => {
  const list = moved();
  byId("changed").hidden = !list.length;
  if (!list.length) return;
  const differ = answerOf(judged) !== answerOf(begin);
  put("changed-list", list.map((control) => element("li", {}, say("from_to", { what: inWords(control.label),
    from: valueInWords(control, START.get(control.name)), to: valueInWords(control, state.get(control.name)) }))));
  put("changed-answer", say(differ ? "answer_differs" : "answer_same", { before: answerInWords(begin), now: answerInWords(judged) }));
  const costs = ({ all }, id) => { const one = all.get(id); return one.fits ? one.cost?.likely ?? null : null; };
  const spoken = ({ all }, id) => { const one = all.get(id); return !one.fits ? say("none") : one.cost ? money(one.cost.likely) : `${money(one.total)} ${unknownWords(one)}`; };
  put("changed-table", table(say("changed_totals"), [say("candidate"), say("at_start"), say("now"), say("difference")],
    CANDIDATES.map(({ id }) => {
      const [before, after] = [costs(begin, id), costs(judged, id)];
      return { label: called(id), cells: [spoken(begin, id), spoken(judged, id),
        before && after ? change(minus(after, before)) : say("none")] };
    }), "figures"));
};
