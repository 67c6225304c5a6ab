/**
 * Before a test is tried again, what its first try had companions receive is deleted: the same picture would be "already on
 * your computer", and another of its name would get a number.
 */

import { readdir, rm } from "node:fs/promises";
import path from "node:path";
import { beforeEach } from "vitest";
import { openHomes } from "./companion-process.ts";

/** What lay in each inbox before the first try of the test that runs. */
const before = new Map<string, ReadonlySet<string>>();

beforeEach(async ({ task }) => {
  const isAgain = (task.result?.retryCount ?? 0) > 0;
  for (const home of openHomes) {
    const inbox = path.join(home, "Inbox");
    const names = await readdir(inbox).catch(() => []);
    if (!isAgain) before.set(inbox, new Set(names));
    else
      for (const name of names.filter((one) => !before.get(inbox)?.has(one)))
        await rm(path.join(inbox, name), { recursive: true, force: true });
  }
});
