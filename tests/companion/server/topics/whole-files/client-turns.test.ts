import { expect, it } from "vitest";
import { ClientTurns } from "../../../../../companion/server/topics/whole-files/client-turns.ts";

const never = new AbortController().signal;
const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("a client has so many turns at once, the next ones in the order they were asked for, and others have their own", async () => {
  const turns = new ClientTurns(2);
  const [first, second] = [await turns.take("a", never), await turns.take("a", never)];
  const order: string[] = [];
  const third = turns.take("a", never).then((giveBack) => {
    order.push("third");
    return giveBack;
  });
  void turns.take("a", never).then(() => order.push("fourth"));
  expect(await turns.take("b", never)).toBeDefined();
  await soon();
  expect(order).toEqual([]);
  first?.();
  await soon();
  expect(order).toEqual(["third"]);
  (await third)?.();
  await soon();
  expect(order).toEqual(["third", "fourth"]);
  second?.();
  expect(await turns.take("a", never)).toBeDefined();
});

it("who is gone waits no longer, and takes no turn from those that still wait", async () => {
  const turns = new ClientTurns(1);
  const giveBack = await turns.take("a", never);
  const gone = new AbortController();
  const waiting = turns.take("a", gone.signal);
  const next = turns.take("a", never);
  gone.abort();
  expect(await waiting).toBeUndefined();
  expect(await turns.take("a", gone.signal)).toBeUndefined();
  giveBack?.();
  expect(await next).toBeDefined();
});
