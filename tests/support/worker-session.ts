/** The extension's service worker under the debugger: runs code in it and counts its memory. It lives as long as that. */

import type { CDPSession } from "playwright-core";
import * as v from "valibot";

/** What V8 and the buffers outside of its heap hold, in bytes. */
export interface WorkerMemory {
  readonly heapBytes: number;
  readonly bufferBytes: number;
}

/** A worker that is attached to. */
export interface WorkerSession {
  /** Runs a function in the worker, with an argument that JSON can carry; returns what it resolves with. */
  evaluate<Argument, Value>(
    run: (argument: Argument) => Value | Promise<Value>,
    argument: Argument,
  ): Promise<Value>;
  /** Runs a script; what it declares is the worker's. */
  run(script: string): Promise<void>;
  /** What the worker holds now; `collected` lets go of garbage first. */
  memory(collected?: boolean): Promise<WorkerMemory>;
  close(): Promise<void>;
}

const AnswerSchema = v.object({
  id: v.optional(v.number()),
  result: v.optional(v.record(v.string(), v.unknown())),
  error: v.optional(v.object({ message: v.string() })),
});
const EvaluatedSchema = v.object({
  result: v.object({ value: v.optional(v.unknown()) }),
  exceptionDetails: v.optional(
    v.object({ text: v.string(), exception: v.optional(v.object({ description: v.optional(v.string()) })) }),
  ),
});
const UsageSchema = v.object({ usedSize: v.number(), backingStorageSize: v.number() });

/**
 * Attaches through the browser's own session, in a session of its own: Playwright, which would keep every worker it
 * knows attached to, never hears of it.
 */
export async function attachToWorker(browser: CDPSession, targetId: string): Promise<WorkerSession> {
  const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: false });
  const asked = new Map<number, (answer: v.InferOutput<typeof AnswerSchema>) => void>();
  let lastId = 0;
  const hear = (event: { sessionId: string; message: string }): void => {
    if (event.sessionId !== sessionId) return;
    const answer = v.parse(AnswerSchema, JSON.parse(event.message));
    if (answer.id !== undefined) asked.get(answer.id)?.(answer);
  };
  browser.on("Target.receivedMessageFromTarget", hear);
  const send = async (method: string, params: object = {}): Promise<Record<string, unknown>> => {
    lastId += 1;
    const id = lastId;
    const { promise, resolve } = Promise.withResolvers<v.InferOutput<typeof AnswerSchema>>();
    asked.set(id, resolve);
    const message = JSON.stringify({ id, method, params });
    await browser.send("Target.sendMessageToTarget", { sessionId, message });
    const { result, error } = await promise;
    asked.delete(id);
    if (!result) throw new Error(`${method} failed: ${error?.message}`);
    return result;
  };
  const evaluated = async (expression: string): Promise<unknown> => {
    const answer = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    const { result, exceptionDetails } = v.parse(EvaluatedSchema, answer);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  return {
    async run(script) {
      await evaluated(`${script}\nundefined;`);
    },
    async evaluate<Value>(
      run: (argument: never) => Value | Promise<Value>,
      argument: unknown,
    ): Promise<Value> {
      return (await evaluated(`(${run})(${JSON.stringify(argument)})`)) as Value;
    },
    async memory(collected = false) {
      if (collected) await send("HeapProfiler.collectGarbage");
      const { usedSize, backingStorageSize } = v.parse(UsageSchema, await send("Runtime.getHeapUsage"));
      return { heapBytes: usedSize, bufferBytes: backingStorageSize };
    },
    async close() {
      browser.off("Target.receivedMessageFromTarget", hear);
      await browser.send("Target.detachFromTarget", { sessionId });
    },
  };
}
