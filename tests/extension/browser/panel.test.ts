import { afterEach, describe, expect, it, vi } from "vitest";
import { hasPanel, openPanel } from "../../../shared/extension/browser/panel.ts";

afterEach(() => vi.unstubAllGlobals());

describe("the panel", () => {
  it("opens beside the pages of the window that is named", async () => {
    const open = vi.fn(() => Promise.resolve());
    vi.stubGlobal("chrome", { sidePanel: { open } });
    expect(hasPanel()).toBe(true);
    await openPanel(7);
    expect(open).toHaveBeenCalledWith({ windowId: 7 });
  });

  it("opens in a tab where the browser has no place beside its pages", async () => {
    const create = vi.fn(() => Promise.resolve());
    vi.stubGlobal("chrome", { tabs: { create } });
    expect(hasPanel()).toBe(false);
    await openPanel(7);
    expect(create).toHaveBeenCalledWith({ url: "/sidepanel.html" });
  });
});
