/** Names the tests that held only at their second try: each is a fault of the program until it is found to be another's. */

import type { Reporter, TestCase } from "vitest/node";

export class SecondTries implements Reporter {
  #told: string[] = [];

  onTestRunStart(): void {
    this.#told = [];
  }

  onTestCaseResult(test: TestCase): void {
    if (!test.diagnostic()?.flaky) return;
    const [first] = test.result().errors ?? [];
    this.#told.push(`  ${test.module.relativeModuleId} > ${test.fullName}\n    ${first?.message ?? ""}`);
  }

  onTestRunEnd(): void {
    if (this.#told.length === 0) return;
    process.stdout.write(`\nHeld only at the second try (${this.#told.length}):\n${this.#told.join("\n")}\n`);
  }
}
