// The reader's language: every wording and every text of the data comes in all of them, side by side.
let language = DATA.languages.indexOf(DATA.language);

const inWords = (text) => (Array.isArray(text) ? text[language] : text ?? "");
const fill = (wording, values) => wording.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const say = (key, values = {}) => fill(inWords(DATA.texts[key]), values);
const listed = (several) => several.join(DATA.conventions[language].comma);
const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

const inFigures = (figure, digits = null) => (digits === null ? exactly.written(figure, DATA.languages[language])
  : exactly.cut(figure, DATA.languages[language], digits));
let digitsOfAmounts = 0;
const amount = (figure) => exactly.written(figure, DATA.languages[language], digitsOfAmounts);
const money = (figure) => fill(DATA.conventions[language].money, { amount: amount(figure) });
const change = (figure) => (figure[0] > 0n ? "+" : figure[0] < 0n ? "\u2212" : "\u00b1") + amount(sizeOf(figure));
const percent = (share) => {
  const points = times(share, whole(100));
  return inFigures(points, less(points, whole(10)) ? 1 : 0);
};
