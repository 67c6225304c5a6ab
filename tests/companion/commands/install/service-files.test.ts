import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, it } from "vitest";
import type { LaunchLine } from "../../../../companion/commands/install/launch-line.ts";
import { uninstall } from "../../../../companion/commands/install/service.ts";
import {
  launchAgent,
  systemdUnit,
  windowsScript,
  windowsTask,
} from "../../../../companion/commands/install/service-files.ts";
import { serviceManager } from "../../../../companion/commands/install/service-manager.ts";

const LINE: LaunchLine = {
  node: "/opt/node 24/node",
  script: '/opt/50%/"pagewire"',
  words: ["start", "--home", String.raw`/srv/$HOME\a & b<c>`],
  path: "/usr/bin:/50%",
};

describe("what starts Pagewire by itself", () => {
  it("is a systemd unit in which nothing of the words is read as anything else", () => {
    const lines = systemdUnit(LINE).split("\n");
    expect(lines).toContain(
      String.raw`ExecStart="/opt/node 24/node" "/opt/50%%/\"pagewire\"" "start" "--home" "/srv/$$HOME\\a & b<c>"`,
    );
    expect(lines).toContain('Environment="PATH=/usr/bin:/50%%"');
  });

  it("is restarted when it crashes, not when it was stopped, and not where that is hopeless", () => {
    const unit = systemdUnit(LINE);
    expect(unit).toMatch(/^Restart=on-failure$/m);
    expect(unit).toMatch(/^RestartPreventExitStatus=2 3$/m);
    expect(launchAgent(LINE, "/log")).toMatch(/<key>SuccessfulExit<\/key>\s*<false\/>/);
    const script = windowsScript(LINE, "C:\\log").split("\r\n");
    for (const exit of [0, 2, 3]) expect(script).toContain(`if %errorlevel%==${exit} exit /b ${exit}`);
    expect(script.slice(-2)).toEqual(["goto again", ""]);
  });

  describe.skipIf(process.platform === "win32")("by launchd", () => {
    /** What launchd would run, with a program of Node's in the companion's place. */
    const started = (program: string): ChildProcess => {
      const line = { ...LINE, node: process.execPath, script: "-e", words: [program, "it's", '"$x" & y'] };
      const markup = launchAgent(line, "/log");
      const words = markup.slice(markup.indexOf("<array>"), markup.indexOf("</array>")).split("<string>");
      const [file = "", ...rest] = words
        .slice(1)
        .map((word) => plainText(word.slice(0, word.indexOf("</string>"))));
      return spawn(file, rest, { stdio: ["ignore", "pipe", "inherit"] });
    };

    it.each([
      [0, 0],
      [1, 1],
      [2, 0],
      [3, 0],
      [7, 7],
    ])("is told of an end with %i as %i: what is hopeless is not tried again", async (exit, told) => {
      expect(await once(started(`process.exit(${exit})`), "close")).toEqual([told, null]);
    });

    it("is started with its own words, and is a crash where a signal ends it", async () => {
      const child = started(
        "console.log(JSON.stringify(process.argv.slice(1))); process.kill(process.pid, 'SIGKILL')",
      );
      const [[status], said] = await Promise.all([once(child, "close"), child.stdout && text(child.stdout)]);
      expect(status).not.toBe(0);
      expect(JSON.parse(said ?? "")).toEqual(["it's", '"$x" & y']);
    });

    it("is stopped as it stops by itself, in its own time", async () => {
      const child = started(
        "process.on('SIGTERM', () => setTimeout(() => { console.log('closed'); process.exit(0); }, 300)); console.log('runs'); setInterval(() => {}, 1000)",
      );
      let said = "";
      const closed = once(child, "close");
      for await (const chunk of child.stdout ?? []) {
        said += chunk;
        if (said === "runs\n") child.kill("SIGTERM");
      }
      expect({ said, ended: await closed }).toEqual({ said: "runs\nclosed\n", ended: [0, null] });
    });
  });

  it("keeps no pairing link in a log", () => {
    expect(systemdUnit(LINE)).toMatch(/^StandardOutput=null$/m);
    expect(launchAgent(LINE, "/log")).not.toContain("StandardOutPath");
    expect(windowsScript(LINE, "C:\\log")).toContain(" >nul 2>>");
  });

  it("is markup in which nothing of the words is read as markup", () => {
    const agent = launchAgent(LINE, "/log");
    expect(agent).toContain("<string>/opt/50%/&quot;pagewire&quot;</string>");
    expect(agent).toContain(String.raw`<string>/srv/$HOME\a &amp; b&lt;c&gt;</string>`);
    expect(windowsTask("C:\\A & B\\startup.cmd", "PC\\Ada")).toContain(
      "/d /c &quot;C:\\A &amp; B\\startup.cmd&quot;",
    );
    expect(windowsScript(LINE, "C:\\log")).toContain("50%%");
  });

  it.each(["linux", "darwin", "win32"] as const)("leaves no file behind on %s", async (platform) => {
    const folder = await mkdtemp(path.join(tmpdir(), "pagewire-service-"));
    try {
      const environment = { XDG_CONFIG_HOME: folder, LOCALAPPDATA: folder, USERNAME: "ada" };
      const manager = serviceManager(platform, environment);
      const names = manager.filesFor(LINE).map(({ file }) => path.join(folder, path.basename(file)));
      expect(manager.files).toEqual(manager.filesFor(LINE).map(({ file }) => file));
      for (const file of names) await writeFile(file, "x");
      // None of the system's programs is run here.
      await uninstall({ ...manager, file: names.at(-1) ?? "", files: names, uninstall: [], afterwards: [] });
      expect(await readdir(folder)).toEqual([]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("lies where each system looks for it", () => {
    expect(serviceManager("linux", { XDG_CONFIG_HOME: "/settings" }).file).toBe(
      "/settings/systemd/user/pagewire.service",
    );
    expect(serviceManager("linux", { XDG_CONFIG_HOME: "settings" }).file).toMatch(
      /^\/.*\/\.config\/systemd\/user\/pagewire\.service$/,
    );
    expect(serviceManager("darwin", {}).file).toMatch(
      /\/Library\/LaunchAgents\/org\.pagewire\.companion\.plist$/,
    );
    const windows = serviceManager("win32", { LOCALAPPDATA: "/local", USERDOMAIN: "PC", USERNAME: "ada" });
    const [script, task] = windows.filesFor(LINE);
    expect(script?.file).toBe("/local/Pagewire/startup.cmd");
    expect(task).toMatchObject({ file: windows.file, encoding: "utf16le" });
    expect(task?.content).toMatch(/^\ufeff<\?xml version="1\.0" encoding="UTF-16"\?>/);
    expect(task?.content).toContain("<UserId>PC\\ada</UserId>");
  });
});

function plainText(markup: string): string {
  return markup
    .replaceAll("&quot;", '"')
    .replaceAll("&gt;", ">")
    .replaceAll("&lt;", "<")
    .replaceAll("&amp;", "&");
}
