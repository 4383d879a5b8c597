// Joining: a code and a name, once; the token then stays with this browser.

import { Line } from "/line.js";

const at = (id) => document.getElementById(id);
const KEPT = "chokepoint-token";
const form = at("join");
let line = null;

// The code comes behind the #, which no server sees; it need not stay in the history either.
const code = decodeURIComponent(location.hash.slice(1));
if (code) history.replaceState(null, "", location.pathname);

function told(words) {
  at("told").textContent = words;
}

function show(seated) {
  form.hidden = seated;
  at("seated").hidden = !seated;
}

function connect(greeting) {
  line?.close();
  line = new Line(greeting, hear, (state, message) => {
    if (state === "up") welcome(message);
    else if (state === "down") told("The line to the host is down. Trying again.");
    else refused(message);
  });
}

function welcome(message) {
  if (message.token) localStorage.setItem(KEPT, message.token);
  const power = message.powers.find((each) => each.id === message.seat);
  const table = message.tables > 1 ? `, table ${message.table}` : "";
  at("title").textContent = message.title;
  at("where").textContent = `You are ${message.name}, at the seat of ${power.name}${table}.`;
  at("command").textContent = `wargame join ${location.origin}`;
  told("You are in.");
  show(true);
}

function refused(error) {
  told(`${error.text[0].toUpperCase()}${error.text.slice(1)}.`);
  if (error.kind === "gone") localStorage.removeItem(KEPT);
  if (error.kind !== "slow") show(false);
}

function hear(message) {
  if (message.t === "say") told(message.text);
  if (message.t === "gone") refused({ kind: "gone", text: message.text });
  if (message.t === "company") {
    at("company").replaceChildren(
      ...message.names.map((name) => {
        const item = document.createElement("li");
        item.textContent = name === message.holder ? `${name}, who holds the pen` : name;
        return item;
      }),
    );
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = Object.fromEntries(new FormData(form));
  told("Connecting.");
  connect({ code: typed.code, name: typed.name, seat: typed.seat || null });
});

at("code").value = code;
const token = localStorage.getItem(KEPT);
if (token) connect({ token });
else {
  told("");
  show(false);
}
