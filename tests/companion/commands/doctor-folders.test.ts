import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sending } from "../../../companion/commands/doctor/folders.ts";
import { homeAt } from "../../../companion/home/home.ts";
import { canMount, Mounts } from "../../support/mounted-disk.ts";

const mounts = new Mounts();
let home: ReturnType<typeof homeAt>;
beforeEach(() => {
  home = homeAt(mounts.folder());
  for (const folder of [home.outbox, home.outgoing]) mkdirSync(folder, { recursive: true });
});
afterEach(() => mounts.undo());

describe("doctor on the way from the Outbox", () => {
  it("says that nothing is copied where a second name can be had, and leaves nothing", () => {
    expect(sending(home)).toMatchObject({ ok: true, detail: expect.stringContaining("second name") });
    expect([...readdirSync(home.outbox), ...readdirSync(home.outgoing)]).toEqual([]);
  });

  it.skipIf(!canMount("The test with an Outbox on another disk"))(
    "says that files are copied where it is on another disk",
    () => {
      mounts.memory(1024 * 1024, home.outbox);
      expect(sending(home)).toMatchObject({ ok: true, detail: expect.stringContaining("are copied") });
    },
  );

  it("finds that nothing can be kept, and is at ease with what is not there yet", () => {
    rmSync(home.outgoing, { recursive: true });
    expect(sending(home)).toMatchObject({ ok: true, detail: expect.stringContaining("first start") });
    writeFileSync(home.outgoing, "");
    expect(sending(home)).toMatchObject({ ok: false, detail: expect.stringContaining("can't be put into") });
  });
});
