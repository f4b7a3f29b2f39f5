// What the reader has set: a value for every control, and its short form in the address.
const CONTROLS = new Map(DATA.controls.map((control) => [control.name, control]));
const START = new Map(DATA.controls.map((control) => [control.name, control.value]));
const state = new Map(START);

// The value as the model takes it, or null: a number within the range and on the step of its control.
const accepted = (control, text) => {
  const figure = /^\d{1,20}(\.\d{1,12})?$/.test(text) ? exact(text) : null;
  if (!figure || less(figure, exact(control.low)) || less(exact(control.high), figure)) return null;
  if (over(figure, exact(control.step))[1] !== 1n) return null;
  const value = exactly.plain(figure);
  return !control.choices.length || control.choices.some((choice) => choice.value === value) ? value : null;
};

const moved = () => DATA.controls.filter(({ name }) => state.get(name) !== START.get(name));

const LONGEST_ADDRESS = 8000;
const inAddress = () => {
  const parts = new URLSearchParams();
  for (const { name } of moved()) parts.set(name, state.get(name));
  if (DATA.languages[language] !== DATA.language) parts.set("lang", DATA.languages[language]);
  return parts.toString();
};

// Take what an address says, as far as it can be meant; true if some of it cannot.
const takeAddress = (fragment) => {
  let strange = fragment.length > LONGEST_ADDRESS;
  for (const [name, value] of START) state.set(name, value);
  if (strange) return true;
  for (const [name, text] of new URLSearchParams(fragment)) {
    const control = CONTROLS.get(name);
    const value = control ? accepted(control, text) : null;
    if (name === "lang" && DATA.languages.includes(text)) language = DATA.languages.indexOf(text);
    else if (value === null) strange = true;
    else state.set(name, value);
  }
  return strange;
};

let writtenAddress = null;
const writeAddress = () => {
  const wanted = inAddress();
  if (wanted === (writtenAddress ?? location.hash.slice(1))) return;
  writtenAddress = wanted;
  try {
    history.replaceState(null, "", `#${wanted}`);
  } catch {
    location.hash = wanted; // a mail program may not allow the history to be touched
  }
};
