// A phone's page: the role, the news, and a choice to propose, or to make for who holds the pen.

import { arena, asked, scores } from "/bars.js";
import { Line } from "/line.js";
import { at, drop, made, seatOf, sentence, token } from "/shared.js";

let line = null;
let me = null;
let company = { names: [], proposals: [], holder: "", me: "", paused: false };
let words = new Map();
let offered = "";
let table = null;

function say(text) {
  at("told").textContent = text;
}

function connect(mine) {
  line = new Line({ token: mine }, hear, (state, message) => {
    if (state === "down") say("The line to the host is down. Trying again.");
    else if (state === "refused") gone(message);
    else welcome(message);
  });
}

function welcome(message) {
  me = message;
  at("where").textContent = seatOf(message);
  say("");
  refresh();
}

function gone(error) {
  say(sentence(error.text));
  if (error.kind === "gone") {
    drop();
    setTimeout(() => location.replace("/"), 4000);
  }
}

function hear(message) {
  if (message.t === "say") say(message.text);
  if (message.t === "gone") gone({ kind: "gone", text: message.text });
  if (message.t === "company") {
    company = message;
    meet();
  }
  if (message.t === "frame") soon();
}

// Frames may come in quick succession.
let waiting = null;
function soon() {
  waiting ??= setTimeout(() => {
    waiting = null;
    refresh();
  }, 250);
}

async function refresh() {
  if (!me) return;
  const [news, sheet, choices] = await Promise.all([line.ask("news"), line.ask("sheet"), line.ask("choices")]);
  if (news.error || sheet.error || choices.error) return;
  table = news.news;
  offer(choices.choices);
  tell(table);
  role(sheet.sheet);
  meet();
}

function tell(news) {
  at("now").textContent = `${asked(news, me.powers)} · ${news.quarter}, ${news.turn} of ${news.turns} · ${news.phase}`;
  at("scores").replaceChildren(...scores(news, me.powers));
  at("arenas").replaceChildren(...news.arenas.map(arena));
  const rows = news.headlines.slice().reverse();
  at("headlines").replaceChildren(
    ...rows.map((each) =>
      made("article", {}, made("h3", {}, each.title), made("p", {}, each.text), made("p", { class: "muted" }, [each.when, each.source].filter(Boolean).join(" · "))),
    ),
  );
}

function role(sheet) {
  at("role").replaceChildren(
    ...sheet.about.map((each) => made("p", {}, each)),
    ...sheet.offered.map((each) => made("p", { class: "aim secret" }, each)),
    ...sheet.aims.map((aim) =>
      made("div", { class: `aim${aim.secret ? " secret" : ""}` }, made("p", {}, made("b", {}, aim.title), ` · ${aim.points} of ${aim.weight}${aim.secret ? " · secret" : ""}`), made("p", { class: "muted" }, aim.told)),
    ),
  );
}

function offer(choices) {
  words = new Map(choices.map((each) => [each.key, each.words]));
  const now = [...words.keys()].join("\n");
  at("decide").hidden = choices.length === 0;
  if (now === offered) return;
  offered = now;
  at("choice").replaceChildren(...choices.map((each) => made("option", { value: each.key }, each.words)));
}

function writes() {
  return company.holder === company.me || !company.names.includes(company.holder);
}

function meet() {
  at("send").textContent = writes() ? "Decide" : "Propose";
  at("people").replaceChildren(...company.names.map((name) => made("li", {}, name === company.holder ? `${name}, who holds the pen` : name)));
  at("proposals").replaceChildren(
    ...company.proposals.map(([name, key, reason]) => made("li", {}, `${name} proposes: ${words.get(key) ?? key}${reason ? `, because ${reason}` : ""}`)),
  );
}

at("propose").addEventListener("submit", async (event) => {
  event.preventDefault();
  const [action, reason] = [at("choice").value, at("reason").value];
  at("send").disabled = true;
  const answer = writes() ? await line.ask("submit", { action, note: reason, at: line.have }) : await line.ask("propose", { action, reason });
  at("send").disabled = false;
  if (answer.error) say(sentence(answer.error.text));
  else {
    say(writes() ? "Decided." : "Proposed.");
    at("reason").value = "";
  }
  refresh();
});

const mine = token();
if (mine) connect(mine);
else location.replace("/");
