/** Makes tests of cases: one desktop for all of a file, one test a page. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsOf } from "./judge.ts";
import type { PageCase } from "./page-case.ts";
import { runCase } from "./run-case.ts";
import { openStage, type Stage } from "./stage.ts";

/** All cases with one permission; cases that have another are another file's. */
export function corpusOf(permission: PageCase["permission"], cases: readonly PageCase[]): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(permission);
  });
  afterAll(() => stage?.close());
  describe("a picture comes as the page shows it, or it is told what came instead", () => {
    const rows = cases.filter((row) => row.permission === permission);
    it.each(rows.map((row) => [row.no, row.title, row] as const))("%s: %s", async (_no, _title, row) => {
      for (const clicked of await runCase(stage, row)) {
        expect((await complaintsOf(clicked, row.expect)).join("\n")).toBe("");
      }
    });
  });
}
