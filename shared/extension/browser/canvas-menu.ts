/** The menu of a canvas. */

/** Whether it knows no context of extensions but "all": in Firefox it has the page's items. */
export const CANVAS_HAS_OWN_MENU = !import.meta.env.FIREFOX;
