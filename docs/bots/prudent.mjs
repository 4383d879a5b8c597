// The same player as prudent.py in another language, written from docs/protocol.md alone. Needs Node.js, and nothing else:
// wargame play linchpin --seat PAK=human --seat "CHN=run:node docs/bots/prudent.mjs"
import { createInterface } from "node:readline";

const say = (message) => process.stdout.write(JSON.stringify(message) + "\n");
const sum = (gains) => Object.values(gains).reduce((total, points) => total + points, 0);

let asked = null; // the decision we are thinking about

function worth(forecast) {
  let points = sum(forecast.gains);
  for (const way of forecast.ways) points += (way.odds / 100) * sum(way.gains);
  if (forecast.accepted) points += sum(forecast.accepted.gains);
  return points - 0.01 * forecast.cost.money;
}

function next() {
  const choice = asked.left.shift();
  if (choice) return say({ type: "forecast", n: asked.n, choice: choice.key });
  const reason = asked.worth ? `worth ${asked.worth.toFixed(1)} points at once` : "";
  say({ type: "choose", n: asked.n, choice: asked.best, intent: "look one move ahead", reason });
}

const heard = {
  hello: () => say({ type: "hello", protocol: 1, name: "Prudent" }),
  newgame: () => {},
  decide: (message) => {
    asked = { n: message.n, left: message.choices.slice(0, message.budget), best: message.choices[0].key, worth: -Infinity };
    next();
  },
  forecast: (message) => {
    const found = worth(message);
    if (found > asked.worth) [asked.best, asked.worth] = [message.choice, found];
    next();
  },
  error: (message) => process.stderr.write(`${message.message}\n`),
  bye: () => process.exit(0),
};

createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  heard[message.type]?.(message);
});
