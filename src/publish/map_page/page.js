"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  // Pale to dark, told apart in grey as well.
  const SCALE = ["#f3fad2", "#c7e9b4", "#7fcdbb", "#2f8fbf", "#24408e"];
  const SIGNS = { small: "<5", withheld: "…" };
  const GROWTH = "#e08214", DECLINE = "#74a9cf", UNPROVEN = "#e6e6e6", EMPTY = "#f7f7f7";
  const state = { lang: "kk", code: data.all, half: data.current, measure: "rate", district: data.oblast.kato };

  const byId = id => document.getElementById(id);
  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), data.phrases[key][state.lang]);
  const grouped = number => String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
  const decimal = (number, places) => {
    const [whole, part] = number.toFixed(places).split(".");
    return part ? `${grouped(whole)},${part}` : grouped(whole);
  };
  const day = iso => iso.split("-").reverse().join(".");
  const lower = text => text[0].toLowerCase() + text.slice(1);
  const period = name => say("period", { year: name.slice(0, 4), half: name.slice(5) });

  const node = (tag, attributes = {}, ...children) => fill(document.createElement(tag), attributes, children);
  const shape = (tag, attributes = {}, ...children) => fill(document.createElementNS(SVG, tag), attributes, children);
  function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  // What is known of a cell: {kind: none | small | withheld | unstable | solid, n, rate, low, high}.
  const hidden = value => value in SIGNS;
  function cell(district, code, half) {
    const found = data.cells[district]?.[code]?.[data.periods.indexOf(half)];
    if (!found) return { kind: "none", n: 0 };
    if (hidden(found[0])) return { kind: found[0] };
    const [n, rate, low, high] = found;
    return { kind: n < 20 ? "unstable" : "solid", n, rate, low, high };
  }
  function change(district, code) {
    const found = data.changes[district]?.[code];
    if (!found) return null;
    const [before, now, ratio, low, high, verdict] = found;
    return { before, now, ratio, low, high, verdict };
  }
  const counted = value => SIGNS[value] ?? (value === 0 ? "–" : grouped(value));
  const count = found => SIGNS[found.kind] ?? counted(found.n);
  const verdict = found => say({ growth: "growth", decline: "decline", none: "unproven" }[found.verdict] ?? "untold");
  const topicName = code =>
    code === data.all ? say("all") : code === data.none ? say("none") : data.topics.find(topic => topic.code === code).name[state.lang];
  const districtName = kato =>
    kato === data.oblast.kato ? data.oblast.name[state.lang]
      : kato === data.unknown ? say("unknown")
      : data.districts.find(district => district.kato === kato).name[state.lang];

  // The value a district is coloured by, or null where none may be shown.
  function value(district) {
    const found = cell(district, state.code, state.half);
    if (found.kind === "none" || hidden(found.kind)) return null;
    return state.measure === "rate" ? found.rate ?? null : found.n;
  }
  function roundUp(highest) {
    const power = 10 ** Math.floor(Math.log10(highest));
    return [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].map(factor => factor * power).find(end => end >= highest * 0.999);
  }
  function scale() {
    const values = data.districts.map(district => value(district.kato)).filter(found => found !== null && found > 0);
    return values.length ? Math.max(roundUp(Math.max(...values)), state.measure === "number" ? 5 : 0) : null;
  }
  const step = (found, end) => Math.min(SCALE.length - 1, Math.floor((found / end) * SCALE.length));

  function look(kato, end) {
    const found = cell(kato, state.code, state.half);
    if (state.measure === "change") {
      const compared = change(kato, state.code);
      if (!compared) return { fill: EMPTY, text: "–", said: say("no_comparison") };
      const fill = { growth: GROWTH, decline: DECLINE, none: UNPROVEN }[compared.verdict] ?? EMPTY;
      const ratio = compared.ratio === null ? "·" : `×${decimal(compared.ratio, 2)}`;
      return { fill, text: ratio, said: `${counted(compared.before)} → ${counted(compared.now)}, ${verdict(compared)}` };
    }
    if (found.kind === "none") return { fill: EMPTY, text: "–", said: say("empty") };
    if (hidden(found.kind)) return { fill: "#fff", text: SIGNS[found.kind], said: say(found.kind), dotted: true };
    const shown = value(kato);
    if (shown === null) return { fill: EMPTY, text: "·", said: say("no_data") };
    const at = step(shown, end);
    const text = state.measure === "rate" ? decimal(shown, 1) : grouped(shown);
    const hatched = found.kind === "unstable";
    const said = `${text}${hatched ? `, ${say("unstable")}` : ""}`;
    return { fill: SCALE[at], light: at >= 3, text, hatched, said };
  }

  function hatching() {
    const line = shape("path", { d: "M0 12L12 0M-3 3L3 -3M9 15L15 9", stroke: "#444", "stroke-width": 1.6 });
    return shape("defs", {}, shape("pattern", { id: "hatch", width: 12, height: 12, patternUnits: "userSpaceOnUse" }, line));
  }
  function lines(name) {
    const words = name.split(" ");
    if (words.length === 2 && words[0].length <= 2) return [name];
    return words.length > 2 ? [words.slice(0, -1).join(" "), words.at(-1)] : words;
  }
  // On true shapes there is little room: «Созақ ауданы» becomes «Созақ».
  function shortName(name) {
    const generic = say("generic").split(" ");
    return name.split(" ").filter(word => !generic.includes(word)).join(" ") || name;
  }
  function drawMap() {
    const map = byId("map"), { width, height } = data.view, end = scale();
    map.setAttribute("viewBox", `-6 -6 ${width + 12} ${height + 12}`);
    map.setAttribute("aria-label", say("map_label"));
    const focused = document.activeElement?.dataset?.kato;
    map.replaceChildren(hatching());
    for (const district of data.districts) map.append(drawDistrict(district, look(district.kato, end)));
    // Names go on top of all areas, so that no neighbour covers them.
    map.append(...map.querySelectorAll(".over"));
    if (focused) map.querySelector(`[data-kato="${focused}"]`)?.focus();
    drawLegend(end);
  }
  function drawDistrict(district, seen) {
    const chosen = state.district === district.kato;
    const name = district.name[state.lang];
    const group = shape("g", {
      tabindex: 0, role: "button", "aria-pressed": chosen, "data-kato": district.kato,
      "aria-label": `${name}: ${seen.said}`, class: chosen ? "chosen" : "",
    });
    const { path, label: [x, y], tile } = district.shape;
    group.append(shape("path", { d: path, fill: seen.fill, class: "area", "fill-rule": "evenodd", ...(seen.dotted && { "stroke-dasharray": "4 4" }) }));
    if (seen.hatched) group.append(shape("path", { d: path, fill: "url(#hatch)", "pointer-events": "none", opacity: 0.45 }));
    const ink = seen.hatched || !tile ? {} : { fill: seen.light ? "#fff" : "#111" };
    const names = tile ? lines(name) : [shortName(name)];
    const texts = shape("g", { class: `${tile ? "" : "true-shape "}${seen.hatched || !tile ? "over" : ""}`, "aria-hidden": "true" });
    names.forEach((line, index) => {
      const fitted = tile && line.length > 11 ? { textLength: 138, lengthAdjust: "spacingAndGlyphs" } : {};
      texts.append(shape("text", { x, y: y - (tile ? 34 : 4) + index * 22, class: "name", ...ink, ...fitted }, line));
    });
    texts.append(shape("text", { x, y: y + (tile ? 48 : 17), class: "value", ...ink }, seen.text));
    group.append(shape("title", {}, `${name}: ${seen.said}`), texts);
    const choose = () => update({ district: chosen ? data.oblast.kato : district.kato });
    group.addEventListener("click", choose);
    group.addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
      if (event.key === "Escape") update({ district: data.oblast.kato });
    });
    return group;
  }

  function sample(attributes, hatched) {
    const box = shape("svg", { viewBox: "0 0 26 18", "aria-hidden": "true" });
    box.append(shape("rect", { x: 1, y: 1, width: 24, height: 16, stroke: "#6b6b6b", ...attributes }));
    if (hatched) box.append(shape("rect", { x: 1, y: 1, width: 24, height: 16, fill: "url(#hatch)" }));
    return box;
  }
  function drawLegend(end) {
    const entries = [];
    if (state.measure === "change") {
      entries.push([{ fill: GROWTH }, say("growth")], [{ fill: DECLINE }, say("decline")], [{ fill: UNPROVEN }, say("unproven")], [{ fill: EMPTY }, say("untold")]);
    } else {
      if (end) SCALE.forEach((fill, index) => entries.push([{ fill }, range(index, end)]));
      entries.push([{ fill: SCALE[1] }, say("unstable"), true], ...Object.entries(SIGNS).map(([kind, sign]) => [{ fill: "#fff", "stroke-dasharray": "3 3" }, `${sign}: ${say(kind)}`]), [{ fill: EMPTY }, `–: ${say("empty")}`]);
    }
    byId("legend").setAttribute("aria-label", say("legend"));
    byId("legend").replaceChildren(...entries.map(([look, text, hatched]) => node("span", {}, sample(look, hatched), text)));
  }
  function range(index, end) {
    const places = end / SCALE.length % 1 ? (end < 1 ? 2 : 1) : 0;
    return `${decimal((index * end) / SCALE.length, places)}–${decimal(((index + 1) * end) / SCALE.length, places)}`;
  }

  function drawCard() {
    const kato = state.district, found = cell(kato, state.code, state.half), list = node("dl");
    const add = (term, text, small) => list.append(node("dt", {}, term), node("dd", {}, text, ...(small ? [node("small", {}, small)] : [])));
    const unstable = found.kind === "unstable" ? say("unstable") : "";
    add(say("card_total"), count(found), unstable);
    if (found.rate != null) add(say("card_rate"), decimal(found.rate, 1), say("card_interval", { low: decimal(found.low, 1), high: decimal(found.high, 1) }));
    const residents = data.districts.find(district => district.kato === kato)?.residents;
    if (residents) add(say("card_residents"), grouped(residents));
    add(say("card_change"), ...cardChange(kato));
    const card = byId("card");
    card.replaceChildren(node("h2", {}, districtName(kato)), node("p", { class: "quiet" }, `${topicName(state.code)}, ${period(state.half)}`), list);
    card.append(...topGroups(kato), node("h3", {}, say("card_trend")), trend(kato));
    if (kato !== data.oblast.kato) {
      const back = node("button", { type: "button" }, say("to_oblast"));
      back.addEventListener("click", () => update({ district: data.oblast.kato }));
      card.append(back);
    }
  }
  function cardChange(kato) {
    const found = state.half === data.current ? change(kato, state.code) : null;
    if (!found) return [say("no_comparison")];
    const counts = say("card_counts", { before: counted(found.before), now: counted(found.now) });
    const ratio = found.ratio === null || found.high === null ? ""
      : `, ${say("card_ratio", { ratio: decimal(found.ratio, 2), low: decimal(found.low, 2), high: decimal(found.high, 2) })}`;
    return [counts, verdict(found) + ratio];
  }
  function topGroups(kato) {
    const groups = data.topics.filter(topic => topic.level === 1)
      .map(topic => ({ topic, found: cell(kato, topic.code, state.half) }))
      .filter(({ found }) => found.n > 0)
      .sort((a, b) => b.found.n - a.found.n || (a.topic.code < b.topic.code ? -1 : 1)).slice(0, 5);
    if (!groups.length) return [];
    return [node("h3", {}, say("card_groups")), node("ol", {}, ...groups.map(({ topic, found }) => node("li", {}, `${topic.name[state.lang]} — ${grouped(found.n)}`)))];
  }
  function trend(kato) {
    const found = data.periods.map(half => ({ half, ...cell(kato, state.code, half) }));
    const highest = Math.max(1, ...found.map(one => one.n ?? 0)), wide = 340 / Math.max(found.length, 1);
    const said = found.map(one => `${period(one.half)}: ${count(one)}`).join("; ");
    const picture = shape("svg", { viewBox: "0 0 340 130", role: "img", "aria-label": said });
    found.forEach((one, index) => {
      const high = (80 * (one.n ?? 0)) / highest, x = index * wide + wide / 2;
      picture.append(
        shape("rect", { x: x - wide * 0.3, y: 100 - high, width: wide * 0.6, height: high, class: "bar", opacity: one.half === state.half ? 1 : 0.55 }),
        shape("text", { x, y: 95 - high }, count(one)),
        shape("text", { x, y: 116 }, `${one.half.slice(0, 4)}/${one.half.slice(5)}`));
    });
    return picture;
  }

  function drawTable() {
    const heads = ["district", "number", "rate", "interval", "verdict"].map(key => node("th", { scope: "col" }, say(key)));
    const rows = [data.oblast.kato, ...data.districts.map(district => district.kato), data.unknown].map(kato => {
      const found = cell(kato, state.code, state.half), compared = state.half === data.current ? change(kato, state.code) : null;
      const interval = found.rate == null ? "" : `${decimal(found.low, 1)}–${decimal(found.high, 1)}`;
      const texts = [count(found), found.rate == null ? "" : decimal(found.rate, 1), interval, compared ? verdict(compared) : say("no_comparison")];
      return node("tr", {}, node("th", { scope: "row" }, districtName(kato)), ...texts.map(text => node("td", {}, text)));
    });
    byId("table").replaceChildren(
      node("caption", { class: "quiet" }, `${topicName(state.code)}, ${period(state.half)}`),
      node("thead", {}, node("tr", {}, ...heads)), node("tbody", {}, ...rows));
  }
  function drawOutside() {
    const unknown = cell(data.unknown, state.code, state.half), whole = cell(data.oblast.kato, state.code, state.half);
    const share = unknown.n == null || whole.n == null ? "" : ` (${decimal(whole.n && (100 * unknown.n) / whole.n, 1)}\u00a0%)`;
    byId("outside").textContent = say("without_district", { count: count(unknown), share });
    const notes = [say("choose"), data.view.tiles ? say("tiles") : "", state.measure === "change" ? say("change_only") : ""];
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

  const option = (value, text) => node("option", { value }, text);
  function drawControls() {
    const groups = data.topics.filter(topic => topic.level === 1).map(group => {
      const inner = data.topics.filter(topic => topic.level === 2 && topic.code.startsWith(`${group.code}.`));
      const name = group.name[state.lang];
      return node("optgroup", { label: `${group.code}. ${name}` }, option(group.code, name), ...inner.map(topic => option(topic.code, `${topic.code} ${topic.name[state.lang]}`)));
    });
    byId("code").replaceChildren(option(data.all, say("all")), option(data.none, say("none")), ...groups);
    byId("half").replaceChildren(...data.periods.toReversed().map(half => option(half, period(half))));
    byId("measure").replaceChildren(...["rate", "number", "change"].map(key => option(key, say(key))));
    for (const key of ["code", "half", "measure"]) byId(key).value = state[key];
    byId("half").disabled = state.measure === "change";
  }
  function drawWords() {
    document.documentElement.lang = state.lang;
    document.title = `${say("title")} — ${data.oblast.name[state.lang]}`;
    for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
    byId("lead").textContent = say("lead", { oblast: data.oblast.name[state.lang], date: day(data.asOf) });
    byId("shown").textContent = `${topicName(state.code)}: ${lower(say(state.measure))}, ${period(state.half)}`;
    byId("languages").setAttribute("aria-label", say("language"));
    for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === state.lang);
    byId("cautions").querySelector("ul").replaceChildren(...[1, 2, 3, 4, 5, 6].map(number => node("li", {}, say(`caution_${number}`))));
  }
  function draw() {
    drawWords();
    drawControls();
    drawMap();
    drawCard();
    drawTable();
    drawOutside();
    drawSources();
  }

  const KNOWN = {
    lang: ["kk", "ru"],
    measure: ["rate", "number", "change"],
    half: data.periods,
    code: [data.all, data.none, ...data.topics.map(topic => topic.code)],
    district: [data.oblast.kato, ...data.districts.map(district => district.kato)],
  };
  function fromHash() {
    const asked = new URLSearchParams(location.hash.slice(1));
    for (const [key, values] of Object.entries(KNOWN)) if (values.includes(asked.get(key))) state[key] = asked.get(key);
    if (state.measure === "change") state.half = data.current;
  }
  function update(changed) {
    Object.assign(state, changed);
    if (state.measure === "change") state.half = data.current;
    history.replaceState(null, "", `#${new URLSearchParams(state)}`);
    draw();
  }
  for (const key of ["code", "half", "measure"]) byId(key).addEventListener("change", event => update({ [key]: event.target.value }));
  for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => update({ lang: button.dataset.lang }));
  byId("controls").addEventListener("submit", event => event.preventDefault());
  window.addEventListener("hashchange", () => { fromHash(); draw(); });
  window.addEventListener("beforeprint", () => { byId("table-view").open = true; });
  fromHash();
  draw();
})();
