// Charts by Vega-Lite, its expressions walked by an interpreter: nothing in this page makes code from text.
const views = new Map();
const dark = () => { const chosen = document.documentElement.dataset.theme; return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches; };
const ink = () => getComputedStyle(document.documentElement).getPropertyValue("--ink").trim();

const chartConfig = () => ({ background: "transparent", font: "system-ui, sans-serif",
  axis: { labelColor: ink(), titleColor: ink(), gridColor: dark() ? "#444c56" : "#d7dde3", domainColor: ink(), tickColor: ink() },
  legend: { labelColor: ink(), titleColor: ink() }, title: { color: ink() }, text: { color: ink() }, view: { stroke: null } });

const wanted = new Map();
const drawChart = (name, rows) => {
  wanted.set(name, rows);
  const host = byId(`chart-${name}`);
  const spec = DATA.charts[name];
  if (!host || !spec || !globalThis.vegaEmbed) return;
  const look = JSON.stringify([language, dark()]);
  const now_ = views.get(name);
  if (now_?.look === look) { now_.view?.data("rows", rows).runAsync(); return; }
  now_?.view?.finalize();
  const made = { look, view: null };
  views.set(name, made);
  const own = structuredClone(spec[language]);
  own.datasets = { rows };
  own.data = { name: "rows" };
  vegaEmbed(host, own, { ast: true, actions: false, tooltip: false, defaultStyle: false, renderer: "svg", config: chartConfig() })
    .then(({ view }) => { made.view = view; if (wanted.get(name) !== rows) view.data("rows", wanted.get(name)).runAsync(); })
    .catch(() => { host.replaceChildren(); views.delete(name); });
};
const drawAllCharts = () => { for (const [name, rows] of wanted) drawChart(name, rows); };

const drawCharts = ({ at, all }) => {
  const years = Number((at("years") ?? whole(1))[0]);
  const fits = CANDIDATES.filter(({ id }) => !all.get(id).refused);
  drawChart("categories", fits.flatMap((candidate) => [...byCategory(at, candidate)].map(([category, figure]) =>
    ({ candidate: inWords(candidate.called), category: categoryName(category), amount: roughly(figure) }))));
  drawChart("years", fits.flatMap((candidate) => [...Array(years).keys()].map((year) =>
    ({ candidate: inWords(candidate.called), year: year + 1, amount: roughly(at(`${candidate.id}/${yearName(year + 1)}`) ?? ZERO) }))));
};
