// How a figure came about, with the values of now: its formula, its rule, where it was written, and its parts.
const openDialog = (cell) => {
  dialogCell = cell;
  drawDialog();
  if (!byId("explanation").open) byId("explanation").showModal();
};
let dialogCell = null;

const drawDialog = () => {
  if (dialogCell === null) return;
  put("explanation-body", told(explain(dialogCell, now.at.figures, DATA.languages[language]), 0));
};

const OPEN_LEVELS = 2;
const told = ({ name, label, figure, unit, formula, rule, places, parts, repeated }, depth) => {
  const control = CONTROLS.get(name);
  const head = `${label}: ${control?.choices.length ? valueInWords(control, state.get(name)) : `${figure}${unit ? ` ${unit}` : ""}`}`;
  if (repeated) return element("p", {}, say("explained_above", { what: head }));
  const computed = control && state.get(name) !== START.get(name) ? say("moved_here") : formula;
  const lines = [[say(parts.length ? "computed" : "is"), computed], [say("rule"), rule], [say("written_at"), listed(places)]];
  const body = [element("dl", {}, lines.filter(([, text]) => text).map(([term, text]) => [element("dt", {}, term), element("dd", {}, text)])),
    parts.map((one) => told(one, depth + 1))];
  if (!depth) return element("div", {}, element("h2", { id: "explanation-title" }, head), body);
  return element("details", { open: depth < OPEN_LEVELS }, element("summary", {}, head), body);
};
