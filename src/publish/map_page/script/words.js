// Words and numbers as the page prints them.
const data = JSON.parse(document.getElementById("data").textContent);
const state = { lang: "kk", lens: "intensity", topic: data.first, half: data.current, district: data.oblast.kato };

const byId = id => document.getElementById(id);
const say = (key, values = {}) =>
  Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), data.phrases[key][state.lang]);
const grouped = number => String(Math.abs(number)).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
function decimal(number, places) {
  const [whole, part] = number.toFixed(places).split(".");
  return part ? `${grouped(whole)},${part}` : grouped(whole);
}
const times = ratio => `×${decimal(ratio, 1)}`;
const day = iso => iso.split("-").reverse().join(".");
const lower = text => text[0].toLowerCase() + text.slice(1);
const period = name => say("period", { year: name.slice(0, 4), half: name.slice(5) });

const SVG = "http://www.w3.org/2000/svg";
const node = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
const shape = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);
function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const nameOf = topic => data.topics.find(one => one.code === topic).name[state.lang];
function topicName(topic) {
  return topic === data.all ? say("all") : topic === data.none ? say("none") : nameOf(topic);
}
function districtName(kato) {
  if (kato === data.oblast.kato) return data.oblast.name[state.lang];
  if (kato === data.unknown) return say("unknown");
  return data.districts.find(district => district.kato === kato).name[state.lang];
}
// The sentence of a problem without its beginning, which names place, topic and level: the page says these beside it.
function grounds(problem) {
  const sentence = problem.sentence[state.lang];
  return sentence.slice(sentence.indexOf(": ") + 1).trim();
}
// On true shapes and in lists there is little room: «Созақ ауданы» becomes «Созақ».
function shortName(name) {
  const generic = say("generic").split(" ");
  return name.split(" ").filter(word => !generic.includes(word)).join(" ") || name;
}
