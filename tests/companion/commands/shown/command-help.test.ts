/** The help of every command ends with examples of it. */

import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../../../companion/commands/command-table.ts";
import { endOfHelp } from "../../../../companion/commands/shown/command-help.ts";

const NAMES = COMMANDS.map(({ usage }) => usage.split(" ")[0] ?? "");

describe("the help of a command", () => {
  it.each(NAMES)("ends with an example of %s, and what its statuses say", (name) => {
    const [, examples = ""] = endOfHelp(name).split("Examples:");
    expect(examples).toMatch(new RegExp(`^\\n {2}.*npx pagewire ${name}`));
    expect(examples).toContain("Exit status: 0 ");
  });
});
