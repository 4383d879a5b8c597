// Joining: a code, then a name and a place; the token then stays with this browser.

import { Line } from "/line.js";
import { at, drop, fragment, keep, made, seatOf, sentence, token } from "/shared.js";

let line = null;
let looking = null;
let code = fragment();

function told(words) {
  at("told").textContent = words;
}

function show(name) {
  for (const each of ["first", "join", "seated"]) at(each).hidden = each !== name;
  const field = { first: "code", join: "name", seated: "play" }[name];
  at(field).focus();
}

function connect(greeting, entered, hear, wrong) {
  told("Connecting.");
  const found = new Line(greeting, hear, (state, message) => {
    if (state === "up") entered(message);
    else if (state === "down") told("The line to the host is down. Trying again.");
    else wrong(message);
  });
  return found;
}

// ---- the code: who has it may see who sits where
function look(typed) {
  looking?.close();
  looking = connect(
    { code: typed, watch: true },
    (message) => {
      code = typed;
      told("");
      at("title").textContent = message.title;
      document.title = `${message.title}: join`;
      offer(message.powers, message.board);
      show("join");
    },
    (message) => message.t === "board" && recount(message.board),
    (error) => {
      told(sentence(error.text));
      if (error.kind !== "slow") show("first");
    },
  );
}

function choice(name, value, words) {
  const input = made("input", { type: "radio", name, value, checked: value === "" });
  return made("label", { class: "choice" }, input, made("span", {}, words));
}

let powers = [];
let tables = [];

function offer(names, board) {
  [powers, tables] = [names, board];
  at("tables").hidden = board.length < 2;
  at("tables").replaceChildren(
    made("legend", {}, "Table"),
    choice("table", "", "Wherever somebody is missing"),
    ...board.map((each) => choice("table", String(each.table), "")),
  );
  const open = powers.filter((power) => board.some((each) => each.people[power.id]));
  at("seats").hidden = open.length < 2;
  at("seats").replaceChildren(
    made("legend", {}, "Seat"),
    choice("seat", "", "Wherever somebody is missing"),
    ...open.map((power) => choice("seat", power.id, "")),
  );
  recount(board);
}

function recount(board) {
  tables = board;
  const table = new FormData(at("join")).get("table");
  for (const input of document.querySelectorAll("[name=table]")) {
    if (input.value) input.nextSibling.textContent = `Table ${input.value} · ${counted(Object.values(tables[input.value - 1].people).flat().length)}`;
  }
  for (const input of document.querySelectorAll("[name=seat]")) {
    if (!input.value) continue;
    const power = powers.find((each) => each.id === input.value);
    const those = tables.filter((each) => !table || String(each.table) === table).flatMap((each) => each.people[power.id] ?? []);
    input.nextSibling.textContent = `${power.name} · ${those.length && table ? those.join(", ") : counted(those.length)}`;
  }
}

function counted(number) {
  return number ? `${number} ${number === 1 ? "person" : "people"}` : "nobody yet";
}

// ---- the name
function join(greeting) {
  line?.close();
  line = connect(greeting, welcome, hear, refused);
}

function welcome(message) {
  looking?.close();
  const first = Boolean(message.token);
  if (first) {
    keep(message.token);
    const narrow = matchMedia("(max-width: 50rem), (pointer: coarse)").matches;
    location.assign(narrow ? "/phone" : "/seat");
    return;
  }
  at("title").textContent = message.title;
  at("where").textContent = `You are ${seatOf(message)}.`;
  at("command").textContent = `wargame join ${location.origin}`;
  told("");
  show("seated");
}

function refused(error) {
  told(sentence(error.text));
  if (error.kind === "gone") {
    drop();
    show("first");
  }
}

function hear(message) {
  if (message.t === "say") told(message.text);
  if (message.t === "gone") refused({ kind: "gone", text: message.text });
}

at("first").addEventListener("submit", (event) => {
  event.preventDefault();
  look(at("code").value);
});
at("join").addEventListener("change", () => recount(tables));
at("join").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = Object.fromEntries(new FormData(at("join")));
  join({ code, name: typed.name, seat: typed.seat || null, table: typed.table ? Number(typed.table) : null });
});
at("other").addEventListener("click", () => {
  line?.close();
  drop();
  told("");
  if (code) look(code);
  else show("first");
});

at("code").value = code;
const mine = token();
if (mine) join({ token: mine });
else if (code) look(code);
else {
  told("");
  show("first");
}
