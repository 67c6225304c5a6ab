/** How the chooser looks: its own, whatever the page's style says. */

export const CHOOSER_STYLE = `
:host {
  all: initial !important;
  position: fixed !important; inset: 0 !important;
  width: 100vw !important; height: 100vh !important;
  max-width: none !important; max-height: none !important;
  margin: 0 !important; padding: 0 !important; border: 0 !important;
  display: block !important; overflow: hidden !important;
  background: transparent !important;
  font: 14px/1.4 system-ui, sans-serif !important;
  color-scheme: light dark !important;
  pointer-events: none !important;
  --ink: light-dark(#1c2733, #e8eef4);
  --paper: light-dark(#ffffff, #1d252d);
  --line: light-dark(#c9d3dc, #3d4a56);
  --mark: light-dark(#0b6bcb, #6db3ff);
}
:host::backdrop { display: none !important; }
* { box-sizing: border-box; }
.cover { position: absolute; inset: 0; cursor: crosshair; pointer-events: auto; }
.outline {
  position: absolute; pointer-events: none; border-radius: 2px;
  outline: 3px solid var(--mark); outline-offset: 1px; box-shadow: 0 0 0 5px rgb(255 255 255 / 70%);
}
.bar {
  position: absolute; top: 12px; left: 50%; transform: translateX(-50%); margin: 0; padding: 8px 16px;
  max-width: calc(100vw - 24px); border-radius: 8px; border: 1px solid var(--line);
  background: var(--paper); color: var(--ink); box-shadow: 0 4px 20px rgb(0 0 0 / 30%); pointer-events: none;
}
.bar:empty { display: none; }
.card {
  position: absolute; top: 50%; left: 50%; transform: translate(-50%, -50%);
  width: min(400px, calc(100vw - 24px)); max-height: calc(100vh - 24px); overflow-y: auto;
  padding: 16px; border-radius: 12px; border: 1px solid var(--line);
  background: var(--paper); color: var(--ink); box-shadow: 0 8px 40px rgb(0 0 0 / 35%); pointer-events: auto;
}
.title { margin: 0 0 12px; font-size: 16px; font-weight: 600; }
.list { display: grid; gap: 8px; margin-bottom: 12px; }
button { font: inherit; color: inherit; cursor: pointer; border-radius: 8px; border: 1px solid var(--line); background: transparent; }
.choice { display: flex; align-items: center; gap: 12px; width: 100%; padding: 8px; text-align: start; }
.choice:hover, .choice:focus-visible { border-color: var(--mark); }
button:focus-visible { outline: 2px solid var(--mark); outline-offset: 1px; }
.choice canvas, .choice svg, .preview { flex: none; width: 72px; height: 72px; border-radius: 4px; background: light-dark(#eef2f5, #2a343e) center / contain no-repeat; }
.label { overflow-wrap: anywhere; }
.cancel { padding: 6px 16px; }
@media (forced-colors: active) { .outline { outline-color: Highlight; } }
`;
