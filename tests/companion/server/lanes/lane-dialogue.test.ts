import { createHash } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { LaneDialogue } from "../../../../companion/server/lanes/lane-dialogue.ts";
import type { LaneWord } from "../../../../shared/protocol/lane-words.ts";
import { eventually } from "../../../support/eventually.ts";
import { openLaneServices } from "../../../support/lane-services.ts";

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

it("hears an ask that comes in the same moment as the done before it", async () => {
  const { services, outbox, queue, close } = await openLaneServices();
  closers.push(close);
  const bytes = Buffer.from("ten bytes!");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const [first, second] = [await queue(bytes, "ten.txt"), await queue(bytes, "ten.txt")];
  const said: LaneWord[] = [];
  const dialogue = new LaneDialogue({
    ...services,
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
