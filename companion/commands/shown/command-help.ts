/** What the help of each command ends with: examples, and what its exit status says. In English, as the words of commander around it are. */

const EXAMPLES: Readonly<Record<string, readonly (readonly [words: string, what: string])[]>> = {
  start: [
    ["start", "listen on port 8737, and say what happens until Ctrl-C"],
    ["start --open", "and open the pairing page in the default browser"],
    ["start --home ~/Second --port 0", "another home folder beside it, on a free port"],
  ],
  stop: [["stop", "end the companion; what runs is parked and goes on later"]],
  status: [
    ["status", "is it running, where, and for which folders"],
    ["status || npx pagewire start", "start it where it doesn't run"],
  ],
  pair: [
    ["pair", "print a link to open in the browser that has the extension"],
    ["pair --open", "open it in the default browser"],
  ],
  clients: [["clients", "who is paired, and who is connected now"]],
  revoke: [
    ["revoke firefox", "by any part of its name that only one has"],
    ["revoke 1d02cffb", "by the beginning of its id"],
    ["revoke 1d02cffb --into firefox", "and give what waits for it to another browser"],
  ],
  token: [
    ["token --name ticker --topics 'price:*'", "for a script that needs prices alone"],
    ["token --name backup", "for a script that may do all that a browser may"],
  ],
  inbox: [
    ["inbox --limit 10", "the ten newest"],
    ["inbox --follow", "and each new one as it comes"],
    ["inbox --json | jq -r .path", "for another program"],
  ],
  edit: [
    ["edit 1d02cffb --name harbour.jpg", "another name; its ending stays"],
    [
      "edit harbour --tag sea --tag blue --folder trips",
      "by a part of its name: two tags, in a folder of the Inbox",
    ],
    ['edit 1d02cffb --note "for the cover"', "a note"],
  ],
  undo: [
    ["undo harbour.jpg", "by its name: into the bin, for seven days"],
    ["undo 1d02cffb", "into the bin, or out of it again"],
  ],
  bin: [["bin", "what is in the bin, and until when"]],
  latest: [
    ["latest", "the path of the newest file"],
    ["latest --type image --count 3", "of the three newest pictures"],
    ['convert "$(npx pagewire latest)" thumb.png', "for another program"],
  ],
  wait: [
    ["wait --type image", "until a browser sends a picture"],
    ["wait --timeout 60 | xargs file", "for another program, and no longer than a minute"],
  ],
  get: [
    ["get latest", "the newest file, into this folder"],
    ["get 1d02cffb --to ~/Pictures", "by the beginning of its id, into another"],
    ["get latest --to - | wc -c", "its bytes, for another program"],
  ],
  open: [["open latest", "the newest file, in the program of its kind"]],
  rm: [["rm 1d02cffb", "by the beginning of its id; it is not kept anywhere"]],
  mcp: [
    ["mcp", "what a coding agent starts: claude mcp add pagewire -- npx pagewire mcp"],
    ["mcp --allow ~/plots", "and it may show what is in that folder"],
  ],
  extension: [
    ["extension", "the folder to choose at “Load unpacked”"],
    ["extension --json | jq -r .folder", "for another program"],
  ],
  service: [
    ["service install", "start at each login from now on, and after a crash"],
    ["service install --print", "show what would be installed"],
    ["service status", "does it start by itself, and does it run"],
  ],
  native: [
    ["native install", "for every browser of yours that is there: its extension has a button then"],
    ["native uninstall", "no browser may start anything any more"],
  ],
  ssh: [
    ["ssh example.com", "pagewire there works with the companion here, while the session lasts"],
    ["ssh example.com -p 2222 tmux attach", "with options for ssh, and a command"],
    ["ssh example.com --forget", "revoke that host's token"],
  ],
  completion: [
    ["completion bash >> ~/.bashrc", "for bash"],
    ["completion zsh >> ~/.zshrc", "for zsh, after compinit"],
    ["completion fish > ~/.config/fish/completions/pagewire.fish", "for fish"],
  ],
  send: [
    ["send photo.jpg", "to whichever browser is there first"],
    ["send report.pdf --to firefox --wait", "to that one; end when it has it"],
    ["send plots/", "all that is in a folder"],
    ["send - --name log.txt", "what comes on standard input"],
  ],
  outbox: [
    ["outbox", "what waits, for which browser"],
    ["outbox --cancel 797dfb67", "take one back, by its name or the beginning of its id"],
  ],
  prices: [
    ["prices", "the last price of BTC-USD"],
    ["prices btc eth-eur --follow", "two symbols, with every tick"],
    ["prices demo", "the simulated market, without network"],
  ],
  alert: [
    ["alert add btc --above 70000", "once, when it is there"],
    ["alert add ETH-EUR --change 5 --within 60 --repeat", "each time it moves by 5 % within an hour"],
    ["alert rm 4f2a", "by the beginning of its id, as list shows it"],
  ],
  doctor: [["doctor", "check all of it; what fails says how it is mended"]],
};

const STATUS = { done: "0 done", failed: "1 failed", usage: "2 wrong usage" };
/** What 3 says of a command. */
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  start: ["3 already running"],
  inbox: [],
  mcp: [],
  latest: [],
  get: [],
  open: [],
  rm: [],
  completion: [],
  doctor: [],
};

/** What 1 says of a command where that is more than "failed". */
const FAILURES: Readonly<Record<string, string>> = {
  doctor: "1 a check fails",
  latest: "1 there is none",
  wait: "1 the time is over",
};

const GAP = "  ";

/** What stands below the options of a command; `undefined` words for one that is not known here. */
export function endOfHelp(command: string): string {
  // One that begins with another program names ours itself.
  const examples = (EXAMPLES[command] ?? []).map(
    ([words, what]) => [words.includes("npx pagewire") ? words : `npx pagewire ${words}`, what] as const,
  );
  const widest = Math.max(0, ...examples.map(([words]) => words.length));
  const lines = examples.map(([words, what]) => `${GAP}${words.padEnd(widest)}${GAP}${what}`);
  const failed = FAILURES[command] ?? STATUS.failed;
  const statuses = [STATUS.done, failed, STATUS.usage, ...(STATUSES[command] ?? ["3 not running"])];
  return ["", "Examples:", ...lines, "", `Exit status: ${statuses.join(", ")}.`].join("\n");
}

/** What stands below the list of commands. */
export const END_OF_LIST = [
  "",
  "Examples:",
  `${GAP}npx pagewire start --open${GAP}${GAP}run it, and pair the default browser`,
  `${GAP}npx pagewire send FILE…${GAP}${GAP}${GAP}send files to the browser`,
  `${GAP}npx pagewire inbox${GAP}${GAP}${GAP}${GAP}${GAP} what has come from it`,
  `${GAP}npx pagewire send --help${GAP}${GAP} what a command takes, with examples`,
  "",
  `Exit status: ${Object.values(STATUS).join(", ")}, 3 not running (start: already running).`,
].join("\n");
