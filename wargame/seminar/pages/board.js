// The projector: what everybody may know, large.

import { arena, asked, scores } from "/bars.js";
import { Line } from "/line.js";
import { at, clocked, fragment, made, sentence } from "/shared.js";

const KEPT = "chokepoint-code";
let line = null;
let powers = [];
let tables = [];
let shown = "1";
let told = 0;
let last = "";

function connect(code) {
  line?.close();
  line = new Line({ code, watch: true }, hear, (state, message) => {
    if (state === "down") at("told").textContent = "The line to the host is down. Trying again.";
    else if (state === "refused") {
      at("told").textContent = sentence(message.text);
      if (message.kind === "slow") return;
      sessionStorage.removeItem(KEPT);
      at("first").hidden = false;
      at("code").focus();
    } else welcome(message, code);
  });
}

function welcome(message, code) {
  sessionStorage.setItem(KEPT, code);
  powers = message.powers;
  at("title").textContent = message.title;
  at("join").replaceChildren(`Join at ${location.host} with the code `, made("strong", {}, code.toUpperCase()));
  at("first").hidden = true;
  at("head").hidden = false;
  at("told").textContent = "";
  if (message.board.length > 1 && !at("tabs").children.length) {
    at("tabs").hidden = false;
    at("tabs").append(tab("all", "All tables"), ...message.board.map((each) => tab(String(each.table), `Table ${each.table}`)));
    pick("all");
  }
  take(message.board);
}

function tab(name, words) {
  return made("button", { type: "button", "data-name": name, onclick: () => pick(name) }, words);
}

function pick(name) {
  shown = name;
  last = "";
  for (const each of at("tabs").children) each.setAttribute("aria-pressed", String(each.dataset.name === name));
  show();
}

function hear(message) {
  if (message.t === "board") take(message.board);
}

function take(board) {
  tables = board;
  told = performance.now();
  show();
}

function show() {
  if (!tables.length) return;
  at("table").hidden = shown === "all";
  at("all").hidden = shown !== "all";
  if (shown === "all") at("all").replaceChildren(...tables.map(small));
  else large(tables[Number(shown) - 1]);
  tick();
}

function where(table) {
  return `${table.quarter} · quarter ${table.turn} of ${table.turns} · ${table.phase}`;
}

function small(table) {
  return made(
    "section",
    { "aria-label": `Table ${table.table}` },
    made("h2", {}, `Table ${table.table}`),
    made("p", { class: "muted" }, where(table)),
    made("p", {}, asked(table, powers)),
    ...scores(table, powers),
    ...table.arenas.map(arena),
  );
}

function large(table) {
  at("now").replaceChildren(made("p", {}, made("strong", {}, asked(table, powers)), ` · ${where(table)}`));
  at("scores").replaceChildren(made("h2", {}, "Scores"), ...scores(table, powers));
  at("arenas").replaceChildren(...(table.arenas.length ? [made("h2", {}, "Tension"), ...table.arenas.map(arena)] : []));
  const news = table.news.slice(-5).reverse();
  at("news").replaceChildren(made("h2", {}, "News"), made("ul", {}, ...news.map((each) => made("li", {}, each.text))));
  headline(table);
}

function headline(table) {
  const found = table.headlines.at(-1);
  const name = found ? `${found.when} ${found.title}` : "none";
  if (name === last) return;
  const box = at("headline");
  box.replaceChildren(
    ...(found
      ? [made("h2", {}, `Headline, ${found.when}`), made("h3", {}, found.title), made("p", {}, found.text), made("p", { class: "muted" }, found.source)]
      : [made("h2", {}, "Headlines"), made("p", {}, "None has fallen yet.")]),
  );
  box.classList.remove("fresh");
  if (last) requestAnimationFrame(() => box.classList.add("fresh"));
  last = name;
}

function tick() {
  const table = shown === "all" ? null : tables[Number(shown) - 1];
  const left = table?.clock && !table.paused ? Math.max(0, table.clock - Math.floor((performance.now() - told) / 1000)) : null;
  at("clock").textContent = left === null ? "" : clocked(left);
}

at("first").addEventListener("submit", (event) => {
  event.preventDefault();
  connect(at("code").value);
});
setInterval(tick, 1000);

const code = fragment() || sessionStorage.getItem(KEPT);
if (code) connect(code);
else {
  at("told").textContent = "";
  at("first").hidden = false;
}
