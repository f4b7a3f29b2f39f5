// Exact numbers, as model.js computes them: [numerator, denominator] of BigInt in lowest terms. No amount is a float.
const { add: plus, subtract: minus, multiply: times, divide: over, read: exact } = exactly;
const ZERO = [0n, 1n];
const whole = (count) => [BigInt(count), 1n];
const less = (a, b) => exactly.above(b, a);
const same = (a, b) => a[0] === b[0] && a[1] === b[1];
const sizeOf = ([n, d]) => [n < 0n ? -n : n, d];
const largest = (several) => several.reduce((a, b) => (less(a, b) ? b : a));

// As a float for the length of a bar, where half a pixel does not matter; nothing that is read is made of it.
const roughly = ([n, d]) => Number(n) / Number(d);

const evaluate = (values) => {
  const figures = LIVE.evaluate(Object.fromEntries(values));
  const at = (name) => (LIVE.has(name) ? figures.fraction(name) : null);
  return Object.assign(at, { figures });
};
