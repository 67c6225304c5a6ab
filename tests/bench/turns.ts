/** Rounds in which every contender has its turn, each round beginning with another one. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import {
  type Against,
  type Figure,
  figure,
  type ProcessorTime,
  type Target,
  withProcessorTime,
} from "./figure.ts";

const run = promisify(execFile);

/** One way to do the same thing. */
export interface Contender {
  readonly name: string;
  /** What the product is to reach against it. */
  readonly target?: Target;
  /** Puts what it takes where it takes it from; not measured. */
  readonly prepare?: () => Promise<void>;
  /** Runs once and resolves with milliseconds. */
  run(): Promise<number>;
}

export interface Turns {
  /** The product's own way, which is held against all others. */
  readonly product: Contender;
  readonly others: readonly Contender[];
  readonly rounds: number;
  readonly unit: string;
  /** A run's milliseconds as the figure's unit. */
  readonly inUnit: (ms: number) => number;
  /** Processor time in milliseconds that the browser and the companion have taken so far. */
  readonly cpu?: { browser(): number; companion(): number };
  /** Done before every run, in front of its own preparation, and not measured. */
  readonly between: () => Promise<void>;
}

/** Lets all run in turns and sums them up, the product first. */
export async function inTurns({
  product,
  others,
  rounds,
  unit,
  inUnit,
  cpu,
  between,
}: Turns): Promise<Figure[]> {
  const contenders = [product, ...others];
  const values = new Map(contenders.map((one): [Contender, number[]] => [one, []]));
  const taken = new Map(contenders.map((one): [Contender, ProcessorTime[]] => [one, []]));
  // The round before the first warms everybody's caches and does not count.
  for (let round = -1; round < rounds; round += 1) {
    const turns = [...contenders];
    turns.push(...turns.splice(0, Math.max(round, 0) % turns.length));
    for (const contender of turns) {
      await between();
      await contender.prepare?.();
      // Nobody pays for what was written before its turn: a file of 256 MiB takes the disk a second (measured: 6 %).
      await run("sync");
      const before = cpu && { browserMs: cpu.browser(), companionMs: cpu.companion() };
      const value = inUnit(await contender.run());
      process.stderr.write(`${contender.name}: ${value.toFixed(1)} ${unit}\n`);
      if (round < 0) continue;
      values.get(contender)?.push(value);
      if (cpu && before)
        taken.get(contender)?.push({
          browserMs: cpu.browser() - before.browserMs,
          companionMs: cpu.companion() - before.companionMs,
        });
    }
  }
  const against = others.map(
    (other): Against => ({
      to: other.name,
      values: values.get(other) ?? [],
      ...(other.target === undefined ? {} : { target: other.target }),
    }),
  );
  return contenders.map((one) => {
    const held = one === product ? against : [];
    return withProcessorTime(figure(one.name, unit, values.get(one) ?? [], ...held), taken.get(one) ?? []);
  });
}
