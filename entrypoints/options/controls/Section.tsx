/** A part of the settings: its heading, what it is about, and its controls. */

import type { ComponentChildren } from "preact";

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly about?: string;
  readonly children: ComponentChildren;
}

export function Section({ id, title, about, children }: SectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {about && <p class="muted">{about}</p>}
      {children}
    </section>
  );
}
