// What the program wrote beside the figures: questions, assumptions, sources; as the brief has them.
const outline = ({ tone, lines }) => element("ul", { class: `outline ${tone}` },
  lines.map(([depth, text]) => element("li", { class: `depth${Math.min(depth, 4)}` }, inWords(text))));
const fixed = ({ title, corner, heads, rows }) => table(inWords(title) || inWords(corner), [corner, ...heads].map(inWords),
  rows.map(({ label, cells, strong }) => ({ label: inWords(label), strong, cells: cells.map(({ kind, text }) => ({ kind, text: inWords(text) })) })));
const part = (one) => (one.rows ? fixed(one) : outline(one));

const drawParts = () => {
  put("ask", DATA.ask.map(outline));
  put("assumptions", element("ul", {}, DATA.notes.map((text) => element("li", {}, inWords(text)))));
  put("sources", DATA.sources.map(part));
};
