/** What a piece of work belongs to: where the work fails unexpectedly, its owner ends, and not the process. */

import { AsyncLocalStorage } from "node:async_hooks";

/** Something that can be ended by itself: a socket, a session of polls, a file. */
export interface Owner {
  /** What it is, for the log. */
  readonly what: string;
  /** Ends it, because of an error. */
  end(error: unknown): void;
}

const owners = new AsyncLocalStorage<Owner>();

/**
 * Does something for an owner. What it throws ends the owner; what fails later in anything it has begun (timers,
 * promises, events) finds the owner by `ownerOfNow`.
 */
export function onBehalfOf(owner: Owner, work: () => void): void {
  owners.run(owner, () => {
    try {
      work();
    } catch (error) {
      owner.end(error);
    }
  });
}

/** Begins something that goes on for many: what fails in it later is no fault of the one it was begun for. */
export function onNobodysBehalf<Made>(work: () => Made): Made {
  return owners.exit(work);
}

/** On whose behalf the running code was begun, if on anybody's; also where an error that nobody caught is told of. */
export function ownerOfNow(): Owner | undefined {
  return owners.getStore();
}
