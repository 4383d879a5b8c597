// The facilitator's page: all tables at a glance, and what may be ordered.

import { Line } from "/line.js";
import { at, clocked, fragment, made, sentence } from "/shared.js";

const KEPT = "chokepoint-key";
let line = null;
let names = {};
let within = {};
let programs = [];
let tables = [];
let told = 0;

function say(words) {
  at("told").textContent = words;
}

function connect(key) {
  line?.close();
  line = new Line({ key }, hear, (state, message) => {
    if (state === "down") say("The line to the host is down. Trying again.");
    else if (state === "refused") refused(message);
    else welcome(message, key);
  });
}

function welcome(message, key) {
  sessionStorage.setItem(KEPT, key);
  names = Object.fromEntries(message.powers.map((power) => [power.id, power.name]));
  within = Object.fromEntries(message.powers.map((power) => [power.id, power.within]));
  programs = message.programs;
  at("title").textContent = message.title;
  at("code").textContent = message.code;
  at("projector").href = `/board#${message.code}`;
  at("key").hidden = true;
  at("say").hidden = false;
  say("");
  take(message.class);
  whom();
}

function refused(error) {
  sessionStorage.removeItem(KEPT);
  at("key").hidden = false;
  at("say").hidden = true;
  at("tables").replaceChildren();
  say(sentence(error.text));
}

function hear(message) {
  if (message.t === "class") take(message.class);
}

function take(found) {
  tables = found;
  told = performance.now();
  for (const table of found) {
    const old = at(`table-${table.table}`);
    if (!old) at("tables").append(card(table));
    // What one is about to press stays where it is.
    else if (old.dataset.was !== JSON.stringify(plain(table))) swap(old, card(table));
    else old.dataset.waited = table.waited;
  }
  tick();
}

function plain(table) {
  return { ...table, waited: 0 };
}

function swap(old, now) {
  const focus = old.contains(document.activeElement) ? document.activeElement.dataset.what : null;
  old.replaceWith(now);
  if (focus) [...now.querySelectorAll("[data-what]")].find((each) => each.dataset.what === focus)?.focus();
}

async function order(what, more, done) {
  const answer = await line.ask(what, more);
  say(answer.error ? sentence(answer.error.text) : typeof done === "function" ? done(answer) : done);
}

// ---- a table
function card(table) {
  const waits = table.asked && !table.over && !table.paused;
  const found = made(
    "section",
    { class: `table${table.paused || table.trouble ? " halted" : ""}`, id: `table-${table.table}`, "aria-label": `Table ${table.table}` },
    made("h2", {}, made("span", {}, `Table ${table.table}`), made("span", {}, `${table.quarter} · ${table.turn} of ${table.turns} · ${table.phase}`)),
    made("p", { class: "state" }),
    ...(table.trouble ? [made("p", { class: "bad" }, sentence(table.trouble))] : []),
    seats(table),
    ...table.arenas.map((arena) => danger(arena)),
    orders(table),
  );
  Object.assign(found.dataset, { was: JSON.stringify(plain(table)), waited: table.waited, runs: waits ? "yes" : "" });
  return found;
}

function danger(arena) {
  const near = arena.top - arena.rung;
  const words = near <= 0 ? "catastrophe" : `${near} from catastrophe, an incident ${arena.odds}%`;
  return made("p", { class: near <= 2 ? "bad" : "muted" }, `${arena.name}: rung ${arena.rung} of ${arena.top}, ${arena.title}; ${words}`);
}

function seats(table) {
  const rows = Object.entries(table.scores).map(([seat, score]) => {
    const chair = table.seats.find((each) => each.seat === seat);
    const row = made(
      "tr",
      { class: table.asked === seat ? "asked" : "" },
      made("th", { scope: "row" }, names[seat]),
      made("td", { class: "number" }, String(score)),
      made("td", {}, ...(chair ? chair.people.map((person) => personButton(table, person)) : [made("span", { class: "muted" }, "a program")])),
      made("td", {}, ...(chair ? [giver(table, chair)] : [])),
    );
    return row;
  });
  const heads = ["Seat", "Score", "People", "Played by"].map((words) => made("th", { scope: "col", class: words === "Score" ? "number" : "" }, words));
  return made("table", {}, made("thead", {}, made("tr", {}, ...heads)), made("tbody", {}, ...rows));
}

function personButton(table, person) {
  const words = person.pen ? `${person.name} ✎` : person.name;
  const about = `${person.name}${person.pen ? ", holds the pen" : ""}${person.here ? "" : ", away"}`;
  return made("button", { type: "button", class: `person${person.here ? "" : " away"}`, "aria-label": about, "data-what": `person-${person.person}`, onclick: () => personAsked(table, person) }, words);
}

function giver(table, chair) {
  const select = made(
    "select",
    {
      "aria-label": `Who plays ${names[chair.seat]} at table ${table.table}`,
      "data-what": `give-${chair.seat}`,
      onchange: () => {
        const more = { table: table.table, seat: chair.seat };
        if (select.value === "human") order("people", more, `${names[chair.seat]} at table ${table.table} is given back to its people.`);
        else order("program", { ...more, player: select.value }, `${select.value} plays ${names[chair.seat]} at table ${table.table}.`);
      },
    },
    made("option", { value: "human" }, "people"),
    ...[...new Set([...programs, ...(chair.player === "human" ? [] : [chair.player])])].map((name) => made("option", { value: name }, name)),
  );
  select.value = chair.player;
  return select;
}

function orders(table) {
  const more = { table: table.table };
  const halt = table.paused
    ? made("button", { type: "button", "data-what": "halt", onclick: () => order("go", more, `Table ${table.table} goes on.`) }, "Go on")
    : made("button", { type: "button", "data-what": "halt", onclick: () => order("pause", more, `Table ${table.table} is paused.`) }, "Pause");
  const back = made("button", { type: "button", "data-what": "back", onclick: () => takeBack(table), disabled: table.decisions === 0 }, "Take back …");
  return made("div", { class: "row" }, halt, back);
}

// ---- questions
function ask(question, fields, then) {
  at("question").textContent = question;
  at("fields").replaceChildren(...fields);
  const box = at("ask");
  box.returnValue = "no";
  box.onclose = () => box.returnValue === "yes" && then();
  box.showModal();
}

function labelled(words, field) {
  return made("label", {}, words, field);
}

function takeBack(table) {
  const many = made("input", { type: "number", min: "0", max: String(table.decisions - 1), "aria-describedby": "else" });
  const reason = made("input", { maxlength: "300", autocomplete: "off" });
  const fields = [labelled(`Decisions that stay, of ${table.decisions}`, many), made("p", { id: "else", class: "muted" }, "Left empty, the last decision of a person goes, and what followed it."), labelled("Reason, for the record and the table", reason)];
  ask(`Take back at table ${table.table}?`, fields, () => {
    const to = many.value === "" ? null : Number(many.value);
    order("take_back", { table: table.table, to, reason: reason.value }, (answer) => `${answer.count === 1 ? "One decision is" : `${answer.count} decisions are`} taken back at table ${table.table}.`);
  });
}

function personAsked(table, person) {
  const what = made(
    "select",
    {},
    made("option", { value: "pen" }, "Give the pen"),
    made("option", { value: "move" }, "Move to another seat"),
    made("option", { value: "revoke" }, "Send out of the class"),
  );
  const places = tables.flatMap((each) => each.seats.map((chair) => [`${each.table} ${chair.seat}`, `Table ${each.table}, ${names[chair.seat]}`]));
  const where = made("select", {}, ...places.map(([value, words]) => made("option", { value }, words)));
  const moved = labelled("Where", where);
  moved.hidden = true;
  what.addEventListener("change", () => (moved.hidden = what.value !== "move"));
  ask(`${person.name}, table ${table.table}`, [labelled("What", what), moved], () => {
    const [number, seat] = where.value.split(" ");
    const more = what.value === "move" ? { table: Number(number), seat } : {};
    const done = { pen: `${person.name} holds the pen.`, move: `${person.name} sits at table ${number}.`, revoke: `${person.name} is out of the class.` };
    order(what.value, { person: person.person, ...more }, done[what.value]);
  });
}

function whom() {
  const rows = [["all", "All tables"]];
  for (const table of tables) {
    rows.push([`${table.table}`, `Table ${table.table}`]);
    for (const chair of table.seats) rows.push([`${table.table} ${chair.seat}`, `Table ${table.table}, ${names[chair.seat]}`]);
  }
  at("whom").replaceChildren(...rows.map(([value, words]) => made("option", { value }, words)));
}

// ---- time
function tick() {
  const since = Math.floor((performance.now() - told) / 1000);
  for (const table of tables) {
    const place = at(`table-${table.table}`);
    const state = place?.querySelector(".state");
    if (!state) continue;
    const waited = table.waited + since;
    const words = table.over ? "The game is over." : table.paused ? "Paused." : table.asked ? `Waiting for ${within[table.asked]} for ${clocked(waited)}` : "Going on by itself.";
    if (state.textContent !== words) state.textContent = words;
    place.classList.toggle("waits", Boolean(place.dataset.runs) && waited >= 90);
  }
}

at("pause").addEventListener("click", () => order("pause", {}, "All tables are paused."));
at("go").addEventListener("click", () => order("go", {}, "All tables go on."));
at("key").addEventListener("submit", (event) => {
  event.preventDefault();
  connect(at("typed").value.trim().replace(/^.*#/, ""));
});
at("say").addEventListener("submit", (event) => {
  event.preventDefault();
  const [table, seat] = at("whom").value.split(" ");
  const more = table === "all" ? {} : { table: Number(table), ...(seat ? { seat } : {}) };
  order("message", { text: at("words").value, ...more }, "Sent.");
  at("words").value = "";
});
setInterval(tick, 1000);

const key = fragment() || sessionStorage.getItem(KEPT);
if (key) connect(key);
else {
  say("");
  at("key").hidden = false;
}
