/** Rounds in which every contender has its turn, each round beginning with another one. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type Against, type Figure, figure, type Target } from "./figure.ts";

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
  /** Done before every run, in front of its own preparation, and not measured. */
  readonly between: () => Promise<void>;
}

/** Lets all run in turns and sums them up, the product first. */
export async function inTurns({ product, others, rounds, unit, inUnit, between }: Turns): Promise<Figure[]> {
  const contenders = [product, ...others];
  const values = new Map(contenders.map((one): [Contender, number[]] => [one, []]));
  // The round before the first warms everybody's caches and does not count.
  for (let round = -1; round < rounds; round += 1) {
    const turns = [...contenders];
    turns.push(...turns.splice(0, Math.max(round, 0) % turns.length));
    for (const contender of turns) {
      await between();
      await contender.prepare?.();
      // Nobody pays for what was written before its turn: a file of 256 MiB takes the disk a second (measured: 6 %).
      await run("sync");
      const value = inUnit(await contender.run());
      process.stderr.write(`${contender.name}: ${value.toFixed(1)} ${unit}\n`);
      if (round >= 0) values.get(contender)?.push(value);
    }
  }
  const against = others.map(
    (other): Against => ({
      to: other.name,
      values: values.get(other) ?? [],
      ...(other.target === undefined ? {} : { target: other.target }),
    }),
  );
  return [
    figure(product.name, unit, values.get(product) ?? [], ...against),
    ...others.map((other) => figure(other.name, unit, values.get(other) ?? [])),
  ];
}
