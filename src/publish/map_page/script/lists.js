// Below the map: systemic problems, the numbers as a table, what not to conclude, where it all comes from.
const STAGES = [3, 2, 1];
function drawSystemic() {
  const section = byId("systemic");
  section.hidden = state.half !== data.current;
  const entry = problem => {
    const link = node("button", { type: "button", class: "link" }, `${districtName(problem.district)}: ${topicName(problem.topic)}`);
    link.addEventListener("click", () => { update({ topic: problem.topic, district: problem.district }); byId("shown").scrollIntoView(); });
    const signs = ["reach", "excess", "persistence", "unresolved", "coding"].filter(sign => problem.signs.includes(sign[0]));
    const chips = signs.map(sign => node("span", { class: "chip" }, say(`sign_${sign}`)));
    return node("li", {}, link, node("p", {}, grounds(problem)), node("p", { class: "chips" }, ...chips));
  };
  const ofStage = stage => {
    const found = data.systemic.filter(problem => problem.stage === stage);
    if (!found.length) return [];
    const list = node("ol", {}, ...found.map(entry)), title = say(`stage_${stage}`, { count: found.length });
    // What is only forming would bury what is systemic.
    return stage === 1 ? [node("details", {}, node("summary", {}, title), list)] : [node("h3", {}, title), list];
  };
  const lists = STAGES.flatMap(ofStage);
  section.replaceChildren(node("h2", {}, say("systemic")), node("p", { class: "quiet" }, say("systemic_lead")),
    ...(lists.length ? lists : [node("p", {}, say("no_systemic"))]));
}

function drawTable() {
  const lenses = hasTopic() ? ["intensity", "specificity"] : ["intensity"];
  const heads = ["district", "number", "rate", "interval", ...lenses, "verdict"].map(key => node("th", { scope: "col" }, say(key)));
  const rows = [data.oblast.kato, ...data.districts.map(district => district.kato), data.unknown].map(kato => {
    const found = chosenCell(kato), compared = change(kato, state.topic);
    const interval = found.rate == null ? "" : `${decimal(found.low, 1)}–${decimal(found.high, 1)}`;
    const ofLens = lens => {
      const { verdict, ratio } = judged(found, lens);
      const isDistrict = kato !== data.oblast.kato && kato !== data.unknown;
      if (!isDistrict || !verdict) return "";
      return ratio == null || verdict === "insufficient" ? verdictWord(verdict, lens) : `${times(ratio)}: ${verdictWord(verdict, lens)}`;
    };
    const texts = [count(found), found.rate == null ? "" : decimal(found.rate, 1), interval, ...lenses.map(ofLens), compared ? changeWord(compared) : say("no_comparison")];
    return node("tr", { "data-row": kato }, node("th", { scope: "row" }, districtName(kato)), ...texts.map(text => node("td", {}, text)));
  });
  byId("table").replaceChildren(
    node("caption", { class: "quiet" }, `${topicName(state.topic)}, ${period(state.half)}`),
    node("thead", {}, node("tr", {}, ...heads)), node("tbody", {}, ...rows));
}

function drawCautions() {
  const fixed = data.cautions.map(caution => caution[state.lang]);
  const tests = data.tests.map(([family, cells, alerts]) => say(`tests_${family}`, { cells: grouped(cells), alerts: grouped(alerts) }));
  const breaks = data.breaks.map(([kind, half, name]) => say(`break_${kind}`, { half: period(half), name: name[state.lang] }));
  byId("cautions").querySelector("ul").replaceChildren(...[...fixed, ...tests, ...breaks].map(text => node("li", {}, text)));
}
function drawOutside() {
  const unknown = chosenCell(data.unknown), whole = chosenCell(data.oblast.kato);
  byId("outside").hidden = unknown.n === 0;
  const share = unknown.n == null || whole.n == null ? "" : ` (${decimal(whole.n && (100 * unknown.n) / whole.n, 1)}\u00a0%)`;
  byId("outside").textContent = say("without_district", { count: count(unknown), share });
  const notes = [say(`about_${state.lens}`), say("choose"), data.view.tiles ? say("tiles") : ""];
  byId("hint").textContent = notes.filter(Boolean).join(" ");
}
function drawSources() {
  const lines = [];
  if (data.residents) lines.push(say("residents_source", { source: data.residents.source[state.lang], date: day(data.residents.asOf) }));
  lines.push(say("codebook", { version: data.codebook }));
  const keys = ["read", "rejected", "uncoded"];
  const heads = ["register", ...keys].map(key => node("th", { scope: "col" }, say(key)));
  const rows = data.registers.map(row => node("tr", {}, node("th", { scope: "row" }, row.register), ...keys.map(key => node("td", {}, counted(row[key])))));
  const table = node("table", {}, node("thead", {}, node("tr", {}, ...heads)), node("tbody", {}, ...rows));
  byId("sources").replaceChildren(...lines.map(line => node("p", {}, line)), node("div", { class: "wide" }, table));
}
