// How a figure came about, with the values of now: its formula, its rule, where it was written, and its parts.
const openDialog = (cell) => {
  dialogCell = cell;
  drawDialog();
  if (!byId("explanation").open) byId("explanation").showModal();
};
let dialogCell = null;

const drawDialog = () => {
  if (dialogCell === null) return;
  put("explanation-body", explained(dialogCell, new Set(), 0));
};

const MOST_DEPTH = 30;
const explained = (cell, seen, depth) => {
  const entry = EXPLAINED.get(cell);
  const value = now.at(cell);
  if (!entry || value === null) return null;
  const unit = inWords(entry.unit);
  const head = `${inWords(entry.label)}: ${inFigures(value)}${unit ? ` ${unit}` : ""}`;
  if (seen.has(cell) || depth > MOST_DEPTH) return element("p", {}, say("explained_above", { what: head }));
  seen.add(cell);
  const lines = [[say("computed"), entry.formula ? formulaInWords(entry.formula) : CONTROLS.has(cell) ? say("moved_here") : say("given")],
    [say("rule"), inWords(entry.rule)], [say("written_at"), inWords(entry.source)]];
  const parts = (entry.parts ?? []).map((part) => explained(part, seen, depth + 1));
  const body = [element("dl", {}, lines.filter(([, text]) => text).map(([term, text]) => [element("dt", {}, term), element("dd", {}, text)])), parts];
  return depth ? element("details", { open: depth < 2 }, element("summary", {}, head), body) : element("div", {}, element("h2", { id: "explanation-title" }, head), body);
};
