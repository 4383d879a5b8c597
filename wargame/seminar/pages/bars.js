// Bars that a strict policy lets through: their lengths are attributes of a drawing, not styles.

import { made } from "/shared.js";

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes, ...inside) {
  const found = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) found.setAttribute(key, value);
  found.append(...inside);
  return found;
}

export function bar(share, colour) {
  const back = drawn("rect", { class: "bar-back", width: 100, height: 10 });
  const front = drawn("rect", { class: `bar-${colour}`, width: Math.max(0, Math.min(100, share)), height: 10 });
  return drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" }, back, front);
}

export function ladder(rung, top) {
  const steps = Array.from({ length: top }, (_, n) => {
    const on = n < rung ? (n >= top - 3 ? " near" : " on") : "";
    return drawn("rect", { class: `rung${on}`, x: n * 10, width: 8.6, height: 10 });
  });
  return drawn("svg", { viewBox: `0 0 ${top * 10} 10`, preserveAspectRatio: "none", "aria-hidden": "true" }, ...steps);
}

export function arena(each) {
  const near = each.top - each.rung;
  const words = near <= 0 ? "catastrophe" : `rung ${each.rung} of ${each.top}, ${each.title}`;
  const risk = near > 0 && each.odds ? made("p", { class: near <= 2 ? "bad" : "muted" }, `An incident this quarter: ${each.odds}%`) : "";
  return made("div", { class: "arena" }, made("p", {}, made("b", {}, each.name), ` · ${words}`), ladder(each.rung, each.top), risk);
}

// Scores by seat, each in its colour, 1 to 6.
export function scores(table, powers) {
  const rows = powers.map((power, n) => ({ power, colour: power.colour || n + 1, score: table.scores[power.id] }));
  return rows.map(({ power, colour, score }) =>
    made("div", { class: `score${table.asked === power.id && !table.over ? " asked" : ""}` }, made("span", {}, power.name), bar(score, colour), made("b", {}, String(score))),
  );
}

export function asked(table, powers) {
  if (table.over) return table.ended ? `The game is over: ${table.ended}` : "The game is over";
  if (table.paused) return "Paused";
  const power = powers.find((each) => each.id === table.asked);
  return power ? `${power.within[0].toUpperCase()}${power.within.slice(1)} decides` : "The game goes on by itself";
}
