// All costs side by side, year by year and line by line; what has no price is a word, never a zero.
const ABSENT = 0, PRICED = 1, INCLUDED = 2;
const statusOf = (at, line) => Number((at(line.status) ?? ZERO)[0]);
const state_ = (text) => ({ kind: "state", text });
const notAvailable = (status) => say("not_available", { state: inWords(DATA.states[status]) });

const categoryCell = (at, candidate, category) => {
  const lines = candidate.lines.filter((line) => line.category === category && statusOf(at, line) !== ABSENT);
  if (!lines.length) return state_(say("not_listed"));
  const gaps = [...new Set(lines.map((line) => statusOf(at, line)).filter((status) => status > INCLUDED))];
  const priced = lines.filter((line) => statusOf(at, line) === PRICED);
  if (!priced.length && gaps.length) return state_(listed(gaps.map(notAvailable)));
  if (!priced.length) return { kind: "text", text: inWords(DATA.states[INCLUDED]) };
  const sum = priced.map((line) => at(line.amount) ?? ZERO).reduce(plus);
  const cell = EXPLAINED.has(`${candidate.id}/category/${category}`) ? `${candidate.id}/category/${category}` : priced[0].amount;
  const button = figureButton(cell, amount(sum), `${inWords(candidate.called)}: ${categoryName(category)}. ${say("explain")}`);
  return { kind: "figure", text: gaps.length ? element("span", {}, button, ` + ${listed(gaps.map(notAvailable))}`) : button };
};

const yearName = (year) => (year === 1 ? "total/first-year" : `total/year${year}`);
const totalOf = (judged, name, decimals = null) => (candidate) => {
  const one = judged.all.get(candidate.id);
  if (one.refused) return state_(say("none"));
  const figure = judged.at(`${candidate.id}/${name}`);
  if (figure === null) return state_(say("none"));
  const more = unknownWords(one);
  return { kind: "figure", text: element("span", {}, figureButton(`${candidate.id}/${name}`, decimals === null ? amount(figure) : inFigures(figure, decimals)), more ? ` ${more}` : "") };
};

const rankOf = (judged, key) => (candidate) => {
  const rank = judged.all.get(candidate.id)[key];
  return rank ? { kind: "figure", text: String(rank) } : state_(say("not_ranked"));
};

const likeForLike = (judged, ...ends) => (candidate) => {
  const { cost, refused } = judged.all.get(candidate.id);
  if (!cost || refused) return state_(say("none"));
  if (ends.length === 1) return { kind: "figure", text: figureButton(`${candidate.id}/total/like-for-like/likely`, amount(cost.likely)) };
  return same(cost.low, cost.high) ? state_(say("none")) : { kind: "figure", text: say("range", { low: amount(cost.low), high: amount(cost.high) }) };
};

const drawComparison = (judged) => {
  const { at } = judged;
  const years = Number((at("years") ?? whole(1))[0]);
  const across = (label, cellOf, strong) => ({ label, strong, cells: CANDIDATES.map(cellOf) });
  const known = DATA.categories.filter(({ id }) => CANDIDATES.some(({ lines }) =>
    lines.some((line) => line.category === id && statusOf(at, line) !== ABSENT)));
  const rows = [
    across(say("edition"), ({ edition }) => inWords(edition)),
    ...known.map(({ id, name }) => across(capital(inWords(name)), (candidate) => categoryCell(at, candidate, id))),
    across(say("first_year"), totalOf(judged, "total/first-year"), true),
    across(say("total_over", { years: inFigures(whole(years)) }), totalOf(judged, "total"), true),
    across(say("like_for_like"), likeForLike(judged, "likely"), true),
    across(say("like_range"), likeForLike(judged, "low", "high")),
  ];
  const own = (name) => (CANDIDATES.every(({ id }) => (at(`${id}/${name}`) ?? ZERO)[1] === 1n) ? 0 : DATA.minor);
  const precisely = (name) => totalOf(judged, name, own(name));
  if (years > 1 && (at("discount_rate") ?? ZERO)[0] > 0n) rows.push(across(say("present_value"), precisely("total/npv")));
  rows.push(across(say("user_month"), precisely("total/user-month")), across(say("rank_published"), rankOf(judged, "asPublished")),
    across(say("rank_like"), rankOf(judged, "likeForLike")));
  put("comparison", table(say("comparison_caption", { currency: DATA.currency }), [say("what"), ...CANDIDATES.map(({ product }) => inWords(product))], rows, "figures"));
  drawYears(judged, years);
  drawLines(judged, years);
};

const drawYears = (judged, years) => {
  const each = [...Array(years).keys()].map((year) => year + 1);
  put("years", table(say("years_caption", { currency: DATA.currency }), [say("candidate"), ...each.map((year) => capital(say("year", { year: String(year) })))],
    CANDIDATES.map((candidate) => ({ label: inWords(candidate.called),
      cells: each.map((year) => totalOf(judged, yearName(year))(candidate)) })), "figures"));
};

const drawLines = ({ at, all }, years) => {
  const open = new Set([...document.querySelectorAll("#lines details[open]")].map((one) => one.dataset.candidate));
  const each = [...Array(years).keys()];
  put("lines", CANDIDATES.map((candidate) => {
    const rows = candidate.lines.filter((line) => statusOf(at, line) !== ABSENT).map((line) => {
      const status = statusOf(at, line);
      const cell = (name) => (status === PRICED ? { kind: "figure", text: figureButton(name, amount(at(name) ?? ZERO)) }
        : status === INCLUDED ? inWords(DATA.states[status]) : state_(notAvailable(status)));
      const shown = status === PRICED ? each.map((year) => cell(line.years[year] ?? line.amount)) : each.map(() => "");
      return { label: capital(inWords(line.label)), cells: [cell(line.amount), ...shown, inWords(line.source ?? "")] };
    });
    const heads = [say("what"), say("total"), ...each.map((year) => capital(say("year", { year: String(year + 1) }))), say("written_at")];
    return element("details", { "data-candidate": candidate.id, "data-print": true, open: open.has(candidate.id) }, element("summary", {}, inWords(candidate.called)),
      all.get(candidate.id).refused ? element("p", {}, say("refused")) : table(inWords(candidate.called), heads, rows, "figures"));
  }));
};
