/** The buttons for what is rarely wanted; it is fetched when it is. */

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { IconButton } from "../../../shared/extension/look/IconButton.tsx";
import { text } from "../../../shared/texts/text.ts";
import type { SheetProps } from "./sheet-props.ts";

type Sheet = ComponentType<SheetProps>;

const SHEETS = {
  alerts: {
    icon: "bell",
    label: "alarm.open",
    load: () => import("./AlertSheet.tsx").then((m) => m.AlertSheet),
  },
  more: {
    icon: "more",
    label: "chart.more",
    load: () => import("./MoreSheet.tsx").then((m) => m.MoreSheet),
  },
} as const;

export function Sheets({ panel, chart }: Omit<SheetProps, "onClose">) {
  const [open, setOpen] = useState<keyof typeof SHEETS>();
  const [Loaded, setLoaded] = useState<Sheet>();
  const bar = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    setLoaded(undefined);
    let isLeft = false;
    if (open) void SHEETS[open].load().then((sheet: Sheet) => !isLeft && setLoaded(() => sheet));
    return () => {
      isLeft = true;
    };
  }, [open]);
  const close = (): void => {
    bar.current?.querySelector<HTMLElement>(`[data-sheet="${open}"]`)?.focus();
    setOpen(undefined);
  };
  return (
    <span class="sheets" ref={bar}>
      {(["alerts", "more"] as const).map((name) => (
        <IconButton
          key={name}
          icon={SHEETS[name].icon}
          label={text(SHEETS[name].label)}
          data-sheet={name}
          aria-haspopup="dialog"
          aria-expanded={open === name}
          onClick={() => setOpen(open === name ? undefined : name)}
        />
      ))}
      {open && Loaded && <Loaded panel={panel} chart={chart} onClose={close} />}
    </span>
  );
}
