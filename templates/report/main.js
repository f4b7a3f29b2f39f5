// The page: draw it, then answer its reader. One state, one evaluation, one drawing.
const LABELS = [...document.querySelectorAll("[data-say]")];
let now = null;
let begin = null;

const digits = (judged) => {
  const names = CANDIDATES.flatMap(({ id, lines }) => [`${id}/total`, ...["low", "likely", "high"].map((end) => `${id}/total/like-for-like/${end}`),
    ...lines.flatMap(({ amount: own, years }) => [own, ...years])]);
  return names.every((name) => { const figure = judged.at(name); return !figure || figure[1] === 1n; }) ? 0 : DATA.minor;
};

const draw = () => {
  queued = false;
  now = judge(evaluate(state));
  digitsOfAmounts = digits(now);
  writeAddress();
  drawStory(now);
  drawChanged(now);
  drawComparison(now);
  drawGates(now);
  drawRisks(now);
  drawDialog();
  byId("reset-now").hidden = !moved().length;
  const said = `${headline(now)}. ${cardInWords(now)}`;
  put("now", headline(now), element("span", { class: "small" }, subtitle(now)));
  byId("live").textContent = said;
  setTimeout(() => drawCharts(now));
};
const cardInWords = (judged) => judged.lead.order.slice(0, 3).map((id) => `${called(id)}: ${money(judged.all.get(id).cost.likely)}`).join("; ");

let queued = false;
const soon = () => { if (!queued) { queued = true; requestAnimationFrame(draw); } };

const drawEverything = () => {
  document.documentElement.lang = DATA.languages[language];
  document.title = say("title", { client: inWords(DATA.client) });
  for (const label of LABELS) label.textContent = say(label.dataset.say, { client: inWords(DATA.client) });
  for (const button of byId("languages").children) button.setAttribute("aria-pressed", String(Number(button.dataset.language) === language));
  for (const labelled of document.querySelectorAll("[data-label]")) labelled.setAttribute("aria-label", say(labelled.dataset.label));
  drawControls();
  showControls();
  drawParts();
  check();
  draw();
  drawAllCharts();
};

const notice = (key) => { byId("notice").textContent = key ? say(key) : ""; byId("notice").hidden = !key; };
const takeOver = () => {
  const fragment = location.hash.slice(1);
  if (fragment === writtenAddress) return;
  writtenAddress = null;
  const strange = takeAddress(fragment);
  drawEverything();
  notice(strange ? "strange_address" : null);
};

const reset = () => {
  for (const [name, value] of START) state.set(name, value);
  showControls();
  notice(null);
  soon();
};

const share = async () => {
  writeAddress();
  try { await navigator.clipboard.writeText(location.href); notice("copied"); } catch { notice("copy_by_hand"); }
};

const theme = () => { document.documentElement.dataset.theme = dark() ? "light" : "dark"; };

const listen = () => {
  DATA.languages.forEach((code, number) => byId("languages").append(element("button", { type: "button", lang: code, "data-language": String(number),
    onclick: () => { language = number; drawEverything(); } }, DATA.languageNames[number])));
  byId("reset").addEventListener("click", reset);
  byId("reset-now").addEventListener("click", reset);
  byId("share").addEventListener("click", share);
  byId("print").addEventListener("click", () => print());
  byId("brief").addEventListener("click", download);
  byId("theme").addEventListener("click", theme);
  byId("explanation-close").addEventListener("click", () => byId("explanation").close());
  byId("explanation").addEventListener("close", () => { dialogCell = null; });
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("button.figure") : null;
    if (button) openDialog(button.dataset.cell);
  });
  addEventListener("hashchange", takeOver);
  addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details[data-print]")) one.open = true; });
};

const check = () => {
  const names = LIVE.names.slice(-DATA.checks.length);
  const wrong = names.filter((name, number) => !same(begin.at(name), exact(DATA.checks[number])));
  byId("checked").textContent = say(wrong.length ? "check_failed" : "check_done", { number: inFigures(whole(names.length)),
    wrong: inFigures(whole(wrong.length)) });
};

now = begin = judge(evaluate(START));
const strangeAtStart = takeAddress(location.hash.slice(1));
listen();
byId("static").remove();
byId("page").hidden = false;
drawEverything();
notice(strangeAtStart ? "strange_address" : null);
