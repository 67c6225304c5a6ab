/** Rounds in which every contender has its turn, each round beginning with another one. */

/** One way to do a thing; a run says how it went in the measurement's unit. */
export interface Contender {
  readonly name: string;
  /** Runs once and resolves with milliseconds. */
  run(): Promise<number>;
}

/**
 * What each contender took, round by round. `between` is called before every run and is not measured: it removes what
 * the run before has left, so that nobody pays for another's files.
 */
export async function inTurns(
  contenders: readonly Contender[],
  rounds: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<Map<string, number[]>> {
  const took = new Map(contenders.map(({ name }): [string, number[]] => [name, []]));
  // The round before the first warms everybody's caches and does not count.
  for (let round = -1; round < rounds; round += 1) {
    const turns = [...contenders];
    turns.push(...turns.splice(0, Math.max(round, 0) % turns.length));
    for (const contender of turns) {
      await between();
      const ms = await contender.run();
      if (round >= 0) took.get(contender.name)?.push(ms);
      process.stderr.write(`${contender.name}: ${ms.toFixed(0)} ms\n`);
    }
  }
  return took;
}
