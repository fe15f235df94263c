// The picture: districts coloured by the chosen lens, with its legend and the sentence that says what it shows.
// Pale to dark, told apart in grey as well; every tile prints its value too.
const SCALE = ["#f3fad2", "#c7e9b4", "#7fcdbb", "#2f8fbf", "#24408e"];
// Around one: blue below, orange above, the far end of above the darkest.
const RATIOS = [[0, "#7fb2d6"], [0.5, "#c9e0ee"], [0.8, "#f4f4f4"], [1.25, "#fddcae"], [2, "#f39a4a"], [4, "#a8430b"]];
const GROWTH = "#e08214", DECLINE = "#9cc5e3", PLAIN = "#ececec", EMPTY = "#fafafa";
const MARKS = { hot: "▲ ", watch: "△ " };

function roundUp(highest) {
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10].map(factor => factor * power).find(end => end >= highest * 0.999);
}
function amount(found) {
  if (found.kind === "none" || hidden(found.kind)) return null;
  return state.lens === "rate" ? found.rate ?? null : found.n;
}
function end() {
  const values = data.districts.map(district => amount(chosenCell(district.kato))).filter(found => found > 0);
  return values.length ? Math.max(roundUp(Math.max(...values)), state.lens === "number" ? 5 : 0) : null;
}
const step = (found, highest) => Math.min(SCALE.length - 1, Math.floor((found / highest) * SCALE.length));
const tint = ratio => RATIOS.findLast(([from]) => ratio >= from)[1];
const isDark = colour => ["#a8430b", "#2f8fbf", "#24408e"].includes(colour);

// How a district looks: {colour, text, said, hatched, dotted}.
function look(kato, highest) {
  if (state.lens === "change") return lookOfChange(change(kato, state.topic));
  const found = chosenCell(kato);
  if (found.kind === "none") return { colour: EMPTY, text: "–", said: say("empty") };
  if (hidden(found.kind)) return { colour: "#fff", text: SIGNS[found.kind], said: say(found.kind), dotted: true };
  const hatched = found.kind === "unstable";
  const firm = hatched ? `, ${say("unstable")}` : "";
  if (state.lens === "rate" || state.lens === "number") {
    const shown = amount(found);
    if (shown === null) return { colour: EMPTY, text: "·", said: say("no_data") };
    const text = state.lens === "rate" ? decimal(shown, 1) : grouped(shown);
    return { colour: SCALE[step(shown, highest)], text, hatched, said: `${text}${firm}` };
  }
  return lookOfRatio(found, hatched, firm);
}
function lookOfChange(compared) {
  if (!compared) return { colour: EMPTY, text: "–", said: say("no_comparison") };
  const colour = { growth: GROWTH, decline: DECLINE, none: PLAIN }[compared.verdict] ?? EMPTY;
  const mark = { growth: "▲ ", decline: "▼ " }[compared.verdict] ?? "";
  const text = compared.ratio === null ? "·" : `${mark}×${decimal(compared.ratio, 2)}`;
  return { colour, text, said: `${counted(compared.before)} → ${counted(compared.now)}, ${changeWord(compared)}` };
}
function lookOfRatio(found, hatched, firm) {
  const { verdict, ratio } = judged(found, state.lens);
  const word = verdictWord(verdict, state.lens);
  if (verdict === "campaign") return { colour: PLAIN, text: "✉", said: word };
  if (ratio == null || verdict === "insufficient") return { colour: EMPTY, text: "·", said: word };
  const colour = isFlat() ? PLAIN : tint(ratio);
  return { colour, text: `${MARKS[verdict] ?? ""}${times(ratio)}`, hatched, said: `${times(ratio)}, ${word}${firm}` };
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
function drawMap() {
  const map = byId("map"), { width, height } = data.view, highest = end();
  map.setAttribute("viewBox", `-6 -6 ${width + 12} ${height + 12}`);
  map.setAttribute("aria-label", say("map_label"));
  const focused = document.activeElement?.dataset?.kato;
  map.replaceChildren(hatching());
  for (const district of data.districts) map.append(drawDistrict(district, look(district.kato, highest)));
  // Names go on top of all areas, so that no neighbour covers them.
  map.append(...map.querySelectorAll(".over"));
  if (focused) map.querySelector(`[data-kato="${focused}"]`)?.focus();
  drawLegend(highest);
  byId("told").textContent = told();
}
function drawDistrict(district, seen) {
  const chosen = state.district === district.kato, name = district.name[state.lang];
  const group = shape("g", {
    tabindex: 0, role: "button", "aria-pressed": chosen, "data-kato": district.kato,
    "aria-label": `${name}: ${seen.said}`, class: chosen ? "chosen" : "",
  });
  const { path, label: [x, y], tile } = district.shape;
  group.append(shape("path", { d: path, fill: seen.colour, class: "area", "fill-rule": "evenodd", ...(seen.dotted && { "stroke-dasharray": "4 4" }) }));
  if (seen.hatched) group.append(shape("path", { d: path, fill: "url(#hatch)", "pointer-events": "none", opacity: 0.45 }));
  const ink = seen.hatched || !tile ? {} : { fill: isDark(seen.colour) ? "#fff" : "#111" };
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
  group.addEventListener("keydown", event => pressed(event, district, choose));
  return group;
}
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
function pressed(event, district, choose) {
  if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); }
  if (event.key === "Escape") update({ district: data.oblast.kato });
  const arrow = ARROWS[event.key];
  if (!arrow) return;
  event.preventDefault();
  const next = neighbour(district, arrow);
  if (next) byId("map").querySelector(`[data-kato="${next.kato}"]`).focus();
}
// The nearest district that way; ways off to the side count double.
function neighbour(district, [right, down]) {
  const [x, y] = district.shape.label;
  const way = other => {
    const [dx, dy] = [other.shape.label[0] - x, other.shape.label[1] - y];
    const along = dx * right + dy * down, aside = Math.abs(dx * down) + Math.abs(dy * right);
    return along > 0 && along >= aside ? along + 2 * aside : Infinity;
  };
  const nearest = data.districts.filter(other => other !== district).sort((a, b) => way(a) - way(b))[0];
  return nearest && way(nearest) < Infinity ? nearest : null;
}

// What the map shows, in a sentence or two.
function told() {
  if (state.lens === "rate" || state.lens === "number") return "";
  const named = katos => katos.map(kato => districtName(kato)).join(", ");
  if (state.lens === "change") {
    const by = wanted => data.districts.map(district => district.kato).filter(kato => change(kato, state.topic)?.verdict === wanted);
    const parts = ["growth", "decline"].filter(wanted => by(wanted).length).map(wanted => say(`told_${wanted}`, { districts: named(by(wanted)) }));
    const whole = change(data.oblast.kato, state.topic);
    const ofOblast = whole ? say("told_oblast", { verdict: changeWord(whole) }) : "";
    return [ofOblast, ...(parts.length ? parts : [say("told_no_change")])].join(" ");
  }
  if (state.lens === "specificity" && !hasTopic()) return say("needs_topic");
  if (isFlat()) return say("told_flat");
  const by = wanted => data.districts.map(district => district.kato).filter(kato => judged(chosenCell(kato), state.lens).verdict === wanted);
  const parts = ["hot", "watch", "campaign"].filter(wanted => by(wanted).length)
    .map(wanted => say(wanted === "campaign" ? "told_campaign" : `told_${state.lens}_${wanted}`, { districts: named(by(wanted)) }));
  return parts.length ? parts.join(" ") : say("told_nothing");
}

function sample(attributes, hatched) {
  const box = shape("svg", { viewBox: "0 0 26 18", "aria-hidden": "true" });
  box.append(shape("rect", { x: 1, y: 1, width: 24, height: 16, stroke: "#6b6b6b", ...attributes }));
  if (hatched) box.append(shape("rect", { x: 1, y: 1, width: 24, height: 16, fill: "url(#hatch)" }));
  return box;
}
const HIDDEN = () => Object.entries(SIGNS).map(([kind, sign]) => [{ fill: "#fff", "stroke-dasharray": "3 3" }, `${sign}: ${say(kind)}`]);
function legend(highest) {
  if (state.lens === "change") {
    return [[{ fill: GROWTH }, `▲ ${say("growth")}`], [{ fill: DECLINE }, `▼ ${say("decline")}`], [{ fill: PLAIN }, say("unproven")], [{ fill: EMPTY }, `·: ${say("untold")}`]];
  }
  const hatched = [{ fill: SCALE[1] }, say("unstable"), true];
  if (state.lens === "rate" || state.lens === "number") {
    const steps = highest ? SCALE.map((fill, index) => [{ fill }, range(index, highest)]) : [];
    return [...steps, hatched, ...HIDDEN(), [{ fill: EMPTY }, `–: ${say("empty")}`]];
  }
  const steps = RATIOS.map(([from, fill], index) => {
    const next = RATIOS[index + 1]?.[0];
    const text = !next ? `×${decimal(from, 0)} ${say("and_more")}` : from ? `×${short(from)}–${short(next)}` : `${say("below")} ×${short(next)}`;
    return [{ fill }, text];
  });
  const marks = ["hot", "watch"].map(mark => [null, `${MARKS[mark]}${say(`${state.lens}_${mark}`)}`]);
  return [...steps, ...marks, hatched, [{ fill: PLAIN }, `✉: ${say("campaign")}`], [{ fill: EMPTY }, `·: ${say("insufficient")}`], ...HIDDEN()];
}
const short = number => String(number).replace(".", ",");
function drawLegend(highest) {
  byId("legend").setAttribute("aria-label", say("legend"));
  const entry = ([box, text, hatched]) => node("span", {}, ...(box ? [sample(box, hatched)] : []), text);
  byId("legend").replaceChildren(...legend(highest).map(entry));
}
function range(index, highest) {
  const places = highest / SCALE.length % 1 ? (highest < 1 ? 2 : 1) : 0;
  return `${decimal((index * highest) / SCALE.length, places)}–${decimal(((index + 1) * highest) / SCALE.length, places)}`;
}
