import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { openDatabase } from "../../../companion/files/database.ts";
import { homeAt, prepareHome } from "../../../companion/files/home.ts";
import { Inbox } from "../../../companion/files/inbox.ts";
import { Outbox } from "../../../companion/files/outbox.ts";
import { LaneClaims } from "../../../companion/server/lane-claims.ts";
import { LaneDialogue } from "../../../companion/server/lane-dialogue.ts";
import type { LaneWord } from "../../../shared/protocol/lane-words.ts";
import { eventually } from "../../support/eventually.ts";

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it("hears an ask that comes in the same moment as the done before it", async () => {
  const root = await mkdtemp(path.join(tmpdir(), "pagewire-dialogue-"));
  closers.push(() => rm(root, { recursive: true, force: true }));
  const home = homeAt(root);
  prepareHome(home);
  const database = openDatabase(home.database);
  closers.push(() => database.close());
  const log = (): void => undefined;
  const inbox = new Inbox({ home, database, maxFileBytes: undefined, log });
  const outbox = new Outbox(database, home.outgoing);
  const bytes = Buffer.from("ten bytes!");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const queue = async (): Promise<string> => {
    const id = randomBytes(16).toString("hex");
    await writeFile(path.join(home.outgoing, id), bytes);
    outbox.enqueue({ id, bytes: bytes.length, mediaType: "text/plain", sha256 }, "ten.txt", null, 0);
    return id;
  };
  const [first, second] = [await queue(), await queue()];
  const said: LaneWord[] = [];
  const dialogue = new LaneDialogue({
    inbox,
    outbox,
    claims: new LaneClaims(),
    log,
    client: { id: "browser", kind: "browser", name: "Browser" },
    outlet: { say: (word) => void said.push(word), sendBytes: () => undefined },
    onBroken: (error) => expect.unreachable(String(error)),
    onSuperseded: () => expect.unreachable("nobody took it over"),
  });
  closers.push(() => dialogue.close());
  await dialogue.takeWord({ type: "ask", id: first });
  await dialogue.takeWord({ type: "want", offset: bytes.length });
  void dialogue.takeWord({ type: "done", sha256, name: "ten.txt" });
  void dialogue.takeWord({ type: "ask", id: second });
  await eventually("the second offer", () => said.length >= 3);
  expect(said).toMatchObject([{ type: "offer", id: first }, { type: "end" }, { type: "offer", id: second }]);
  expect(outbox.find(first)).toMatchObject({ storedBy: "browser" });
});
