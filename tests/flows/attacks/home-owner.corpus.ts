import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  ATTACKER,
  COMMAND,
  canBeOthers,
  openSharedFolder,
  runAs,
  type SharedFolder,
  VICTIM,
} from "../../support/other-users.ts";

const COMPANION = path.dirname(COMMAND);
/** Prepares each home that it is told of and reads its settings, as a start does, and says what came of it. */
const PREPARE = `
  await import(${JSON.stringify(path.join(COMPANION, "../shared/texts/whole-english.ts"))});
  const { homeAt } = await import(${JSON.stringify(path.join(COMPANION, "home/home.ts"))});
  const { prepareHome } = await import(${JSON.stringify(path.join(COMPANION, "home/home-folders.ts"))});
  const { readConfig } = await import(${JSON.stringify(path.join(COMPANION, "config.ts"))});
  const outcome = (home) => {
    try {
      prepareHome(home);
      readConfig(home.config);
      return "fine";
    } catch (error) {
      return error.code + ": " + error.message;
    }
  };
  console.log(JSON.stringify(process.argv.slice(1).map((root) => outcome(homeAt(root)))));
`;
const CONFIG = JSON.stringify({ onReceived: ["/srv/evil"] });

describe.skipIf(!canBeOthers())("another user of the computer", () => {
  let shared: SharedFolder;
  beforeAll(() => {
    shared = openSharedFolder();
  });
  afterAll(() => shared.remove());

  /** A home that the victim has used already. */
  function used(): string {
    const home = path.join(shared.folderOf(VICTIM, 0o755), "Pagewire");
    expect(prepared(home)).toEqual(["fine"]);
    return home;
  }

  function prepared(...homes: readonly string[]): unknown {
    const words = [process.execPath, "--input-type=module", "--eval", PREPARE, ...homes];
    const { stdout, stderr } = runAs(VICTIM, words);
    return stdout === "" ? stderr : JSON.parse(stdout);
  }

  function owned(uid: number, place: string, mode: number, text?: string): void {
    if (text === undefined) mkdirSync(place);
    else writeFileSync(place, text);
    chmodSync(place, mode);
    chownSync(place, uid, uid);
  }

  const foreign = `belongs to another user (uid ${ATTACKER})`;
  /** What is wrong with a home, how it comes about, and what is said of it. */
  const WRONGS: readonly (readonly [string, string, () => string])[] = [
    [
      "a home that the attacker has made for everybody, with settings in it",
      foreign,
      () => {
        const home = shared.folderOf(ATTACKER, 0o777);
        runAs(ATTACKER, ["sh", "-c", `echo '${CONFIG}' > ${home}/config.json`]);
        return home;
      },
    ],
    [
      "a folder of the victim's own that everybody may write into, and the attacker has",
      "(mode 777): look through it and run `chmod go-w ",
      () => {
        const home = shared.folderOf(VICTIM, 0o777);
        expect(runAs(ATTACKER, ["sh", "-c", `echo '${CONFIG}' > ${home}/config.json`]).status).toBe(0);
        return home;
      },
    ],
    [
      "settings that the attacker put into a home while it was open to its group",
      `config_wrong: `,
      () => {
        const home = used();
        chmodSync(home, 0o777);
        expect(runAs(ATTACKER, ["sh", "-c", `echo '${CONFIG}' > ${home}/config.json`]).status).toBe(0);
        return home;
      },
    ],
    [
      "settings that the attacker put into a home that is open as /tmp is",
      "config_wrong: ",
      () => {
        const home = shared.folderOf(VICTIM, 0o1777);
        expect(runAs(ATTACKER, ["sh", "-c", `echo '${CONFIG}' > ${home}/config.json`]).status).toBe(0);
        return home;
      },
    ],
    [
      "settings that everybody may write",
      "can be changed by other users (mode 666)",
      () => {
        const home = used();
        owned(VICTIM, path.join(home, "config.json"), 0o666, "{}");
        return home;
      },
    ],
    [
      "settings that are a link into a folder of the attacker's",
      foreign,
      () => {
        const home = used();
        const elsewhere = shared.folderOf(ATTACKER, 0o755);
        owned(VICTIM, path.join(elsewhere, "config.json"), 0o644, "{}");
        symlinkSync(path.join(elsewhere, "config.json"), path.join(home, "config.json"));
        return home;
      },
    ],
    [
      "a home in a folder of the attacker's",
      "who could replace what is in it",
      () => {
        const home = path.join(shared.folderOf(ATTACKER, 0o755), "Pagewire");
        owned(VICTIM, home, 0o700);
        return home;
      },
    ],
    [
      "a home that is not there yet, in a folder that everybody may write into",
      "can be changed by other users (mode 777)",
      () => path.join(shared.folderOf(VICTIM, 0o777), "not", "yet"),
    ],
    [
      "a link of the attacker's to the victim's home",
      foreign,
      () => {
        const link = path.join(shared.place, "link");
        expect(runAs(ATTACKER, ["ln", "-s", used(), link]).status).toBe(0);
        return link;
      },
    ],
    [
      "keys of the attacker's",
      foreign,
      () => {
        const home = used();
        owned(ATTACKER, path.join(home, ".state/keys.json"), 0o644, "{}");
        return home;
      },
    ],
    [
      "keys that everybody may write",
      "can be changed by other users (mode 666)",
      () => {
        const home = used();
        owned(VICTIM, path.join(home, ".state/keys.json"), 0o666, "{}");
        return home;
      },
    ],
    [
      "a journal that the database would take in",
      foreign,
      () => {
        const home = used();
        chmodSync(home, 0o755);
        chmodSync(path.join(home, ".state"), 0o777);
        const planted = path.join(home, ".state/index.sqlite-wal");
        expect(runAs(ATTACKER, ["sh", "-c", `echo x > ${planted}`]).status).toBe(0);
        return home;
      },
    ],
    [
      "an Inbox that leads into a folder of the attacker's",
      foreign,
      () => {
        const home = used();
        rmSync(path.join(home, "Inbox"), { recursive: true });
        symlinkSync(shared.folderOf(ATTACKER, 0o777), path.join(home, "Inbox"));
        return home;
      },
    ],
  ];

  it("can't make a home that is used: each is refused in one line, which names the place", () => {
    const homes = WRONGS.map(([, , make]) => make());
    const said = prepared(...homes);
    expect(said).toHaveLength(WRONGS.length);
    for (const [index, [what, words]] of WRONGS.entries()) {
      const sentence: unknown = Reflect.get(Object(said), index);
      expect(sentence, what).toContain(words);
      expect(sentence, what).toMatch(/^(?:home_unusable|config_wrong): \/[^\n]+\.$/);
    }
    // What was in the way of nothing was not made.
    expect(existsSync(path.dirname(homes[7] ?? ""))).toBe(false);
  });

  it("has no program run by it, and its companion is told nothing: start, commands and doctor", () => {
    const [, , make] = WRONGS[0] ?? [];
    const home = make?.() ?? "";
    const run = (...words: string[]) => runAs(VICTIM, [process.execPath, COMMAND, ...words, "--home", home]);
    for (const words of [["start", "--port", "0"], ["status"], ["inbox"]]) {
      const { status, stderr, stdout } = run(...words);
      expect(stderr).toContain(`${home} ${foreign}`);
      expect(stderr.trim().split("\n")).toHaveLength(1);
      expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    }
    const { status, stdout } = run("doctor");
    expect(status).toBe(1);
    expect(stdout).toContain(`FAIL  home: ${home} ${foreign}`);
    expect(stdout).toContain(`FAIL  config: ${home} ${foreign}`);
    expect(stdout).toContain("FAIL  companion: not asked for in this home folder");
    expect(readdirSync(home)).toEqual(["config.json"]);
    // Also where nothing can be looked at.
    runAs(ATTACKER, ["mkdir", "-m", "700", path.join(home, ".state")]);
    expect(run("doctor")).toMatchObject({ status: 1, stdout: expect.stringContaining("FAIL  private: ") });
  });

  it("does not get root to work in a folder of its own (`sudo`)", () => {
    const home = shared.folderOf(ATTACKER);
    const { status, stderr } = runAs(0, [process.execPath, COMMAND, "start", "--home", home]);
    expect(status).toBe(1);
    expect(stderr).toContain(`${home} ${foreign}`);
    expect(stderr).toContain("run Pagewire as that user");
    expect(readdirSync(home)).toEqual([]);
  });

  it("is not in the way where all share a folder as they share /tmp, or where the system owns what lies above", () => {
    const home = used();
    symlinkSync(shared.folderOf(VICTIM), path.join(home, "link"));
    const linked = path.join(shared.folderOf(VICTIM), "home");
    symlinkSync(home, linked);
    // As the top of a disk is made.
    const sticky = shared.folderOf(VICTIM, 0o1777);
    expect(prepared(home, linked, sticky, sticky)).toEqual(["fine", "fine", "fine", "fine"]);
  });
});
