// What several pages need.

const KEPT = "chokepoint-token";

export const at = (id) => document.getElementById(id);

export const token = () => localStorage.getItem(KEPT);
export const keep = (mine) => localStorage.setItem(KEPT, mine);
export const drop = () => localStorage.removeItem(KEPT);

// What follows the #, which no server sees; it need not stay in the history either.
export function fragment() {
  const found = decodeURIComponent(location.hash.slice(1));
  if (found) history.replaceState(null, "", location.pathname);
  return found;
}

export function sentence(words) {
  const text = words ? words[0].toUpperCase() + words.slice(1) : "";
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

// An element with text or other elements in it, and attributes. Text is never read as markup.
export function made(name, attributes = {}, ...content) {
  const found = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "class") found.className = value;
    else if (key.startsWith("on")) found.addEventListener(key.slice(2), value);
    else if (typeof value === "boolean") found.toggleAttribute(key, value);
    else found.setAttribute(key, value);
  }
  found.append(...content);
  return found;
}

export function seatOf(welcome) {
  const power = welcome.powers.find((each) => each.id === welcome.seat);
  const table = welcome.tables > 1 ? `, table ${welcome.table}` : "";
  return `${welcome.name}, ${power.name}${table}`;
}

export function clocked(seconds) {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
