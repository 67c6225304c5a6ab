import { describe, expect, it } from "vitest";
import { encodable } from "../../../../companion/commands/terminal/printable.ts";
import { jsonLine } from "../../../../companion/process/json-line.ts";
import { isUtf8Locale } from "../../../../companion/process/locale.ts";

/** As UTF-8 this holds the bytes 9D and 9C: in a terminal of one byte a character they set its title. */
const DISGUISED = "Ý0;titleÜ";

describe("text for a terminal that reads no UTF-8", () => {
  it("holds no byte that is a command there: lines are plain, and JSON says the same", () => {
    expect(encodable({ isTTY: true }, DISGUISED, false)).toBe("?0;title?");
    const line = jsonLine({ title: DISGUISED }, false);
    expect(line).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(line)).toEqual({ title: DISGUISED });
  });

  it("stays as it is for a program, and where UTF-8 is read", () => {
    expect(encodable({}, DISGUISED, false)).toBe(DISGUISED);
    expect(encodable({ isTTY: true }, DISGUISED, true)).toBe(DISGUISED);
    expect(jsonLine({ title: DISGUISED }, true)).toBe(`{"title":"${DISGUISED}"}`);
  });
});

describe("the locale", () => {
  it.each([
    [{ LC_ALL: "C", LANG: "de_DE.UTF-8" }, false],
    [{ LC_ALL: "", LC_CTYPE: "en_US.utf8", LANG: "C" }, true],
    [{ LANG: "C.UTF-8" }, true],
    [{ LANG: "de_DE.ISO-8859-1" }, false],
    [{}, false],
  ])("of %j reads UTF-8: %s", (environment, isUtf8) => {
    expect(isUtf8Locale(environment, "linux")).toBe(isUtf8);
  });

  it("does not matter on Windows", () => {
    expect(isUtf8Locale({ LC_ALL: "C" }, "win32")).toBe(true);
  });
});
