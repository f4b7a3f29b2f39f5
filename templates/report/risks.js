// The gates and the register of risks, by the answers of now.
const gateOf = (at, { id }) => DATA.risks.gates[Number((at(`${id}/gate`) ?? ZERO)[0])];
const stoppedNow = (at) => DATA.risks.verdicts[Number((at("risks/verdict") ?? ZERO)[0])] === "no_go";

const drawGates = ({ at }) => {
  const of = (state) => DATA.risks.list.filter((risk) => gateOf(at, risk).id === state);
  const asked = of("unanswered");
  put("gates",
    of("failed").map(({ name, stop }) => outline({ tone: "stop", lines: [[0, say("stop", { risk: inWords(name) })], [1, stop]] })),
    asked.length ? outline({ tone: "ask", lines: [[0, say("unanswered")], ...asked.map(({ name }) => [1, name])] }) : null,
    of("overridden").map(({ name, reason }) => outline({ tone: "ask", lines: [[0, say("overridden", { risk: inWords(name), reason })]] })));
};

const level = (at, cell) => {
  const score = at(cell) ?? ZERO;
  const band = DATA.risks.bands[Number(score[0])];
  return { kind: band.kind, text: element("span", {}, figureButton(cell, inFigures(score)), ` ${inWords(band.name)}`) };
};

const drawRisks = ({ at }) => {
  const shown = DATA.risks.list.map((risk) => ({ ...risk, state: Number((at(`${risk.id}/state`) ?? ZERO)[0]), score: at(`${risk.id}/score`) ?? ZERO }))
    .filter(({ state }) => DATA.risks.states[state].id !== "not_applicable");
  shown.sort((a, b) => a.state - b.state || (less(a.score, b.score) ? 1 : less(b.score, a.score) ? -1 : 0));
  const row = (risk) => {
    const gate = gateOf(at, risk);
    const state = inWords(DATA.risks.states[risk.state].name);
    return { label: inWords(risk.called), cells: [
      { kind: risk.state ? "text" : "state", text: gate.speaks ? say("state_gate", { state, gate: inWords(gate.name) }) : state },
      level(at, `${risk.id}/score`), level(at, `${risk.id}/residual/score`), inWords(risk.owner), inWords(risk.response)] };
  };
  put("risks", table(capital(say("register")), ["risk", "state", "score", "residual", "owner", "response"].map((key) => capital(say(key))), shown.map(row)));
};
