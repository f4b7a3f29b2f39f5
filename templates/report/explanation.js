// How a figure of a page came about, with the values it has now: the words of crm_planner/formula/words.py, spoken
// from the table that crm_planner/formula/javascript_words.py makes.
//
//     const explain = explanations(told);
//     explain("regionsoft/standard/total", figures, "ru")     // figures: liveModel(...).evaluate(...)
"use strict";

const explanations = (told) => {
  const {names, entries, words, sentences, tables, texts} = told;
  const numbers = new Map(names.map((name, i) => [name, i]));
  const ARITHMETIC = {"+": exactly.add, "-": exactly.subtract, "*": exactly.multiply, "/": exactly.divide};
  const SIGNS = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", min: "least", max: "most"};
  const lower = (one, other) => (exactly.above(one, other) ? other : one);
  const higher = (one, other) => (exactly.above(other, one) ? other : one);

  /** The number of the row a table has for a figure. */
  const rowOf = (of, table) => tables[table][0].filter((bound) => exactly.above(of, exactly.read(bound))).length;

  /** One telling: it remembers what has been explained. */
  class Narrator {
    constructor(figures, language) {
      this.figures = figures;
      this.language = language;
      this.explained = new Set();
    }

    text(number) {
      return texts[this.language][number];
    }

    put(wording, values) {
      return wording.replace(/\{(\w+)\}/g, (_, name) => values[name]);
    }

    say(word, values = {}) {
      return this.put(this.text(words[word]), values);
    }

    sentence(said) {
      if (typeof said === "number") return this.text(said);
      const values = Object.entries(said[1]).map(([name, value]) => [name, this.sentence(value)]);
      return this.put(this.text(said[0]), Object.fromEntries(values));
    }

    value(number) {
      return this.figures.fraction(names[number]);
    }

    /** A figure as it is shown; a written one keeps the decimals it was written with. */
    figure(one, unit) {
      const decimals = typeof one === "string" ? (one.split(".")[1] ?? "").length : 0;
      const figure = exactly.written(typeof one === "string" ? exactly.read(one) : one, this.language, decimals);
      return unit === null ? figure : this.say("figure", {figure, unit: this.text(unit)});
    }

    /** The value of a part of a formula, exactly. */
    valueOf(tree) {
      if (typeof tree === "number") return this.value(tree);
      if (typeof tree === "string") return exactly.read(tree);
      const [kind, ...parts] = tree;
      if (kind in ARITHMETIC) return parts.map((part) => this.valueOf(part)).reduce(ARITHMETIC[kind]);
      if (kind === "min") return parts.map((part) => this.valueOf(part)).reduce(lower);
      if (kind === "max") return parts.map((part) => this.valueOf(part)).reduce(higher);
      if (kind === "#") return exactly.read(parts[0]);
      if (kind === "if") return this.valueOf(this.taken(parts) ? parts[2] : parts[3]);
      const of = this.valueOf(parts[0]);
      if (kind === "round") return exactly.rounded(of, exactly.read(parts[1]), parts[2]);
      if (kind === "ceiling") return exactly.rounded(of, [1n, 1n], "ceiling");
      return exactly.read(tables[parts[1]][1][rowOf(of, parts[1])]);
    }

    taken([left, right]) {
      return !exactly.above(this.valueOf(left), this.valueOf(right));
    }

    /** A formula in words. */
    words(tree) {
      if (typeof tree === "number") {
        const [label, unit] = entries[tree];
        const figure = this.figure(this.value(tree), unit);
        return this.say("reference", {label: this.sentence(sentences[label]), figure});
      }
      if (typeof tree === "string") return this.figure(tree, null);
      const [kind, ...parts] = tree;
      return this[NARRATED[kind]](parts, SIGNS[kind]);
    }

    /** The words of a part, in brackets where it is more than one figure. */
    inner(tree) {
      return Array.isArray(tree) && tree[0] !== "#" ? `(${this.words(tree)})` : this.words(tree);
    }

    listed(parts, word) {
      return parts.map((part) => this.inner(part)).reduce((left, right) => this.say(word, {left, right}));
    }

    written([figure, unit]) {
      return this.figure(figure, unit);
    }

    extreme(parts, word) {
      return this.say(word, {figures: this.listed(parts, "listed")});
    }

    round([of, step, mode, unit]) {
      return this.say("rounded", {figure: this.words(of), step: this.figure(step, unit), mode: this.say(mode)});
    }

    ceiling([of, unit]) {
      return this.say("ceiling", {figure: this.words(of), whole: this.figure(this.valueOf(["ceiling", of]), unit)});
    }

    row([of, table, unit, unitOf]) {
      const [bounds, rows] = tables[table], row = rowOf(this.valueOf(of), table);
      const shown = {value: this.figure(rows[row], unit), of: this.words(of)};
      if (row > 0) shown.low = this.figure(bounds[row - 1], unitOf);
      if (bounds.length > row) shown.high = this.figure(bounds[row], unitOf);
      const [first, last] = [!("low" in shown), !("high" in shown)];
      return this.say(first ? (last ? "only_row" : "first_row") : last ? "last_row" : "middle_row", shown);
    }

    choice([left, right, then, otherwise, unit]) {
      const taken = this.taken([left, right]);
      const values = {left: this.side(left, unit), right: this.side(right, unit)};
      return this.say(taken ? "at_most" : "above", {...values, chosen: this.words(taken ? then : otherwise)});
    }

    /** One side of a comparison, with its value where that is computed here. */
    side(tree, unit) {
      if (!Array.isArray(tree) || tree[0] === "#") return this.words(tree);
      return this.say("compared", {formula: this.words(tree), figure: this.figure(this.valueOf(tree), unit)});
    }

    given([, low, high]) {
      if (low === undefined) return this.say("given");
      return this.say("given_between", {low: this.figure(low, this.unit), high: this.figure(high, this.unit)});
    }

    explanation(number, depth) {
      const [label, unit] = entries[number];
      const value = this.value(number), figure = this.figure(value, null);
      const written = {figure, unit: unit === null ? "" : this.text(unit)};
      const told = {name: names[number], label: this.sentence(sentences[label]), value, ...written};
      if (this.explained.has(number)) return {...told, repeated: true};
      this.explained.add(number);
      let entry = entries[number];
      for (; entries[number].length === 3; entry = entries[number]) {
        number = entries[number][2];
        this.explained.add(number);
      }
      const [, own, rule, places, formula] = entry;
      this.unit = own;
      const used = depth > 0 ? [...new Set(references(formula))] : [];
      return {
        ...told,
        formula: formula[0] === "given" ? this.given(formula) : this.words(formula),
        rule: rule === null ? "" : this.sentence(sentences[rule]),
        places: places.map((place) => this.sentence(sentences[place])),
        parts: used.map((one) => this.explanation(one, depth - 1)),
      };
    }
  }

  const NARRATED = {
    "#": "written", "+": "listed", "-": "listed", "*": "listed", "/": "listed", min: "extreme", max: "extreme",
    round: "round", ceiling: "ceiling", row: "row", if: "choice",
  };

  /** The numbers of the figures a formula names, in written order. */
  const references = (tree) => {
    if (typeof tree === "number") return [tree];
    return Array.isArray(tree) ? tree.slice(1, 1 + (PARTS[tree[0]] ?? tree.length)).flatMap(references) : [];
  };
  /** How many of what follows the kind of a node are formulas; all of them, unless said. */
  const PARTS = {"#": 0, given: 0, round: 1, ceiling: 1, row: 1, if: 4};

  /**
   * How a figure got its value, in `language`: {name, label, value, figure, unit, formula, rule, places, parts}, `value`
   * a fraction of two BigInts and `figure` its text. `depth` is how many levels of parts are told; a figure that was
   * told before is `repeated` and has no formula. Throws RangeError for a figure there is not.
   */
  return (name, figures, language, depth = Infinity) => {
    if (!numbers.has(name)) throw new RangeError(`no cell is named '${name}'`);
    return new Narrator(figures, language).explanation(numbers.get(name), depth);
  };
};
