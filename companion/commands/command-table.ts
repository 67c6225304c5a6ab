/** The commands of `pagewire`, a row each: its arguments and help, the file that does it, and its options. */

import { Option } from "commander";
import { DEFAULT_PORT } from "../../shared/protocol/limits.ts";
import { type CommandRow, command, portNumber, seconds, wholeNumber } from "./command-row.ts";
import { SEARCH_OPTIONS } from "./received/search-options.ts";
import { SHELLS } from "./shown/shells.ts";

const TYPE = new Option("--type <type>", "Only of this type: image, image/*, image/png");

export const COMMANDS: readonly CommandRow[] = [
  {
    ...command(
      "start",
      "Run the companion in this terminal",
      async () => (await import("./running/start.ts")).start,
      [
        new Option("--port <n>", "The port to listen on; 0 picks a free one")
          .argParser(portNumber)
          .default(DEFAULT_PORT),
        new Option("--open", "Open the pairing page in the default browser"),
        new Option("--no-open", "Open nothing (the default)"),
      ],
    ),
    isTrusting: false,
    isServing: true,
  },
  command("stop", "Stop the running companion", async () => (await import("./running/stop.ts")).stop),
  command(
    "status",
    "Say whether a companion runs",
    async () => (await import("./running/status.ts")).status,
    [],
    async () => (await import("./far/status.ts")).status,
  ),
  command("pair", "Make a pairing link", async () => (await import("./clients.ts")).pair, [
    new Option("--open", "Open it in the default browser"),
  ]),
  command("clients", "List paired browsers and scripts", async () => (await import("./clients.ts")).clients),
  command(
    "revoke <client>",
    "End the trust of a browser or script",
    async () => (await import("./clients.ts")).revoke,
    [new Option("--into <client>", "The browser that takes over what waits for this one, and its name")],
  ),
  command(
    "token",
    "Make a token for a script of your own",
    async () => (await import("./clients.ts")).token,
    [
      new Option("--name <name>", "What the token is for").makeOptionMandatory(),
      new Option("--topics <pattern...>", "Limit it to topics, for instance 'price:*'"),
    ],
  ),
  command(
    "inbox",
    "List received files, oldest first",
    async () => (await import("./received/inbox.ts")).inbox,
    [
      new Option("--follow", "Go on with each new file"),
      new Option("--limit <n>", "Only the newest n").argParser(wholeNumber),
      ...SEARCH_OPTIONS,
    ],
    async () => (await import("./far/inbox.ts")).inbox,
  ),
  command(
    "edit <id>",
    "Rename, tag, annotate or move a received file",
    async () => (await import("./received/edit.ts")).edit,
    [
      new Option("--name <name>", "Its new name; the ending stays what the content is"),
      new Option("--tag <tag...>", "Its tags, in place of those it has; '' for none"),
      new Option("--note <text>", "A note; '' for none"),
      new Option("--folder <folder>", "A folder inside Inbox; '' for Inbox itself"),
    ],
  ),
  command(
    "undo <id>",
    "Put a received file into the bin, or take it out again",
    async () => (await import("./received/undo.ts")).undo,
  ),
  command("bin", "List what is in the bin", async () => (await import("./received/bin.ts")).bin),
  command(
    "latest",
    "Print the path of the newest received file",
    async () => (await import("./received/latest.ts")).latest,
    [TYPE, new Option("--count <n>", "The newest n").argParser(wholeNumber)],
    async () => (await import("./far/latest.ts")).latest,
  ),
  command(
    "wait",
    "Print the path of the next received file",
    async () => (await import("./received/wait.ts")).wait,
    [TYPE, new Option("--timeout <seconds>", "Give up after so long").argParser(seconds)],
    async () => (await import("./received/wait.ts")).wait,
  ),
  command(
    "get <id>",
    "Copy a received file",
    async () => (await import("./received/get.ts")).get,
    [new Option("--to <dir>", "The folder it goes to (default: this one); - is standard output")],
    async () => (await import("./far/get.ts")).get,
  ),
  command(
    "open <id>",
    "Open a received file in its program",
    async () => (await import("./received/open-file.ts")).openFile,
  ),
  command("rm <id>", "Remove a received file", async () => (await import("./received/remove.ts")).remove),
  command(
    "send <file...>",
    "Send files and folders to a browser; - reads standard input",
    async () => (await import("./sending/send.ts")).send,
    [
      new Option("--name <name>", "The name it has in the browser"),
      new Option("--to <client>", "Which browser: any part of its name, or the beginning of its id"),
      new Option("--wait", "End only when each file is stored in a browser"),
      new Option("--show", "Have the browser show it at once, where its user allows that"),
    ],
    async () => (await import("./far/send.ts")).send,
  ),
  command(
    "outbox",
    "List what waits for a browser",
    async () => (await import("./sending/outbox.ts")).outbox,
    [new Option("--cancel <id>", "Take a waiting file back, by its name or the beginning of its id")],
  ),
  command(
    "prices [symbol...]",
    "Print prices",
    async () => (await import("./market/prices.ts")).prices,
    [
      new Option("--follow", "Go on with every tick"),
      new Option("--bars <resolution>", "Bars of the past instead: 1s, 1m, 5m, 15m, 1h, 4h or 1d"),
      new Option("--from <date>", "From when on, for instance 2026-11-01 or 2026-11-01T08:30Z"),
      new Option("--to <date>", "Until when; now, unless it is said"),
      new Option("--csv", "As comma-separated values, with a head"),
    ],
    async () => (await import("./market/prices.ts")).prices,
  ),
  command(
    "alert <word> [name]",
    "Be told of a price: add SYMBOL, list, or rm ID",
    async () => (await import("./market/alert.ts")).alert,
    [
      new Option("--above <price>", "When it is at or above a price"),
      new Option("--below <price>", "When it is at or below a price"),
      new Option("--change <percent>", "When it moves by so many percent up or down"),
      new Option("--within <minutes>", "The time in which it must move by that"),
      new Option("--repeat", "Wait again after it has fired"),
    ],
  ),
  {
    ...command(
      "doctor",
      "Check everything and say how to fix it",
      async () => (await import("./doctor/doctor.ts")).doctor,
      [new Option("--port <n>", "The port to try, if not the companion's own").argParser(portNumber)],
    ),
    isTrusting: false,
  },
  {
    ...command(
      "extension",
      "Print the folder of the extension, and how a browser loads it",
      async () => (await import("./install/extension.ts")).extension,
      [new Option("--firefox", "The one for Firefox")],
    ),
    isTrusting: false,
  },
  {
    ...command(
      "service <word>",
      "Have the system start the companion by itself: install, uninstall or status",
      async () => (await import("./install/service.ts")).service,
      [
        new Option("--print", "Show what would be installed instead"),
        new Option("--port <n>", "The port it is to listen on").argParser(portNumber),
      ],
    ),
    choices: ["install", "uninstall", "status"],
    isTrusting: false,
  },
  {
    ...command(
      "native <word> [caller...]",
      "Let the browser's extension start the companion: install or uninstall; run is what the browser starts",
      async () => (await import("./install/native.ts")).native,
      [new Option("--port <n>", "The port it is to listen on").argParser(portNumber)],
    ),
    choices: ["install", "uninstall", "run"],
    isTrusting: false,
  },
  command(
    "mcp",
    "Serve a coding agent on standard input and output (Model Context Protocol)",
    async () => (await import("./mcp.ts")).mcp,
    [new Option("--allow <dir...>", "Folders whose files it may show, besides the home folder's")],
    async () => (await import("./mcp.ts")).mcp,
  ),
  {
    ...command(
      "ssh <host> [args...]",
      "Open a session whose pagewire works with this computer's companion",
      async () => (await import("./ssh/ssh.ts")).ssh,
      [new Option("--forget", "End that host's trust instead")],
    ),
    passesOn: true,
  },
  {
    usage: "completion <shell>",
    choices: SHELLS,
    help: "Print what completes commands in bash, zsh or fish",
    options: [],
    isTrusting: false,
    isServing: false,
    isFar: false,
    // It is made of the whole grammar.
    run: async (context, parsed) =>
      (await import("./completion.ts")).completion(context, parsed.parent ?? parsed, parsed.args),
  },
];
