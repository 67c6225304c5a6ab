import { describe, expect, it } from "vitest";
import type { LaunchLine } from "../../../../companion/commands/install/launch-line.ts";
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
