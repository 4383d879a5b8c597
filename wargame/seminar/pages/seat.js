// A seat at the board: what the game draws comes here, keys and the mouse go back.

import { sentence, token, drop, at, seatOf } from "/shared.js";
import { Terminal } from "/terminal.js";

const canvas = at("screen");
const screen = new Terminal(canvas, at("text"));
const NAMED = /^(Enter|Escape|Tab|Backspace|Delete|Insert|Home|End|Page(Up|Down)|Arrow(Up|Down|Left|Right)|F([1-5]|[7-9]))$/;
let socket = null;
let tries = 0;
let over = false;

function open() {
  const mine = token();
  if (!mine) return location.replace("/");
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  socket = new WebSocket(`${scheme}://${location.host}/screen`);
  socket.onopen = () => send({ token: mine, size: [screen.columns, screen.rows] });
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = lost;
  return undefined;
}

function send(message) {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
}

function take(message) {
  if (message.t === "draw") screen.write(message.data);
  if (message.t === "seated") {
    tries = 0;
    screen.home();
    at("where").textContent = seatOf(message);
    document.title = `${message.title}: ${at("where").textContent}`;
    narrow();
    send({ focus: document.hasFocus() });
    canvas.focus();
  }
  if (message.t === "refused") {
    over = message.kind !== "slow";
    at("told").textContent = sentence(message.text);
    if (message.kind === "gone") {
      drop();
      setTimeout(() => location.replace("/"), 4000);
    }
  }
  if (message.t === "ended") {
    over = true;
    at("told").textContent = message.text ? sentence(message.text) : "You have left the board. Reload the page to come back.";
  }
}

function narrow() {
  at("told").textContent = screen.columns < 80 ? "Turn the phone, or widen the window." : "";
}

function lost() {
  if (over) return;
  at("told").textContent = "The line to the host is down. Trying again.";
  setTimeout(open, Math.min(500 * 2 ** tries++, 15000) * (0.5 + Math.random() / 2));
}

canvas.addEventListener("keydown", (event) => {
  if (event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "F6") {
    event.preventDefault();
    at("out").focus();
    return;
  }
  const letter = [...event.key].length === 1;
  // What the browser itself does with these stays with it.
  if (event.ctrlKey && (!letter || "cvwtnrl+-0".includes(event.key.toLowerCase()))) {
    if (event.key.toLowerCase() !== "c") return;
  }
  if (!letter && !NAMED.test(event.key)) return;
  event.preventDefault();
  send({ key: event.key, ctrl: event.ctrlKey, shift: event.shiftKey });
});

function mouse(kind, event) {
  send({ mouse: kind, at: screen.at(event), button: kind === "down" || kind === "up" ? event.button + 1 : 0, shift: event.shiftKey, ctrl: event.ctrlKey });
}

let last = "";
let when = 0;
canvas.addEventListener("mousedown", (event) => mouse("down", event));
canvas.addEventListener("mouseup", (event) => mouse("up", event));
canvas.addEventListener("contextmenu", (event) => event.preventDefault());
canvas.addEventListener("mousemove", (event) => {
  const cell = screen.at(event).join();
  if (cell === last || event.timeStamp - when < 60) return;
  [last, when] = [cell, event.timeStamp];
  mouse("move", event);
});
canvas.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    if (event.timeStamp - when < 30) return;
    when = event.timeStamp;
    mouse(event.deltaY < 0 ? "wheelup" : "wheeldown", event);
  },
  { passive: false },
);
window.addEventListener("paste", (event) => send({ paste: event.clipboardData.getData("text") }));
window.addEventListener("focus", () => send({ focus: true }));
window.addEventListener("blur", () => send({ focus: false }));
let fitting = 0;
new ResizeObserver(() => {
  clearTimeout(fitting);
  fitting = setTimeout(() => {
    if (!screen.fit()) return;
    send({ size: [screen.columns, screen.rows] });
    if (socket?.readyState === WebSocket.OPEN) narrow();
  }, 120);
}).observe(at("place"));

open();
