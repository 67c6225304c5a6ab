/** What moves, in one strip below the head: how far it is, how fast, how long it still takes; several are one line that unfolds. */

import { useState } from "preact/hooks";
import { FileName } from "../../../shared/extension/look/FileName.tsx";
import { Icon } from "../../../shared/extension/look/Icon.tsx";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { pauseReceived } from "../../../shared/extension/store/received.ts";
import { pauseSends, removeSend } from "../../../shared/extension/store/sends.ts";
import { shownDuration, shownSize, shownSpeed } from "../../../shared/texts/figures.ts";
import { language, text } from "../../../shared/texts/text.ts";
import { deleteFiles } from "../received/delete-files.ts";
import { labelled } from "../rows/labelled.ts";
import { type Moving, useActivity } from "./activity.ts";

export function ActivityStrip() {
  const moving = useActivity();
  const [isUnfolded, setUnfolded] = useState(false);
  const [first] = moving;
  if (!first) return null;
  return (
    <section class="activity" aria-label={text("activity.label")}>
      {moving.length > 1 && (
        <Summary moving={moving} isUnfolded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)} />
      )}
      {moving.length === 1 && <One moving={first} />}
      {moving.length > 1 && isUnfolded && (
        <div class="each">
          {moving.map((one) => (
            <One key={one.id} moving={one} />
          ))}
        </div>
      )}
    </section>
  );
}

interface SummaryProps {
  readonly moving: readonly Moving[];
  readonly isUnfolded: boolean;
  readonly onClick: () => void;
}

function Summary({ moving, isUnfolded, onClick }: SummaryProps) {
  const done = moving.reduce((sum, one) => sum + one.done, 0);
  const bytes = moving.reduce<number | null>((sum, one) => addedTo(sum, one.bytes), 0);
  const speed = moving.reduce((sum, one) => sum + (one.bytesPerSecond ?? 0), 0);
  const isUp = moving.some(({ direction }) => direction === "up");
  const isDown = moving.some(({ direction }) => direction === "down");
  const label = text("activity.files", { count: moving.length.toLocaleString(language()) });
  return (
    <div class="moving">
      <button type="button" class="unfold" aria-expanded={isUnfolded} onClick={onClick}>
        {isUp && <Icon name="send" />}
        {isDown && <Icon name="receive" />}
        <span class="what">{label}</span>
        <span class="percent">{percent(done, bytes)}</span>
        <Icon name={isUnfolded ? "down" : "next"} />
      </button>
      <Bar label={label} done={done} bytes={bytes} />
      <span class="figures">{figures(done, bytes, speed)}</span>
    </div>
  );
}

function One({ moving }: { readonly moving: Moving }) {
  const { name, done, bytes, bytesPerSecond, direction } = moving;
  const shown = shownName(name);
  const isUp = direction === "up";
  return (
    <div class="moving">
      <div class="line">
        <Icon name={isUp ? "send" : "receive"} />
        <FileName name={name} />
        <span class="percent">{percent(done, bytes)}</span>
        <IconButton icon="pause" label={labelled("action.pause", shown)} onClick={() => pause(moving)} />
        <IconButton icon="close" label={labelled("action.cancel", shown)} onClick={() => cancel(moving)} />
      </div>
      <Bar label={labelled(isUp ? "sent.sending" : "received.receiving", shown)} done={done} bytes={bytes} />
      <span class="figures">{figures(done, bytes, bytesPerSecond)}</span>
    </div>
  );
}

function Bar({ label, done, bytes }: { label: string; done: number; bytes: number | null }) {
  if (bytes === null) return <progress aria-label={label} />;
  return <progress value={done} max={Math.max(1, bytes)} aria-label={label} />;
}

function percent(done: number, bytes: number | null): string {
  if (bytes === null || bytes === 0) return "";
  return (Math.floor((done / bytes) * 100) / 100).toLocaleString(language(), { style: "percent" });
}

/** "78.8 MB of 200 MB · 6 MB/s · 26 s left". */
function figures(done: number, bytes: number | null, bytesPerSecond: number | undefined): string {
  const parts = [
    bytes === null
      ? shownSize(done)
      : text("sent.how-far", { done: shownSize(done), size: shownSize(bytes) }),
  ];
  if (bytesPerSecond) {
    parts.push(shownSpeed(bytesPerSecond));
    if (bytes !== null)
      parts.push(text("sent.left", { duration: shownDuration((bytes - done) / bytesPerSecond) }));
  }
  return parts.join(" · ");
}

function addedTo(sum: number | null, bytes: number | null): number | null {
  return sum === null || bytes === null ? null : sum + bytes;
}

function pause({ direction, id }: Moving): void {
  void (direction === "up" ? pauseSends([id]) : pauseReceived(id));
}

function cancel({ direction, id }: Moving): void {
  void (direction === "up" ? removeSend(id) : deleteFiles([id]));
}
