/** Something that is on or off. */

export interface SwitchProps {
  readonly label: string;
  readonly about?: string;
  readonly isOn: boolean;
  readonly onTurn: (isOn: boolean) => void;
}

export function Switch({ label, about, isOn, onTurn }: SwitchProps) {
  return (
    <label class="switch">
      <input type="checkbox" checked={isOn} onChange={(event) => onTurn(event.currentTarget.checked)} />
      <span>
        {label}
        {about && <span class="small muted">{about}</span>}
      </span>
    </label>
  );
}
