// What the run found, cell by cell. A hidden count has nothing computed from it beside it.
const SIGNS = { small: "<5", withheld: "…" };
const hidden = value => value in SIGNS;
const counted = value => SIGNS[value] ?? (value === 0 ? "–" : grouped(value));

// {kind: none | small | withheld | unstable | solid, n, rate, low, high, intensity, ratio, specificity, specificRatio}.
function cell(district, topic, half) {
  const found = data.cells[district]?.[topic]?.[data.periods.indexOf(half)];
  if (!found) return { kind: "none", n: 0 };
  if (hidden(found[0])) return { kind: found[0] };
  const [n, rate, low, high, intensity, ratio, specificity, specificRatio] = found;
  return { kind: n < 20 ? "unstable" : "solid", n, rate, low, high, intensity, ratio, specificity, specificRatio };
}
const chosenCell = kato => cell(kato, state.topic, state.half);
const count = found => SIGNS[found.kind] ?? counted(found.n);

function change(district, topic) {
  const found = state.half === data.current && data.changes[district]?.[topic];
  if (!found) return null;
  const [before, now, ratio, low, high, verdict] = found;
  return { before, now, ratio, low, high, verdict };
}
const changeWord = found => say({ growth: "growth", decline: "decline", none: "unproven" }[found.verdict] ?? "untold");

// Of a lens with a test: the verdict of a cell and its ratio to what was to be expected.
function judged(found, lens) {
  if (found.kind === "none" || hidden(found.kind)) return { verdict: null, ratio: null };
  return lens === "intensity"
    ? { verdict: found.intensity, ratio: found.ratio }
    : { verdict: found.specificity, ratio: found.specificRatio };
}
const verdictWord = (verdict, lens) => say(`${["hot", "watch", "none"].includes(verdict) ? `${lens}_` : ""}${verdict ?? "untold"}`);
// Districts that do not differ beyond chance: no contrast may be drawn.
const isFlat = () => state.lens === "intensity" && data.districts.some(district => chosenCell(district.kato).intensity === "flat");
const hasTopic = () => state.topic !== data.all && state.topic !== data.none;
const problemsOf = (district, topic) =>
  data.systemic.filter(one => (district === null || one.district === district) && (topic === null || one.topic === topic));
