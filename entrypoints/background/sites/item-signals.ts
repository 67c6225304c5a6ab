/** One abort signal for each item, from its click to its last byte: whatever is read for it stops with it. */

const controllers = new Map<string, AbortController>();

/** The signal of an item; a new one where its reading was stopped before. */
export function signalOf(id: string): AbortSignal {
  const controller = controllers.get(id) ?? new AbortController();
  controllers.set(id, controller);
  return controller.signal;
}

/**
 * Stops whatever is being read for an item: it was removed or paused, has failed, or all of it has come. With `only`
 * where that is still its signal: what is read under a newer one goes on.
 */
export function stopReading(id: string, only?: AbortSignal): void {
  const controller = controllers.get(id);
  if (!controller || (only && controller.signal !== only)) return;
  controllers.delete(id);
  controller.abort();
}
