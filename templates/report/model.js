// A compiled model in a page: reads inputs as text, computes every figure exactly, and writes it as readers expect.
//
//     const model = liveModel(compiled);                       // compiled: crm_planner/formula/javascript.py
//     const figures = model.evaluate({"users/total": "40"});   // decimal text, or a BigInt: a number of steps
//     figures.text("regionsoft/standard/total", "ru", 2);      // "206 800,00"
"use strict";

const exactly = (() => {
  const CONVENTIONS = {en: [",", "."], ru: ["\u00a0", ","], ja: [",", "."]};
  const LONGEST_FRACTION = 6;
  const FIGURE = /^(-?[0-9]{1,400})(?:\.([0-9]{1,400}))?(?:\/([1-9][0-9]{0,400}))?$/;

  const divisor = (n, d) => (d ? divisor(d, n % d) : n < 0n ? -n : n);

  /** The fraction n/d of two BigInts in lowest terms, its denominator above 0. */
  const fraction = (n, d = 1n) => {
    const by = d < 0n ? -divisor(n, d) : divisor(n, d);
    return [n / by, d / by];
  };

  /** The fraction that "12.5", "-3" or "1/6" says; null for any other text. */
  const read = (text) => {
    const [, whole, decimals = "", below = "1"] = FIGURE.exec(text) ?? [];
    if (whole === undefined) return null;
    return fraction(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(below));
  };

  const add = ([a, b], [c, d]) => fraction(a * d + c * b, b * d);
  const subtract = ([a, b], [c, d]) => fraction(a * d - c * b, b * d);
  const multiply = ([a, b], [c, d]) => fraction(a * c, b * d);
  const divide = ([a, b], [c, d]) => fraction(a * d, b * c);
  const above = ([a, b], [c, d]) => a * d > c * b;
  const floor = ([n, d]) => (n % d < 0n ? n / d - 1n : n / d);
  const size = ([n, d]) => [n < 0n ? -n : n, d];

  /** A fraction made whole; half_up and up are away from zero. */
  const WHOLE = {
    half_up: (one) => signed(one, ([n, d]) => (2n * n + d) / (2n * d)),
    half_even: (one) => {
      const below = floor(one), rest = subtract(one, [below, 1n]), twice = 2n * rest[0];
      return twice > rest[1] || (twice === rest[1] && below % 2n !== 0n) ? below + 1n : below;
    },
    up: (one) => signed(one, ([n, d]) => (n + d - 1n) / d),
    down: ([n, d]) => n / d,
    ceiling: ([n, d]) => -floor([-n, d]),
  };
  const signed = (one, whole) => (one[0] < 0n ? -whole(size(one)) : whole(one));

  /** A fraction as the nearest multiple of `step` by `mode`. */
  const rounded = (one, step, mode) => multiply([WHOLE[mode](divide(one, step)), 1n], step);

  /** How many decimals a fraction has; null if they have no end. */
  const places = ([, d]) => {
    let twos = 0, fives = 0;
    for (; d % 2n === 0n; d /= 2n) twos += 1;
    for (; d % 5n === 0n; d /= 5n) fives += 1;
    return d === 1n ? Math.max(twos, fives) : null;
  };

  /** A whole number of units of the last of `digits` places, grouped: (1234567n, 2) is 12,345.67. */
  const grouped = (units, digits, language) => {
    const [group, point] = CONVENTIONS[language];
    const text = String(units < 0n ? -units : units).padStart(digits + 1, "0");
    const whole = text.slice(0, text.length - digits).replace(/\B(?=([0-9]{3})+$)/g, group);
    return (units < 0n ? "-" : "") + whole + (digits ? point + text.slice(text.length - digits) : "");
  };

  /** A fraction with all its decimals, at least `digits`; one without end is cut to six and marked so. */
  const written = (one, language, digits = 0) => {
    const needed = places(one);
    if (needed !== null) return cut(one, language, Math.max(needed, digits));
    const units = WHOLE.half_even(multiply(one, [10n ** BigInt(LONGEST_FRACTION), 1n]));
    return `\u2248 ${grouped(units, LONGEST_FRACTION, language)}`;
  };

  /** A fraction rounded half up to exactly `digits` decimals. */
  const cut = (one, language, digits) =>
    grouped(WHOLE.half_up(multiply(one, [10n ** BigInt(digits), 1n])), digits, language);

  /** A fraction as plain text: 12.5, or 1/6 where its decimals have no end. */
  const plain = (one) => {
    const needed = places(one);
    return needed === null ? one.join("/") : cut(one, "en", needed).replaceAll(",", "");
  };

  return {fraction, read, add, subtract, multiply, divide, above, rounded, WHOLE, written, cut, plain};
})();

const liveModel = (compiled) => {
  const slots = new Map(compiled.names.map((name, i) => [name, compiled.slots[i]]));
  const scales = compiled.scales.map(exactly.read);
  const near = scales.map(([n, d]) => Number(n) / Number(d));
  const inputs = new Map(
    compiled.inputs.map(([name, step, low, high, value]) => {
      const size = exactly.read(step);
      const text = (count) => exactly.plain(exactly.multiply([BigInt(count), 1n], size));
      const counts = {least: BigInt(low), most: BigInt(high), usual: BigInt(value)};
      return [name, {name, size, ...counts, step: text(1), low: text(low), high: text(high), value: text(value)}];
    }),
  );

  /** The value of an input counted in its steps. Throws RangeError for one the model was not built for. */
  const counted = (input, value) => {
    if (typeof value !== "bigint" && typeof value !== "string") throw new TypeError(`${value} is not exact`);
    const one = typeof value === "bigint" ? [value, 1n] : exactly.read(value);
    const count = one && typeof value === "string" ? exactly.divide(one, input.size) : one;
    if (count === null || String(value).includes("/")) throw new RangeError(`input '${input.name}' is no number`);
    if (exactly.above([input.least, 1n], count) || exactly.above(count, [input.most, 1n])) {
      const reach = `${input.low}..${input.high}`;
      throw new RangeError(`input '${input.name}' is ${value}, outside the range ${reach} of this model`);
    }
    if (count[1] !== 1n) {
      throw new RangeError(`input '${input.name}' is ${value}, which is no multiple of its step ${input.step}`);
    }
    return count[0];
  };

  const placeOf = (name) => {
    const slot = slots.get(name);
    if (slot === undefined) throw new RangeError(`no cell is named '${name}'`);
    return slot;
  };

  /** The figures for some values of the inputs. */
  class Figures {
    constructor(values) {
      this.values = values;
    }

    /** Two BigInts: the figure, exactly, in lowest terms. */
    fraction(name) {
      const slot = placeOf(name), [n, d] = scales[compiled.scaleOf[slot]], by = compiled.divisorOf[slot];
      return exactly.fraction(BigInt(this.values[slot]) * n, by === undefined ? d : d * BigInt(this.values[by]));
    }

    /** The figure as near as a plain number comes to it, for the length of a bar. */
    number(name) {
      const slot = placeOf(name), by = compiled.divisorOf[slot];
      const whole = Number(this.values[slot]) * near[compiled.scaleOf[slot]];
      return by === undefined ? whole : whole / Number(this.values[by]);
    }

    /** The figure with all its decimals, at least `digits`, as `language` writes it. */
    text(name, language, digits = 0) {
      return exactly.written(this.fraction(name), language, digits);
    }

    /** The figure rounded half up to exactly `digits` decimals. */
    rounded(name, language, digits) {
      return exactly.cut(this.fraction(name), language, digits);
    }
  }

  /**
   * All figures for the inputs that are `given` by name, as decimal text or as a BigInt number of steps; the others
   * keep their usual values. Throws RangeError for an input there is not, one outside its range or finer than its step,
   * and for a division by zero, always with the name.
   */
  const evaluate = (given = {}) => {
    const values = new Map(Object.entries(given));
    for (const name of values.keys()) if (!inputs.has(name)) throw new RangeError(`no input is named '${name}'`);
    const counts = [...inputs.values()].map((input, i) => {
      const value = values.get(input.name);
      const count = value === undefined ? input.usual : counted(input, value);
      return typeof compiled.start[i] === "bigint" ? count : Number(count);
    });
    return new Figures(compiled.compute(counts));
  };

  return {inputs: [...inputs.values()], names: compiled.names, has: (name) => slots.has(name), evaluate};
};
