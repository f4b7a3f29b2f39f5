// Charts by Vega-Lite, its expressions walked by an interpreter: nothing in this page makes code from text.
const views = new Map();
// Whether the page is dark; charts stay on white, as on paper: their colours are chosen to differ there, in grey too.
const dark = () => { const chosen = document.documentElement.dataset.theme; return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; };
const wanted = new Map();
const drawChart = (name, rows) => {
  wanted.set(name, rows);
  const host = byId(`chart-${name}`);
  const spec = DATA.charts[name];
  if (!host || !spec || !globalThis.vegaEmbed) return;
  if (!rows.some(({ amount: figure }) => typeof figure === "number")) { // nothing costs anything: no empty axes
    views.get(name)?.view?.finalize();
    views.delete(name);
    host.replaceChildren();
    return;
  }
  const look = String(language);
  const now_ = views.get(name);
  if (now_?.look === look) { now_.view?.data("rows", rows).runAsync(); return; }
  now_?.view?.finalize();
  const made = { look, view: null };
  views.set(name, made);
  const own = structuredClone(spec[language]);
  own.datasets = { rows };
  own.data = { name: "rows" };
  const canvas = element("div", { "aria-hidden": "true" }); // the page has its own words for it, and the figures as a table
  host.replaceChildren(canvas);
  vegaEmbed(canvas, own, { ast: true, actions: false, tooltip: false, defaultStyle: false, renderer: "svg" })
    .then(({ view }) => { made.view = view; if (wanted.get(name) !== rows) view.data("rows", wanted.get(name)).runAsync(); })
    .catch(() => { host.replaceChildren(); views.delete(name); });
};
const drawAllCharts = () => { for (const [name, rows] of wanted) drawChart(name, rows); };

// The rows as the specifications of crm_planner/documents/charts name them.
const ROOM = 1.3;
const chartName = (id) => inWords(DATA.chartNames[id]);
const categoryRows = ({ at, all }) => {
  const known = new Set(DATA.charts.categories[language].layer[0].encoding.color.scale.domain);
  const rows = [];
  for (const candidate of CANDIDATES) {
    const one = all.get(candidate.id);
    if (one.refused) continue;
    const parts = new Map();
    for (const line of candidate.lines) {
      if (statusOf(at, line) !== PRICED) continue;
      const own = capital(categoryName(line.category));
      const name = known.has(own) ? own : capital(say("rest"));
      parts.set(name, plus(parts.get(name) ?? ZERO, at(line.amount) ?? ZERO));
    }
    if (one.cost && one.unknown) parts.set(capital(say("filled")), minus(one.cost.likely, one.total));
    const order = [...known];
    for (const [category, figure] of parts) if (figure[0] > 0n) rows.push({ candidate: chartName(one.id), category, amount: roughly(figure),
      order: order.indexOf(category), filled: category === capital(say("filled")) });
    const end = one.cost && one.unknown ? one.cost.likely : one.total;
    const text = one.cost ? amount(one.cost.likely) : `${amount(one.total)} ${unknownWords(one)}`;
    rows.push({ candidate: chartName(one.id), total: text, end: roughly(end) });
  }
  const most = Math.max(1, ...rows.map(({ end }) => end ?? 0));
  return [...rows, { candidate: rows[0]?.candidate, total: "", end: most * ROOM }];
};

const MANY = 12;
const yearRows = ({ at, all }) => {
  const years = Number((at("years") ?? whole(1))[0]);
  const rows = CANDIDATES.filter(({ id }) => !all.get(id).refused).flatMap((candidate) => [...Array(years).keys()].map((year) => {
    const paid = at(`${candidate.id}/${yearName(year + 1)}`) ?? ZERO;
    const name = inWords(candidate.called);
    return { candidate: all.get(candidate.id).unknown ? say("incomplete", { name }) : name, year: say("year", { year: String(year + 1) }), amount: roughly(paid), text: amount(paid) };
  }));
  return rows.length > MANY ? rows.map((row) => ({ ...row, text: "" })) : rows;
};
const drawCharts = (judged) => {
  drawChart("categories", categoryRows(judged));
  drawChart("years", yearRows(judged));
};
