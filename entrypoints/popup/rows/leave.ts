/** Rows that are deleted slide out before the list closes over them. */

/** Resolves when they have gone out of sight; at once where no motion is wanted. */
export async function leave(list: HTMLElement | null, ids: readonly string[]): Promise<void> {
  if (!list || document.hidden || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const rows = [...list.querySelectorAll<HTMLElement>("[data-id]")].filter(({ dataset }) =>
    ids.includes(dataset.id ?? ""),
  );
  const away = document.dir === "rtl" ? "-32px" : "32px";
  const motions = rows.map(
    (row) =>
      row.animate({ opacity: [1, 0], translate: ["0", away] }, { duration: MOTION_MS, fill: "forwards" })
        .finished,
  );
  // A page that is put behind another one meanwhile draws no more frames: its motion never ends.
  await Promise.race([Promise.allSettled(motions), new Promise((end) => setTimeout(end, 2 * MOTION_MS))]);
}

/** As `--motion` in `shared/look/tokens.css`. */
const MOTION_MS = 120;
