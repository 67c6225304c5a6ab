/** What the systems are told so that Pagewire starts by itself: a systemd user unit, a launchd agent, a Windows task. */

import type { LaunchLine } from "./launch-line.ts";

/** A crash is followed by a start after this, */
const RESTART_PAUSE_SECONDS = 2;
/** and five within a minute by none: what is broken stays so. */
const MOST_RESTARTS = 5;
const RESTARTS_WITHIN_SECONDS = 60;
/** Wrong usage, and a companion that runs already: trying again changes nothing (`Exit` in the terminal's room). */
const HOPELESS_EXITS = [2, 3];

export const SYSTEMD_UNIT = "pagewire.service";
export const LAUNCHD_LABEL = "org.pagewire.companion";

/**
 * The pairing link on standard output is for whoever has typed the command: no journal keeps it. What is said to people
 * goes into the journal.
 */
export function systemdUnit({ node, script, words, path }: LaunchLine): string {
  return `[Unit]
Description=Pagewire, which wires the browser to this computer
StartLimitIntervalSec=${RESTARTS_WITHIN_SECONDS}
StartLimitBurst=${MOST_RESTARTS}

[Service]
Type=exec
Environment=${unitWord(`PATH=${path}`)}
ExecStart=${[node, script, ...words].map((word) => unitWord(word).replaceAll("$", "$$$$")).join(" ")}
StandardOutput=null
StandardError=journal
Restart=on-failure
RestartSec=${RESTART_PAUSE_SECONDS}
RestartPreventExitStatus=${HOPELESS_EXITS.join(" ")}

[Install]
WantedBy=default.target
`;
}

/** In quotes, with what systemd would take for something else. */
function unitWord(word: string): string {
  const escaped = word.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  return `"${escaped.replaceAll("%", "%%")}"`;
}

/**
 * launchd knows no exit status beside 0 after which it starts nothing again: where trying again is hopeless this says 0 to it.
 * Whoever stops the job stops what it runs, and waits for that.
 */
const LAUNCHD_SCRIPT = [
  `trap 'kill -TERM "$child"' TERM`,
  '"$@" & child=$!',
  'wait "$child"; status=$?',
  'while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done',
  `case $status in ${HOPELESS_EXITS.join("|")}) exit 0 ;; *) exit "$status" ;; esac`,
].join("; ");

/** launchd leaves standard output nowhere unless it is told where. */
export function launchAgent({ node, script, words, path }: LaunchLine, logFile: string): string {
  const text = (word: string): string => `<string>${markup(word)}</string>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key>
  ${text(LAUNCHD_LABEL)}
  <key>ProgramArguments</key>
  <array>
    ${["/bin/sh", "-c", LAUNCHD_SCRIPT, "pagewire", node, script, ...words].map(text).join("\n    ")}
  </array>
  <key>EnvironmentVariables</key>
  <dict>
    <key>PATH</key>
    ${text(path)}
  </dict>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ProcessType</key>
  <string>Interactive</string>
  <key>StandardErrorPath</key>
  ${text(logFile)}
</dict>
</plist>
`;
}

/** A task restarts no program that has crashed: this script does, and ends with the companion that was stopped. */
export function windowsScript({ node, script, words }: LaunchLine, logFile: string): string {
  const line = [node, script, ...words].map(batchWord).join(" ");
  const ends = [0, ...HOPELESS_EXITS].map((exit) => `if %errorlevel%==${exit} exit /b ${exit}`);
  return [
    "@echo off",
    "chcp 65001 >nul",
    ":again",
    `${line} >nul 2>>${batchWord(logFile)}`,
    ...ends,
    // A pause that needs no keyboard, unlike "timeout".
    `ping -n ${RESTART_PAUSE_SECONDS + 1} 127.0.0.1 >nul`,
    "goto again",
    "",
  ].join("\r\n");
}

function batchWord(word: string): string {
  return `"${word.replaceAll("%", "%%")}"`;
}

/** A task for this user, at each login, without a window and without an end. */
export function windowsTask(scriptFile: string, user: string): string {
  return `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Pagewire, which wires the browser to this computer</Description>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <Enabled>true</Enabled>
      <UserId>${markup(user)}</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>${markup(user)}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Hidden>true</Hidden>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>conhost.exe</Command>
      <Arguments>--headless cmd.exe /d /c ${markup(`"${scriptFile}"`)}</Arguments>
    </Exec>
  </Actions>
</Task>
`;
}

function markup(word: string): string {
  return word
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
