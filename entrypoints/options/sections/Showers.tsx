/** Whose files open by themselves: everybody who has asked for it, each with a switch that is off at first. */

import { useEffect, useState } from "preact/hooks";
import { shownName } from "../../../shared/extension/look/shown-text.ts";
import { letOpen, onShowers, readShowers, type Shower } from "../../../shared/extension/showers.ts";
import { text } from "../../../shared/texts/text.ts";
import { Switch } from "../controls/Switch.tsx";

export function Showers() {
  const [showers, setShowers] = useState<readonly Shower[]>([]);
  const load = (): void => void readShowers().then(setShowers);
  useEffect(() => {
    load();
    return onShowers(load);
  }, []);
  /** A switch stands where it was put at once, not when that is stored. */
  const turn = (id: string, opens: boolean): void => {
    setShowers((known) => known.map((one) => (one.id === id ? { ...one, opens } : one)));
    letOpen(id, opens).catch(load);
  };
  if (showers.length === 0) return <p class="small muted">{text("showers.nobody")}</p>;
  return (
    <>
      {showers.map(({ id, name, opens }, at) => (
        <Switch
          key={id}
          label={name === "" ? text("showers.own") : text("showers.of", { name: shownName(name) })}
          {...(at === 0 && { about: text("showers.about") })}
          isOn={opens}
          onTurn={(isOn) => turn(id, isOn)}
        />
      ))}
    </>
  );
}
