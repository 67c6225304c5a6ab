/** For what is asked for faster than it can be done: one run at a time, and one more for all who asked meanwhile. */

/** Returns what starts `run`; `restMs` is left between two runs. */
export function oneAtATime(run: () => Promise<void>, restMs = 0): () => void {
  let isRunning = false;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await run().catch((error: unknown) => console.warn("It did not work:", error));
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    } while (again);
    isRunning = false;
  };
  return () => {
    again = true;
    if (isRunning) return;
    isRunning = true;
    void loop();
  };
}
