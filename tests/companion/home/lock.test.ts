import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { HomeUnusable } from "../../../companion/home/home.ts";
import { AlreadyRunning, isLocked, takeLock } from "../../../companion/home/lock.ts";
import { errorCode } from "../../../companion/process/system-error.ts";

let file: string;
beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), "pagewire-lock-")), "lock.sqlite");
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

describe("the lock of a home folder", () => {
  it("is held once, seen by those who only look, and free after its release", () => {
    expect(isLocked(file)).toBe(false);
    const lock = takeLock(file);
    expect(isLocked(file)).toBe(true);
    expect(() => takeLock(file)).toThrow(AlreadyRunning);
    lock.release();
    expect(isLocked(file)).toBe(false);
    takeLock(file).release();
  });

  it("is not taken for held where its file is something else", () => {
    writeFileSync(file, "no database, but long enough to be looked at ".repeat(100));
    expect(isLocked(file)).toBe(false);
    expect(() => takeLock(file)).toThrow(HomeUnusable);
  });

  it("is told from other failures by SQLite's code and not by its words", () => {
    const failed = (message: string, errcode: number): Error =>
      Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errcode });
    expect(errorCode(failed("in other words", 5))).toBe("EBUSY");
    // The code of a database that is busy because it is being recovered.
    expect(errorCode(failed("in other words", 261))).toBe("EBUSY");
    expect(errorCode(failed("database is locked", 1))).toBe("ERR_SQLITE_ERROR");
  });
});
