// The sliders and fields. A control keeps its element while figures change, so that the focus stays where it is.
const HUNDRED = whole(100);
const factor = ({ kind }) => (kind === "discount_rate" ? HUNDRED : whole(1));
const shownValue = (control, value) => inFigures(times(exact(value), factor(control)));

const chosen = (control, value) => control.choices.find((choice) => choice.value === value);
const valueInWords = (control, value) => {
  if (control.choices.length) return inWords(chosen(control, value).name);
  if (control.automatic && value === "0") return inWords(control.automatic);
  return control.unit ? `${shownValue(control, value)} ${inWords(control.unit)}` : shownValue(control, value);
};

// What somebody typed in the reader's language as a number of the model: "1 234,5" in Russian, "1,234.5" in English.
const typed = (control, text) => {
  const { group, point } = DATA.conventions[language];
  const plain = text.trim().replaceAll(group, "").replaceAll(" ", "").replaceAll("\u00a0", "").replace(point, ".").replace(",", ".");
  const figure = /^\d{1,20}(\.\d{1,12})?$/.test(plain) ? over(exact(plain), factor(control)) : null;
  return figure && accepted(control, exactly.plain(figure));
};

const MOST_POSITIONS = 2000n;
const positions = ({ low, high, step }) => over(minus(exact(high), exact(low)), exact(step))[0];
const position = ({ low, step }, value) => over(minus(exact(value), exact(low)), exact(step))[0].toString();
const atPosition = ({ low, step }, index) => {
  return exactly.plain(plus(exact(low), times(whole(index), exact(step))));
};

const widgets = new Map();
const idOf = (control) => `control-${DATA.controls.indexOf(control)}`;

const set = (control, value) => {
  if (state.get(control.name) === value) return;
  state.set(control.name, value);
  soon();
};

const chooser = (control) => {
  const select = element("select", { id: idOf(control), onchange: () => set(control, select.value) },
    control.choices.map(({ value, name }) => element("option", { value }, inWords(name))));
  return { parts: [select], show: (value) => { select.value = value; } };
};

const field = (control) => {
  const hint = element("p", { class: "hint", id: `${idOf(control)}-hint`, "aria-live": "polite" });
  const box = element("input", { id: idOf(control), type: "text", inputmode: "decimal", autocomplete: "off", size: "8", maxlength: "24",
    "aria-describedby": hint.id });
  const range = say("between", { low: shownValue(control, control.low), high: shownValue(control, control.high) });
  const tell = (value, wrong) => {
    box.setAttribute("aria-invalid", String(wrong));
    hint.textContent = wrong ? say("not_accepted", { range }) : control.automatic && value === "0" ? inWords(control.automatic) : "";
  };
  box.addEventListener("input", () => {
    const value = typed(control, box.value);
    tell(value ?? state.get(control.name), value === null);
    if (value !== null) { if (slider) slider.value = position(control, value); set(control, value); }
  });
  box.addEventListener("change", () => { show(state.get(control.name)); });
  let slider = null;
  const far = position(control, control.far ?? control.high);
  if (control.slides && BigInt(far) <= MOST_POSITIONS) {
    slider = element("input", { type: "range", min: "0", max: far, step: "1",
      "aria-label": `${inWords(control.label)}: ${say("slider")}` });
    slider.addEventListener("input", () => { set(control, atPosition(control, slider.value)); show(state.get(control.name)); });
  }
  const show = (value) => {
    if (document.activeElement !== box || typed(control, box.value) !== value) box.value = shownValue(control, value);
    if (slider) { slider.value = position(control, value); slider.setAttribute("aria-valuetext", valueInWords(control, value)); }
    tell(value, false);
  };
  const unit = control.unit ? element("span", { class: "unit" }, inWords(control.unit)) : null;
  return { parts: [element("span", { class: "pair" }, slider, box, unit), hint], show };
};

const drawControls = () => {
  widgets.clear();
  const groups = DATA.groups.map((group) => {
    const own = DATA.controls.filter((control) => control.group === group.id);
    const boxes = own.map((control) => {
      const widget = control.choices.length ? chooser(control) : field(control);
      widgets.set(control.name, widget);
      return element("div", { class: `control ${control.kind}` }, element("label", { for: idOf(control) }, inWords(control.label)), widget.parts);
    });
    if (!own.length) return null;
    if (group.open) return element("div", { class: "group" }, boxes);
    return element("details", { class: "group", id: `group-${group.id}` }, element("summary", {}, inWords(group.name)),
      element("div", { class: "group" }, boxes));
  });
  put("controls", groups);
};
const showControls = () => { for (const [name, widget] of widgets) widget.show(state.get(name)); };
