/** What the background and the script that draws a notice over a page say to each other. */

/** The element that it is drawn in: no picture of the page. */
export const TOAST_ELEMENT = "pagewire-toast";

/** What a notice is of; its colour and its sign. */
export type ToastTone = "done" | "busy" | "waits" | "failed";

/** A notice as it is drawn: all words are handed in, so that the script carries no catalogue. */
export interface Toast {
  readonly tone: ToastTone;
  readonly words: string;
  /** The one thing to be done about it; the nonce is all that a press on it tells. */
  readonly action?: { readonly label: string; readonly nonce: string };
  /** What the button that closes it is called. */
  readonly close: string;
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** As the settings say; absent where the system decides. */
  readonly theme?: "light" | "dark";
}

/**
 * What the background asks of the script. While a picture is cut out of the screen the notice is `away`, and no other comes,
 * until it is `back`.
 */
export type ToastOrder = { readonly pagewire: "toast" } & (
  | { readonly order: "show"; readonly toast: Toast }
  | { readonly order: "away" | "back" }
);

/** Whether something that has come is such an order. */
export function isToastOrder(value: unknown): value is ToastOrder {
  return typeof value === "object" && value !== null && "pagewire" in value && value.pagewire === "toast";
}

/** What the script answers: whether the notice is in front of somebody, or out of the way. */
export interface ToastAnswer {
  readonly isDone: boolean;
}

/** What the script tells when its action is pressed: nothing but which one. */
export interface ToastPress {
  readonly pagewireToast: { readonly nonce: string };
}
