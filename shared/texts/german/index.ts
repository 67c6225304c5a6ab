/**
 * German, with the words it uses throughout. Short and neutral: what to do is said in the infinitive, "Sie" and "Ihr"
 * only where it can't be said without; after a colon a sentence begins with a capital, an infinitive does not.
 *
 * companion = Begleitprogramm · extension = Erweiterung · home folder = Datenordner · disk = Datenträger
 * pair, pairing, pairing link = koppeln, Kopplung, Kopplungslink · revoke = widerrufen · proof = Nachweis
 * queue, queued = Warteschlange, eingereiht · record, entry = Eintrag · piece = Stück · stream = Datenstrom
 * lane, topic, client, token, port, host = Lane, Topic, Client, Token, Port, Host (as programmers say) · channel = Kanal
 * price = Kurs · price panel = Kursleiste · side panel = Seitenleiste · live = live · watch list = Merkliste
 * venue = Handelsplatz · symbol = Symbol · bar = Balken · candle = Kerze · bytes of a picture = Originaldaten
 * notification = Benachrichtigung · list = Liste · kept, stored = gespeichert
 * save = speichern · retry = erneut versuchen (the button), noch einmal versuchen · pause, resume = anhalten, fortsetzen
 * site = Website · page = Seite · permission, allow = Erlaubnis, zulassen · click = klicken · press = drücken
 */

import type { English } from "../english/index.ts";
import { CAPTURE } from "./capture.ts";
import { COMMANDS } from "./commands.ts";
import { CONNECTION } from "./connection.ts";
import { DIAGNOSIS } from "./diagnosis.ts";
import { DOCTOR } from "./doctor.ts";
import { FILES } from "./files.ts";
import { HOME } from "./home.ts";
import { EXTENSION } from "./install/extension.ts";
import { NATIVE } from "./install/native.ts";
import { SERVICE } from "./install/service.ts";
import { WAKE } from "./install/wake.ts";
import { AFTER } from "./kept/after.ts";
import { KEPT_COMMANDS } from "./kept/commands.ts";
import { NAMING } from "./kept/naming.ts";
import { NAMING_PAGE } from "./kept/naming-page.ts";
import { RECEIVED } from "./kept/received.ts";
import { CHART } from "./market/chart.ts";
import { MARKET } from "./market/market.ts";
import { NOTICES } from "./notices.ts";
import { PAGES } from "./pages.ts";
import { PAIRING } from "./pairing.ts";
import { PICKER } from "./picker/picker.ts";
import { SHOTS } from "./picker/shots.ts";
import { POPUP } from "./popup.ts";
import { PRICES } from "./prices.ts";
import { SERVER } from "./server.ts";
import { SETTINGS } from "./settings.ts";
import { AGENT } from "./terminal/agent.ts";
import { ARRIVALS } from "./terminal/arrivals.ts";
import { FAR } from "./terminal/far.ts";
import { SHOWERS } from "./terminal/showers.ts";
import { SSH } from "./terminal/ssh.ts";
import { KINDS } from "./view/kinds.ts";
import { VIEW } from "./view/view.ts";

export const GERMAN = {
  ...CAPTURE,
  ...COMMANDS,
  ...CONNECTION,
  ...DIAGNOSIS,
  ...DOCTOR,
  ...FILES,
  ...HOME,
  ...EXTENSION,
  ...SERVICE,
  ...NATIVE,
  ...WAKE,
  ...NAMING,
  ...RECEIVED,
  ...KEPT_COMMANDS,
  ...NAMING_PAGE,
  ...AFTER,
  ...CHART,
  ...MARKET,
  ...NOTICES,
  ...KINDS,
  ...PAGES,
  ...PAIRING,
  ...PICKER,
  ...SHOTS,
  ...POPUP,
  ...PRICES,
  ...SERVER,
  ...SETTINGS,
  ...ARRIVALS,
  ...FAR,
  ...SSH,
  ...AGENT,
  ...SHOWERS,
  ...VIEW,
} as const satisfies Readonly<Record<keyof English, string>>;
