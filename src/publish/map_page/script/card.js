// The card of a district, or of the oblast: the chosen topic there, and what else is the matter.
function drawCard() {
  const kato = state.district, found = chosenCell(kato), ofOblast = kato === data.oblast.kato;
  const list = node("dl");
  const add = (term, text, small) => list.append(node("dt", {}, term), node("dd", {}, text, ...(small ? [node("small", {}, small)] : [])));
  add(say("card_total"), count(found), found.kind === "unstable" ? say("unstable") : "");
  if (found.rate != null) add(say("card_rate"), decimal(found.rate, 1), say("card_interval", { low: decimal(found.low, 1), high: decimal(found.high, 1) }));
  const residents = data.districts.find(district => district.kato === kato)?.residents;
  if (residents) add(say("card_residents"), grouped(residents));
  if (!ofOblast) for (const lens of hasTopic() ? ["intensity", "specificity"] : ["intensity"]) addLens(add, found, lens);
  add(say("card_change"), ...cardChange(kato));
  addTerms(add, kato);
  byId("card").replaceChildren(
    node("h2", {}, districtName(kato)), node("p", { class: "quiet" }, `${topicName(state.topic)}, ${period(state.half)}`), list,
    ...reasons(kato), ...alarms(kato), node("h3", {}, say("card_trend")), trend(kato), ...words(kato), ...quotes(kato), ...problems(kato));
  if (!ofOblast) {
    const back = node("button", { type: "button" }, say("to_oblast"));
    back.addEventListener("click", () => update({ district: data.oblast.kato }));
    byId("card").append(back);
  }
}
function addLens(add, found, lens) {
  const { verdict, ratio } = judged(found, lens);
  if (found.kind === "none") return;
  const shown = ratio == null || verdict === "insufficient" ? "·" : `${MARKS[verdict] ?? ""}${times(ratio)}`;
  add(say(lens), verdict ? shown : "·", verdictWord(verdict, lens));
}
// The terms of all topics together: of one topic in one district they would be of few appeals.
function addTerms(add, kato) {
  const found = state.half === data.current && data.terms[kato];
  if (!found) return;
  const [broken, ended] = found, exact = typeof broken === "number" && typeof ended === "number" && ended > 0;
  const share = exact ? `, ${say("card_share", { share: decimal((100 * broken) / ended, 1) })}` : "";
  add(say("card_terms"), say("card_of", { part: counted(broken), whole: counted(ended) }) + share, say("card_all_topics"));
}
function cardChange(kato) {
  const found = change(kato, state.topic);
  if (!found) return [say("no_comparison")];
  const counts = say("card_counts", { before: counted(found.before), now: counted(found.now) });
  const ratio = found.ratio === null || found.high === null ? ""
    : `, ${say("card_ratio", { ratio: decimal(found.ratio, 2), low: decimal(found.low, 2), high: decimal(found.high, 2) })}`;
  return [counts, changeWord(found) + ratio];
}
function reasons(kato) {
  if (state.half !== data.current) return [];
  return problemsOf(kato, state.topic).map(problem => node("p", { class: `stage stage-${problem.stage}` }, `${say(`standing_${problem.stage}`)}: ${grounds(problem)}`));
}
function alarms(kato) {
  const weeks = (state.half === data.current && data.alarms[kato]?.[state.topic]) || [];
  if (!weeks.length) return [];
  return [node("h3", {}, say("card_alarms")), node("p", {}, weeks.map(([from, to]) => `${day(from)} – ${day(to)}`).join("; "))];
}
function words(kato) {
  const found = state.half === data.current && data.words[kato]?.[state.topic];
  if (!found) return [];
  const lists = ["kk", "ru"].filter(lang => found[lang]).map(lang => node("p", { lang }, found[lang].join(", ")));
  return [node("h3", {}, say("card_words")), ...lists];
}
function quotes(kato) {
  const found = (state.half === data.current && data.quotes[kato]?.[state.topic]) || [];
  if (!found.length) return [];
  const own = found.filter(([lang]) => lang === state.lang), shown = (own.length ? own : found).slice(0, 2);
  return [node("h3", {}, say("card_quotes")), ...shown.map(([lang, text]) => node("blockquote", lang === "mixed" ? {} : { lang }, text))];
}
// Other topics that stand out in the district, the surest and largest first; without any, its largest groups.
function problems(kato) {
  const rank = found => (["intensity", "specificity"].some(lens => judged(found, lens).verdict === "hot") ? 2
    : ["intensity", "specificity"].some(lens => judged(found, lens).verdict === "watch") ? 1 : 0);
  const all = data.topics.map(topic => ({ topic, found: cell(kato, topic.code, state.half) })).filter(({ found }) => found.n > 0);
  const order = (a, b) => rank(b.found) - rank(a.found) || b.found.n - a.found.n || (a.topic.code < b.topic.code ? -1 : 1);
  const outstanding = all.filter(({ topic, found }) => topic.level === 2 && rank(found) > 0).sort(order).slice(0, 7);
  const shown = outstanding.length ? outstanding : all.filter(({ topic }) => topic.level === 1).sort(order).slice(0, 5);
  if (!shown.length) return [];
  const entry = ({ topic, found }) => {
    const mark = [MARKS.watch, MARKS.hot][rank(found) - 1] ?? "";
    const link = node("button", { type: "button", class: "link" }, `${mark}${topic.name[state.lang]} — ${grouped(found.n)}`);
    link.addEventListener("click", () => update({ topic: topic.code }));
    return node("li", {}, link);
  };
  return [node("h3", {}, say(outstanding.length ? "card_problems" : "card_groups")), node("ul", { class: "plain" }, ...shown.map(entry))];
}
function trend(kato) {
  const found = data.periods.map(half => ({ half, ...cell(kato, state.topic, half) }));
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
