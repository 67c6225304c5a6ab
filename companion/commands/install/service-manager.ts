/** What starts programs by itself on this system: which files it reads, and how it is told of them. */

import { homedir, userInfo } from "node:os";
import path from "node:path";
import type { LaunchLine } from "./launch-line.ts";
import {
  LAUNCHD_LABEL,
  launchAgent,
  SYSTEMD_UNIT,
  systemdUnit,
  windowsScript,
  windowsTask,
} from "./service-files.ts";

type Line = readonly [program: string, ...words: string[]];

export interface ServiceFile {
  readonly file: string;
  readonly content: string;
  readonly encoding: "utf8" | "utf16le";
}

export interface ServiceManager {
  /** The file that says whether it is installed. */
  readonly file: string;
  /** All of its files. */
  readonly files: readonly string[];
  /** What is in them, that one last. */
  filesFor(line: LaunchLine): readonly ServiceFile[];
  /** What is run once the files are there. */
  readonly install: readonly Line[];
  /** What is run while they still are; that it fails is no obstacle. */
  readonly uninstall: readonly Line[];
  /** And what when they are gone. */
  readonly afterwards: readonly Line[];
}

const TASK = "Pagewire";
/** How a text file says on Windows which encoding it has. */
const BYTE_ORDER_MARK = "\ufeff";

/** The system's own; every other system than macOS and Windows is taken for one with systemd. */
export function serviceManager(
  platform: NodeJS.Platform = process.platform,
  environment: NodeJS.ProcessEnv = process.env,
): ServiceManager {
  if (platform === "darwin") return launchd();
  if (platform === "win32") return taskScheduler(environment);
  return systemd(environment);
}

function systemd({ XDG_CONFIG_HOME: named }: NodeJS.ProcessEnv): ServiceManager {
  const settings = named && path.isAbsolute(named) ? named : path.join(homedir(), ".config");
  const file = path.join(settings, "systemd", "user", SYSTEMD_UNIT);
  const systemctl = (...words: string[]): Line => ["systemctl", "--user", ...words];
  return {
    file,
    files: [file],
    filesFor: (line) => [{ file, content: systemdUnit(line), encoding: "utf8" }],
    install: [systemctl("daemon-reload"), systemctl("enable", "--now", SYSTEMD_UNIT)],
    uninstall: [systemctl("disable", "--now", SYSTEMD_UNIT)],
    afterwards: [systemctl("daemon-reload")],
  };
}

function launchd(): ServiceManager {
  const library = path.join(homedir(), "Library");
  const file = path.join(library, "LaunchAgents", `${LAUNCHD_LABEL}.plist`);
  const log = path.join(library, "Logs", "Pagewire.log");
  const session = `gui/${userInfo().uid}`;
  return {
    file,
    files: [file],
    filesFor: (line) => [{ file, content: launchAgent(line, log), encoding: "utf8" }],
    install: [["launchctl", "bootstrap", session, file]],
    uninstall: [["launchctl", "bootout", `${session}/${LAUNCHD_LABEL}`]],
    afterwards: [],
  };
}

function taskScheduler({ LOCALAPPDATA, USERDOMAIN, USERNAME }: NodeJS.ProcessEnv): ServiceManager {
  const folder = path.join(LOCALAPPDATA || path.join(homedir(), "AppData", "Local"), "Pagewire");
  const file = path.join(folder, "startup-task.xml");
  const script = path.join(folder, "startup.cmd");
  const user = [USERDOMAIN, USERNAME || userInfo().username].filter(Boolean).join("\\");
  return {
    file,
    files: [script, file],
    filesFor: (line) => [
      { file: script, content: windowsScript(line, path.join(folder, "startup.log")), encoding: "utf8" },
      { file, content: BYTE_ORDER_MARK + windowsTask(script, user), encoding: "utf16le" },
    ],
    install: [
      ["schtasks", "/Create", "/F", "/TN", TASK, "/XML", file],
      ["schtasks", "/Run", "/TN", TASK],
    ],
    uninstall: [
      ["schtasks", "/End", "/TN", TASK],
      ["schtasks", "/Delete", "/F", "/TN", TASK],
    ],
    afterwards: [],
  };
}
