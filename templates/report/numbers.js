// Exact numbers: [numerator, denominator], both BigInt, the denominator above 0. No amount is ever a float.
const gcd = (a, b) => { while (b) [a, b] = [b, a % b]; return a < 0n ? -a : a; };
const ratio = (n, d) => { const shared = gcd(n, d) * (d < 0n ? -1n : 1n); return shared ? [n / shared, d / shared] : [0n, 1n]; };
const ZERO = [0n, 1n];
const whole = (count) => [BigInt(count), 1n];
const plus = (a, b) => ratio(a[0] * b[1] + b[0] * a[1], a[1] * b[1]);
const minus = (a, b) => ratio(a[0] * b[1] - b[0] * a[1], a[1] * b[1]);
const times = (a, b) => ratio(a[0] * b[0], a[1] * b[1]);
const over = (a, b) => ratio(a[0] * b[1], a[1] * b[0]);
const less = (a, b) => a[0] * b[1] < b[0] * a[1];
const same = (a, b) => a[0] * b[1] === b[0] * a[1];
const sizeOf = (a) => [a[0] < 0n ? -a[0] : a[0], a[1]];
const largest = (several) => several.reduce((a, b) => (less(a, b) ? b : a));

// "12.50" or "1/3" as an exact number; null for anything else, however long.
const NUMBER = /^(-?)(\d{1,30})(?:\.(\d{1,30})|\/([1-9]\d{0,30}))?$/;
const exact = (text) => {
  const found = NUMBER.exec(text);
  if (!found) return null;
  const [, sign, digits, decimals = "", below] = found;
  const above = BigInt(digits + decimals);
  return ratio(sign ? -above : above, below ? BigInt(below) : 10n ** BigInt(decimals.length));
};

// So many decimals, rounded half away from zero, as the program rounds: "-12.50".
const decimal = (figure, digits) => {
  const [n, d] = sizeOf(figure);
  const step = 10n ** BigInt(digits);
  const units = (2n * n * step + d) / (2n * d);
  const text = units.toString().padStart(digits + 1, "0");
  const sign = figure[0] < 0n && units ? "-" : "";
  return sign + (digits ? `${text.slice(0, -digits)}.${text.slice(-digits)}` : text);
};

// How many decimals write it without loss; six where they have no end.
const LONGEST = 6;
const decimalsOf = (figure) => {
  for (let digits = 0; digits < LONGEST; digits += 1) if ((10n ** BigInt(digits)) % figure[1] === 0n) return digits;
  return LONGEST;
};

const grouped = (text, { group, point }) => {
  const [digits, decimals] = text.split(".");
  const split = digits.replace(/\B(?=(\d{3})+(?!\d))/g, group);
  return decimals === undefined ? split : split + point + decimals;
};

// A float for the geometry of a chart, where half a pixel does not matter; nothing that is read is made of it.
const roughly = (figure) => Number(decimal(figure, 4));
