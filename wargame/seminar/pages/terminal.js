// A screen of cells, drawn as a terminal would from what Textual writes: places, colours, letters. Lines, blocks and
// braille are drawn here rather than with a font, so that they meet on every machine.

const CONTROL = /\x1b\[([0-9;?<>=$ ]*)([@-~])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[=>78c]|[\x00-\x1f\x7f]|[^\x00-\x1f\x7f]+/gu;
const FACE = 'ui-monospace, "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace';
const GROUND = "#10141a";
const INK = "#dde3ea";
const BASIC = ["#000", "#c33", "#3a3", "#b83", "#36c", "#a3a", "#3aa", "#ccc", "#666", "#f66", "#6f6", "#fe6", "#69f", "#f6f", "#6ff", "#fff"];
const [BOLD, DIM, ITALIC, UNDER, STRIKE, REVERSE] = [1, 2, 4, 8, 16, 32];
const FLAGS = { 1: BOLD, 2: DIM, 3: ITALIC, 4: UNDER, 7: REVERSE, 9: STRIKE };
const UNFLAGS = { 22: BOLD | DIM, 23: ITALIC, 24: UNDER, 27: REVERSE, 29: STRIKE };

// Which ways a line goes from the middle of its cell: left, up, right, down; 2 is heavy or double.
const LINES = {
  "─": "1010", "│": "0101", "┌": "0011", "┐": "1001", "└": "0110", "┘": "1100", "├": "0111", "┤": "1101", "┬": "1011", "┴": "1110", "┼": "1111",
  "╭": "0011", "╮": "1001", "╰": "0110", "╯": "1100", "╴": "1000", "╵": "0100", "╶": "0010", "╷": "0001",
  "━": "2020", "┃": "0202", "┏": "0022", "┓": "2002", "┗": "0220", "┛": "2200", "┣": "0222", "┫": "2202", "┳": "2022", "┻": "2220", "╋": "2222",
  "═": "2020", "║": "0202", "╔": "0022", "╗": "2002", "╚": "0220", "╝": "2200", "╸": "2000", "╹": "0200", "╺": "0020", "╻": "0002",
};
// Parts of a cell that are full, in eighths: x, y, width, height.
const BLOCKS = { "█": [0, 0, 8, 8], "▀": [0, 0, 8, 4], "▐": [4, 0, 4, 8], "▔": [0, 0, 8, 1], "▕": [7, 0, 1, 8] };
for (let n = 1; n < 8; n++) {
  BLOCKS[String.fromCodePoint(0x2580 + n)] = [0, 8 - n, 8, n];
  BLOCKS[String.fromCodePoint(0x2590 - n)] = [0, 0, n, 8];
}
const SHADES = { "░": 0.25, "▒": 0.5, "▓": 0.75 };

export class Terminal {
  // `mirror` is an element that holds the same as text, for whoever reads with other means.
  constructor(canvas, mirror) {
    Object.assign(this, { canvas, mirror, columns: 0, rows: 0, cells: [], stale: new Set(), size: 15 });
    this.pen = canvas.getContext("2d", { alpha: false });
    this.home();
    this.fit();
  }

  home() {
    Object.assign(this, { x: 0, y: 0, ink: INK, ground: GROUND, flags: 0 });
  }

  // Measure the place the canvas has; whether the number of cells has changed.
  fit() {
    const box = this.canvas.parentElement.getBoundingClientRect();
    const scale = window.devicePixelRatio || 1;
    this.size = Math.max(11, Math.min(18, Math.floor(box.width / 78)));
    this.pen.font = `${this.size * scale}px ${FACE}`;
    this.wide = Math.max(1, Math.round(this.pen.measureText("M").width));
    this.high = Math.round(this.size * scale * 1.22);
    const columns = Math.max(20, Math.floor((box.width * scale) / this.wide));
    const rows = Math.max(8, Math.floor((box.height * scale) / this.high));
    const changed = columns !== this.columns || rows !== this.rows;
    this.scale = scale;
    this.canvas.width = columns * this.wide;
    this.canvas.height = rows * this.high;
    this.canvas.style.width = `${this.canvas.width / scale}px`;
    this.canvas.style.height = `${this.canvas.height / scale}px`;
    Object.assign(this, { columns, rows });
    while (this.cells.length < rows) this.cells.push([]);
    this.cells.length = rows;
    for (const row of this.cells) {
      row.length = Math.min(row.length, columns);
      while (row.length < columns) row.push({ sign: " ", ink: INK, ground: GROUND, flags: 0 });
    }
    this.touch(0, rows);
    return changed;
  }

  // The cell at a point of the page.
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) * this.scale) / this.wide);
    const row = Math.floor(((event.clientY - box.top) * this.scale) / this.high);
    return [Math.max(0, Math.min(this.columns - 1, column)), Math.max(0, Math.min(this.rows - 1, row))];
  }

  text() {
    return this.cells.map((row) => row.map((cell) => cell.sign).join("").trimEnd()).join("\n");
  }

  write(data) {
    for (const [found, numbers, letter] of data.matchAll(CONTROL)) {
      if (letter !== undefined) this.obey(letter, numbers);
      else if (found === "\r") this.x = 0;
      else if (found === "\n") this.y = Math.min(this.y + 1, this.rows - 1);
      else if (found >= " " && found[0] !== "\x7f") this.put(found);
    }
  }

  put(text) {
    const row = this.cells[this.y];
    for (const sign of text) {
      if (row && this.x < this.columns) row[this.x] = { sign, ink: this.ink, ground: this.ground, flags: this.flags };
      this.x++;
    }
    this.touch(this.y, this.y + 1);
  }

  obey(letter, text) {
    const numbers = text.split(";").map((each) => parseInt(each, 10) || 0);
    const by = numbers[0] || 1;
    if (letter === "m") return this.paint(numbers);
    if (letter === "H" || letter === "f") [this.y, this.x] = [by - 1, (numbers[1] || 1) - 1];
    else if (letter === "A") this.y = Math.max(0, this.y - by);
    else if (letter === "B") this.y = Math.min(this.rows - 1, this.y + by);
    else if (letter === "C") this.x += by;
    else if (letter === "D") this.x = Math.max(0, this.x - by);
    else if (letter === "G") this.x = by - 1;
    else if (letter === "K") this.blank(this.y, this.x);
    else if (letter === "J") for (let y = 0; y < this.rows; y++) this.blank(y, 0);
    return undefined;
  }

  blank(y, from) {
    const row = this.cells[y] ?? [];
    for (let x = from; x < row.length; x++) row[x] = { sign: " ", ink: this.ink, ground: this.ground, flags: 0 };
    this.touch(y, y + 1);
  }

  paint(numbers) {
    for (let n = 0; n < numbers.length; n++) {
      const code = numbers[n];
      if (code === 0) Object.assign(this, { ink: INK, ground: GROUND, flags: 0 });
      else if (FLAGS[code]) this.flags |= FLAGS[code];
      else if (UNFLAGS[code]) this.flags &= ~UNFLAGS[code];
      else if (code === 39) this.ink = INK;
      else if (code === 49) this.ground = GROUND;
      else if (code === 38 || code === 48) {
        const full = numbers[n + 1] === 2;
        const colour = full ? `rgb(${numbers.slice(n + 2, n + 5).join(" ")})` : indexed(numbers[n + 2]);
        this[code === 38 ? "ink" : "ground"] = colour;
        n += full ? 4 : 2;
      } else if (code >= 30 && code < 38) this.ink = BASIC[code - 30];
      else if (code >= 40 && code < 48) this.ground = BASIC[code - 40];
      else if (code >= 90 && code < 98) this.ink = BASIC[code - 82];
      else if (code >= 100 && code < 108) this.ground = BASIC[code - 92];
    }
  }

  touch(from, to) {
    for (let y = from; y < to; y++) this.stale.add(y);
    this.frame ??= requestAnimationFrame(() => this.draw());
  }

  draw() {
    this.frame = null;
    for (const y of this.stale) if (y < this.rows) this.drawRow(y);
    this.stale.clear();
    clearTimeout(this.mirrored);
    this.mirrored = setTimeout(() => (this.mirror.textContent = this.text()), 120);
  }

  drawRow(y) {
    const { pen, wide, high } = this;
    const row = this.cells[y];
    const top = y * high;
    for (let x = 0; x < row.length; ) {
      const ground = behind(row[x]);
      let end = x + 1;
      while (end < row.length && behind(row[end]) === ground) end++;
      pen.fillStyle = ground;
      pen.fillRect(x * wide, top, (end - x) * wide, high);
      x = end;
    }
    pen.textBaseline = "middle";
    row.forEach((cell, x) => this.drawCell(cell, x * wide, top));
  }

  drawCell(cell, left, top) {
    const { pen, wide, high, size, scale } = this;
    const { sign, flags } = cell;
    if (sign === " " && !(flags & (UNDER | STRIKE))) return;
    pen.fillStyle = flags & REVERSE ? cell.ground : cell.ink;
    pen.globalAlpha = flags & DIM ? 0.65 : 1;
    if (!this.drawShape(sign, left, top)) {
      pen.font = `${flags & ITALIC ? "italic " : ""}${flags & BOLD ? "bold " : ""}${size * scale}px ${FACE}`;
      pen.fillText(sign, left, top + high / 2, wide * 1.02);
    }
    const thin = Math.max(1, Math.round(scale));
    if (flags & UNDER) pen.fillRect(left, top + high - 2 * thin, wide, thin);
    if (flags & STRIKE) pen.fillRect(left, top + Math.round(high / 2), wide, thin);
    pen.globalAlpha = 1;
  }

  drawShape(sign, left, top) {
    const { pen, wide, high } = this;
    const code = sign.codePointAt(0);
    if (code < 0x2500 || code > 0x28ff) return false;
    if (LINES[sign]) {
      this.drawLines(LINES[sign], left, top);
      return true;
    }
    if (BLOCKS[sign]) {
      const [x, y, w, h] = BLOCKS[sign];
      const [a, b] = [Math.round((x * wide) / 8), Math.round((y * high) / 8)];
      pen.fillRect(left + a, top + b, Math.round(((x + w) * wide) / 8) - a, Math.round(((y + h) * high) / 8) - b);
      return true;
    }
    if (SHADES[sign]) {
      pen.globalAlpha = SHADES[sign];
      pen.fillRect(left, top, wide, high);
      return true;
    }
    if (code < 0x2800) return false;
    const dot = Math.max(1, Math.round(wide / 4));
    for (let bit = 0; bit < 8; bit++) {
      if (!((code >> bit) & 1)) continue;
      const [column, row] = bit < 6 ? [Math.floor(bit / 3), bit % 3] : [bit - 6, 3];
      pen.fillRect(left + Math.round((column * 0.5 + 0.14) * wide), top + Math.round((row * 0.25 + 0.06) * high), dot, dot);
    }
    return true;
  }

  drawLines(ways, left, top) {
    const { pen, wide, high, scale } = this;
    const thin = Math.max(1, Math.round(scale));
    const [x, y] = [left + Math.floor((wide - thin) / 2), top + Math.floor((high - thin) / 2)];
    [...ways].forEach((weight, way) => {
      if (weight === "0") return;
      const more = weight === "2" ? thin : 0;
      if (way === 0) pen.fillRect(left, y - more, x - left + thin, thin + 2 * more);
      if (way === 1) pen.fillRect(x - more, top, thin + 2 * more, y - top + thin);
      if (way === 2) pen.fillRect(x, y - more, left + wide - x, thin + 2 * more);
      if (way === 3) pen.fillRect(x - more, y, thin + 2 * more, top + high - y);
    });
  }
}

function behind(cell) {
  return cell.flags & REVERSE ? cell.ink : cell.ground;
}

function indexed(number) {
  if (number < 16) return BASIC[number];
  if (number > 231) return `rgb(${Array(3).fill(8 + (number - 232) * 10).join(" ")})`;
  const part = (by) => [0, 95, 135, 175, 215, 255][Math.floor((number - 16) / by) % 6];
  return `rgb(${part(36)} ${part(6)} ${part(1)})`;
}
