// The line to the host: it mends itself, and asks again for what was not answered. docs/seminar.md says what goes over it.

const FINAL = new Set(["code", "name", "seat", "full", "version", "gone", "key", "table"]);

export class Line {
  // `hear` is told of whatever comes unasked, `state` that the line is up, down or refused.
  constructor(greeting, hear, state) {
    Object.assign(this, { greeting, hear, state, asked: new Map(), count: 0, tries: 0, over: false });
    this.name = crypto.getRandomValues(new Uint32Array(2)).join("-");
    this.open();
  }

  open() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = (this.socket = new WebSocket(`${scheme}://${location.host}/socket`));
    this.up = false;
    socket.onopen = () => socket.send(JSON.stringify({ ...this.greeting, id: "hello", do: "hello", protocol: 1, have: this.have }));
    socket.onmessage = (event) => this.take(JSON.parse(event.data));
    socket.onclose = () => this.lost();
  }

  take(message) {
    if (message.re === "hello" && !this.up) return this.entered(message);
    if (message.re !== undefined) {
      const waiting = this.asked.get(message.re);
      this.asked.delete(message.re);
      return waiting?.done(message);
    }
    if (message.t === "frame") this.have = message.n;
    if (message.t === "gone") this.over = true;
    return this.hear(message);
  }

  entered(message) {
    if (message.error) {
      this.over = FINAL.has(message.error.kind);
      this.state("refused", message.error);
      return;
    }
    this.up = true;
    this.tries = 0;
    if (message.token) this.greeting = { token: message.token };
    this.state("up", message);
    for (const { request } of this.asked.values()) this.socket.send(JSON.stringify(request));
  }

  lost() {
    this.up = false;
    if (this.over) return;
    this.state("down");
    const wait = Math.min(500 * 2 ** this.tries++, 15000);
    setTimeout(() => this.open(), wait * (0.5 + Math.random() / 2));
  }

  ask(what, more = {}) {
    const request = { ...more, do: what, id: `${this.name}-${++this.count}` };
    return new Promise((done) => {
      this.asked.set(request.id, { request, done });
      if (this.up) this.socket.send(JSON.stringify(request));
    });
  }

  close() {
    this.over = true;
    this.socket.close();
  }
}
