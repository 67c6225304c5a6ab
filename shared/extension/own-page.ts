/** Who speaks to a script of ours that was put into a page. */

/**
 * Whether it is a page of the extension. The browser says so: such a page has the extension's origin, a script of ours in
 * some page has that page's.
 */
export function isOwnPage(sender: chrome.runtime.MessageSender | undefined): boolean {
  return sender?.id === chrome.runtime.id && `${sender.origin}/` === chrome.runtime.getURL("/");
}
