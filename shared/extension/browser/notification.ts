/** The system's notifications, as far as each browser has them. */

/** What is shown; `button` says what a press on it does, where the browser draws buttons. */
export interface Notice {
  readonly title: string;
  readonly message: string;
  readonly button?: string;
}

/** Shows one under a name, in place of the last of that name. */
export async function notify(name: string, { title, message, button }: Notice): Promise<void> {
  await chrome.notifications.create(name, {
    type: "basic",
    iconUrl: chrome.runtime.getURL("/icon/128.png"),
    title,
    message,
    // Firefox has none and refuses a notification with any.
    ...(import.meta.env.FIREFOX ? {} : { buttons: button ? [{ title: button }] : [] }),
  });
}

/** Calls with the name of the one whose button was pressed. */
export function onNoticeButton(pressed: (name: string) => void): void {
  if (!import.meta.env.FIREFOX) chrome.notifications.onButtonClicked.addListener(pressed);
}
