/** Small pictures are made few at a time, the last wanted first: what is scrolled past costs nothing. */

/** One less than the processors that most computers have left. */
const AT_A_TIME = 2;
/** A tile that is gone sooner was scrolled past. */
const SETTLED_MS = 60;

const waiting: (() => Promise<unknown>)[] = [];
let working = 0;

/** Does the work when its turn comes; not at all where it is called off before. Returns what calls it off. */
export function whenSettled(work: () => Promise<unknown>): () => void {
  const timer = setTimeout(() => {
    waiting.push(work);
    next();
  }, SETTLED_MS);
  return () => {
    clearTimeout(timer);
    const at = waiting.indexOf(work);
    if (at >= 0) waiting.splice(at, 1);
  };
}

function next(): void {
  if (working >= AT_A_TIME) return;
  const work = waiting.pop();
  if (!work) return;
  working += 1;
  void work().finally(() => {
    working -= 1;
    next();
  });
}
