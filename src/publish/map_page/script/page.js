// What is chosen, kept in the address so that a view can be sent to others.
const LENSES = ["intensity", "specificity", "change", "rate", "number"];
const KNOWN = {
  lang: ["kk", "ru"],
  lens: LENSES,
  half: data.periods,
  topic: [data.all, data.none, ...data.topics.map(topic => topic.code)],
  district: [data.oblast.kato, ...data.districts.map(district => district.kato)],
};
const option = (value, text) => node("option", { value }, text);
function drawControls() {
  const groups = data.topics.filter(topic => topic.level === 1).map(group => {
    const inner = data.topics.filter(topic => topic.level === 2 && topic.code.startsWith(`${group.code}.`));
    const name = group.name[state.lang];
    return node("optgroup", { label: `${group.code}. ${name}` }, option(group.code, name), ...inner.map(topic => option(topic.code, `${topic.code} ${topic.name[state.lang]}`)));
  });
  byId("topic").replaceChildren(option(data.all, say("all")), option(data.none, say("none")), ...groups);
  byId("half").replaceChildren(...data.periods.toReversed().map(half => option(half, period(half))));
  byId("lens").replaceChildren(...LENSES.map(lens => option(lens, say(lens))));
  for (const key of ["topic", "half", "lens"]) byId(key).value = state[key];
  byId("half").disabled = state.lens === "change";
}
function drawWords() {
  document.documentElement.lang = state.lang;
  document.title = `${say("title")} — ${data.oblast.name[state.lang]}`;
  for (const element of document.querySelectorAll("[data-say]")) element.textContent = say(element.dataset.say);
  byId("lead").textContent = say("lead", { oblast: data.oblast.name[state.lang], date: day(data.asOf) });
  byId("shown").textContent = `${topicName(state.topic)}: ${lower(say(state.lens))}, ${period(state.half)}`;
  byId("languages").setAttribute("aria-label", say("language"));
  for (const button of document.querySelectorAll("[data-lang]")) button.setAttribute("aria-pressed", button.dataset.lang === state.lang);
}
function draw() {
  drawWords();
  drawControls();
  drawMap();
  drawCard();
  drawSystemic();
  drawTable();
  drawCautions();
  drawOutside();
  drawSources();
}
function settle() {
  if (state.lens === "change") state.half = data.current;
}
function fromHash() {
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const [key, values] of Object.entries(KNOWN)) if (values.includes(asked.get(key))) state[key] = asked.get(key);
  settle();
}
function update(changed) {
  Object.assign(state, changed);
  settle();
  history.replaceState(null, "", `#${new URLSearchParams(state)}`);
  draw();
}
for (const key of ["topic", "half", "lens"]) byId(key).addEventListener("change", event => update({ [key]: event.target.value }));
for (const button of document.querySelectorAll("[data-lang]")) button.addEventListener("click", () => update({ lang: button.dataset.lang }));
byId("controls").addEventListener("submit", event => event.preventDefault());
window.addEventListener("hashchange", () => { fromHash(); draw(); });
window.addEventListener("beforeprint", () => { byId("table-view").open = true; });
fromHash();
draw();
