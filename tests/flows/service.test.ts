import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const COMMAND = path.resolve(import.meta.dirname, "../../companion/main.ts");
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "pagewire-service-"));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));

/** Puts a `systemctl` in front of the path that notes what it is asked, and ends as it is told. */
async function fakeManager(status: number): Promise<string> {
  const tools = path.join(folder, "tools");
  await mkdir(tools);
  const file = path.join(tools, "systemctl");
  await writeFile(
    file,
    `#!/bin/sh\necho "$@" >> '${folder}/asked'\n[ ${status} = 0 ] || echo 'No bus.' >&2\nexit ${status}\n`,
  );
  await chmod(file, 0o755);
  return tools;
}

async function service(words: readonly string[], tools = "") {
  const environment = { ...process.env, XDG_CONFIG_HOME: path.join(folder, "settings"), LANG: "C" };
  const PATH = [tools, process.env.PATH].filter(Boolean).join(path.delimiter);
  const child = spawn(
    process.execPath,
    [COMMAND, "service", ...words, "--home", path.join(folder, "ho me")],
    {
      env: { ...environment, PATH },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  const closed = once(child, "close");
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await closed;
  return { status: child.exitCode, stdout, stderr };
}

const unitFile = (): string => path.join(folder, "settings/systemd/user/pagewire.service");
const asked = (): string[] => readFileSync(path.join(folder, "asked"), "utf8").trim().split("\n");

describe.runIf(process.platform === "linux")("pagewire service", () => {
  it.runIf(hasSystemd)("prints a unit that systemd has nothing to say against", async () => {
    const { status, stdout } = await service(["install", "--print", "--port", "9000"]);
    expect(status).toBe(0);
    expect(existsSync(unitFile())).toBe(false);
    const unit = path.join(folder, "pagewire-try.service");
    await writeFile(unit, stdout);
    const verify = (file: string) =>
      spawnSync("systemd-analyze", ["--user", "verify", file], {
        encoding: "utf8",
        env: { ...process.env, XDG_RUNTIME_DIR: folder },
      });
    const { status: verified, stderr } = verify(unit);
    // What it says of other units of this system is no word about ours.
    expect(stderr.split("\n").filter((line) => line.includes("pagewire-try"))).toEqual([]);
    expect(verified).toBe(0);
    const broken = path.join(folder, "pagewire-broken.service");
    await writeFile(broken, stdout.replace("ExecStart=", "ExecStart=/not/there "));
    expect(verify(broken).stderr).toContain("pagewire-broken");
  });

  it("is installed, says so, and is gone again", async () => {
    const tools = await fakeManager(0);
    expect(await service(["status", "--json"], tools)).toMatchObject({
      status: 0,
      stdout: '{"installed":false,"running":false,"file":null}\n',
    });
    const installed = await service(["install"], tools);
    expect(installed.stderr).toContain(unitFile());
    expect(readFileSync(unitFile(), "utf8")).toContain(`"start" "--home" "${path.join(folder, "ho me")}"`);
    expect(asked()).toEqual(["--user daemon-reload", "--user enable --now pagewire.service"]);
    expect(JSON.parse((await service(["status", "--json"], tools)).stdout)).toMatchObject({
      installed: true,
    });
    await service(["uninstall"], tools);
    expect(existsSync(unitFile())).toBe(false);
    expect(asked().slice(2)).toEqual(["--user disable --now pagewire.service", "--user daemon-reload"]);
  });

  it("leaves nothing behind where the system refuses, and says what it said", async () => {
    const tools = await fakeManager(1);
    const refused = await service(["install"], tools);
    expect(refused.status).toBe(1);
    expect(refused.stderr).toContain("refused “systemctl --user daemon-reload” (No bus.)");
    expect(existsSync(unitFile())).toBe(false);
  });
});
