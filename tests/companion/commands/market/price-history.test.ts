import { expect, it } from "vitest";
import type { Answer } from "../../../../companion/commands/control/socket.ts";
import { printHistory } from "../../../../companion/commands/market/price-history.ts";
import { NobodyReads } from "../../../../companion/commands/terminal/terminal.ts";
import { reader } from "../../../support/terminal-reader.ts";

const WISH = { resolution: 60, fromSeconds: 0, toSeconds: undefined, isCsv: false } as const;
const PAGES = 5;

/** A companion that has so many pages of one bar each, and how often it was asked. */
function history() {
  let asked = 0;
  const ask = (): Promise<Answer> => {
    const seconds = asked * 60;
    asked += 1;
    const next = asked < PAGES ? { nextSeconds: seconds + 60 } : {};
    return Promise.resolve({ venue: "demo", bars: [[seconds, 1, 1, 1, 1, 1]], ...next });
  };
  const topic = { reply: {}, on: () => undefined, leave: () => undefined, ask };
  return { topic, asked: () => asked };
}

it("prints every page to a reader who reads on", async () => {
  const { topic, asked } = history();
  const { terminal, lines } = reader(undefined, true);
  await printHistory("DEMO", topic, WISH, terminal);
  expect({ asked: asked(), lines: lines.length }).toEqual({ asked: PAGES, lines: PAGES });
});

it("asks for no page that nobody reads", async () => {
  const { topic, asked } = history();
  const { terminal } = reader(undefined, true);
  const gone = { ...terminal, taken: () => Promise.resolve(false) };
  await expect(printHistory("DEMO", topic, WISH, gone)).rejects.toThrow(NobodyReads);
  expect(asked()).toBe(1);
});
