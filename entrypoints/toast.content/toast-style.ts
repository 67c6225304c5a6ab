/** How a notice looks: as `shared/look/tokens.css` has it, whatever the page's style says. */

export const TOAST_STYLE = `
:host {
  all: initial !important;
  position: fixed !important; inset: auto 16px 16px auto !important;
  display: block !important; width: max-content !important; height: auto !important;
  max-width: min(400px, calc(100vw - 32px)) !important; max-height: none !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important;
  overflow: visible !important; background: transparent !important;
  font: 13px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", "Hiragino Sans", "Yu Gothic UI", "PingFang SC", sans-serif !important;
  color-scheme: light dark !important;
  user-select: none !important; -webkit-user-select: none !important; text-wrap: balance !important;
}
:host([dir="rtl"]) { inset: auto auto 16px 16px !important; direction: rtl !important; }
:host([data-light]) { color-scheme: light !important; }
:host([data-dark]) { color-scheme: dark !important; }
:host::backdrop { display: none !important; }
* { box-sizing: border-box; }
.card {
  --paper: light-dark(#ffffff, #1d2027); --ink: light-dark(#15181e, #eceff3);
  --muted: light-dark(#59616d, #a3abb8); --line: light-dark(#e0e4ea, #2e343e);
  --soft: light-dark(#f3f5f8, #20242c); --accent: light-dark(#1a63d8, #7db0ff);
  display: flex; align-items: center; gap: 8px; padding: 8px 8px 8px 12px; min-height: 44px;
  border: 1px solid var(--line); border-radius: 10px; background: var(--paper); color: var(--ink);
  box-shadow: 0 4px 20px light-dark(#10182840, #00000099);
}
:host([dir="rtl"]) .card { padding: 8px 12px 8px 8px; }
.done { --tone: light-dark(#18753a, #62d28d); }
.busy { --tone: var(--accent); }
.waits { --tone: light-dark(#8a5200, #ffc469); }
.failed { --tone: light-dark(#c0281f, #ff938a); }
.sign { flex: none; width: 20px; height: 20px; fill: none; stroke: var(--tone); stroke-width: 1.75; stroke-linecap: round; stroke-linejoin: round; }
.words::before, .action::before { content: attr(aria-label); }
.words { margin: 0; flex: 1; min-width: 0; overflow-wrap: anywhere; }
button {
  flex: none; font: inherit; min-width: 28px; height: 28px; margin: 0; cursor: pointer;
  border: 1px solid transparent; border-radius: 6px; background: transparent; color: var(--accent);
}
button:hover { background: var(--soft); }
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.action { padding: 0 10px; font-weight: 600; border-color: var(--line); }
.close { display: grid; place-items: center; padding: 0; }
.close .sign { width: 16px; height: 16px; stroke: var(--muted); }
@media (prefers-reduced-motion: no-preference) {
  @keyframes come { from { opacity: 0; translate: 0 8px; } }
  .card { animation: come 120ms ease-out; }
}
@media (forced-colors: active) {
  .card { border-color: CanvasText; }
  .sign, .close .sign { stroke: currentColor; }
  .action { border-color: ButtonText; color: ButtonText; }
}
@media print { :host { display: none !important; } }
`;
