// Making parts of the page. Text becomes text nodes only: nothing from the data is ever read as markup.
const element = (name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== ""));
  return made;
};
const byId = (id) => document.getElementById(id);
const put = (id, ...children) => byId(id).replaceChildren(...children.flat(Infinity).filter(Boolean));

const EXPLAINED = new Set(DATA.explained.names);
const explain = explanations(DATA.explained);

// A figure that says how it came about when it is pressed.
const figureButton = (cell, text, named) =>
  EXPLAINED.has(cell)
    ? element("button", { type: "button", class: "figure", "data-cell": cell, "aria-label": `${text}. ${named ?? say("explain")}`,
      title: say("explain") }, text)
    : text;

const table = (caption, heads, rows, kind = "") =>
  element("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption },
    element("table", { class: kind }, element("caption", {}, caption),
      element("thead", {}, element("tr", {}, heads.map((head) => element("th", { scope: "col" }, head)))),
      element("tbody", {}, rows.map(({ label, cells, strong, mark }) =>
        element("tr", { class: [strong ? "strong" : "", mark ?? ""].join(" ").trim() || null },
          element("th", { scope: "row" }, label),
          cells.map((cell) => element("td", { class: cell?.kind ?? null }, cell?.text ?? cell)))))));
