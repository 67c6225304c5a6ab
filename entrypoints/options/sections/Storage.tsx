/** How much the browser keeps for us, and how to free it. */

import { useEffect, useState } from "preact/hooks";
import { onChange } from "../../../shared/extension/store/changes.ts";
import { countSends } from "../../../shared/extension/store/sends.ts";
import { shownSize } from "../../../shared/texts/figures.ts";
import { language, text } from "../../../shared/texts/text.ts";
import { type ReceivedTotal, receivedBefore, removeReceivedBefore } from "../clean-up.ts";
import { Choice } from "../controls/Choice.tsx";
import { PressTwice } from "../controls/PressTwice.tsx";
import { Section } from "../controls/Section.tsx";

const DAY_MS = 86_400_000;
/** How old what is deleted is at least. */
const AGES_DAYS = ["0", "7", "30", "365"] as const;
type Age = (typeof AGES_DAYS)[number];

interface Kept {
  readonly usage: number;
  readonly received: ReceivedTotal;
  readonly meant: ReceivedTotal;
  readonly sent: number;
}

export function Storage() {
  const [age, setAge] = useState<Age>("30");
  const [kept, setKept] = useState<Kept>();
  const [isFreed, setFreed] = useState(false);
  useEffect(() => {
    let isOver = false;
    const look = (): void => void readKept(age).then((found) => !isOver && setKept(found));
    look();
    const stop = onChange(look);
    return () => {
      isOver = true;
      stop();
    };
  }, [age]);
  const free = (): void => {
    void removeReceivedBefore(before(age)).then(() => setFreed(true));
  };
  const number = new Intl.NumberFormat(language());
  return (
    <Section id="storage" title={text("settings.storage")} about={text("settings.storage-about")}>
      {kept && (
        <dl>
          <dt>{text("settings.storage-used")}</dt>
          <dd>{shownSize(kept.usage)}</dd>
          <dt>{text("settings.storage-received")}</dt>
          <dd>{totalOf(kept.received)}</dd>
          <dt>{text("settings.storage-sent")}</dt>
          <dd>{number.format(kept.sent)}</dd>
        </dl>
      )}
      <div class="line">
        <Choice
          label={text("settings.free")}
          value={age}
          options={AGES_DAYS.map((days) => ({ value: days, label: ageName(days) }))}
          onChoose={(chosen) => {
            setAge(chosen);
            setFreed(false);
          }}
        />
        {kept && kept.meant.files > 0 && (
          <PressTwice
            label={text("settings.free-now", { size: shownSize(kept.meant.bytes) })}
            again={text("settings.free-again", { files: number.format(kept.meant.files) })}
            onPress={free}
          />
        )}
        <span class="small muted" aria-live="polite">
          {isFreed ? text("settings.freed") : kept?.meant.files === 0 && text("settings.nothing-to-free")}
        </span>
      </div>
    </Section>
  );
}

async function readKept(age: Age): Promise<Kept> {
  const [{ usage = 0 }, received, meant, sent] = await Promise.all([
    navigator.storage.estimate(),
    receivedBefore(Number.POSITIVE_INFINITY),
    receivedBefore(before(age)),
    countSends("done"),
  ]);
  return { usage, received, meant, sent };
}

function before(age: Age): number {
  return Date.now() - Number(age) * DAY_MS;
}

function totalOf({ files, bytes }: ReceivedTotal): string {
  return text("settings.storage-total", {
    files: new Intl.NumberFormat(language()).format(files),
    size: shownSize(bytes),
  });
}

function ageName(days: Age): string {
  if (days === "0") return text("settings.age-all");
  const shown = new Intl.NumberFormat(language(), { style: "unit", unit: "day", unitDisplay: "long" });
  return text("settings.age", { days: shown.format(Number(days)) });
}
