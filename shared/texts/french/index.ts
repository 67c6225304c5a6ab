/**
 * French, with the words it uses throughout. Short, with "vous" and the imperative for what to do; buttons are
 * infinitives. A narrow no-break space stands within « » and before ; ? !, a no-break space before : and units.
 *
 * companion = compagnon · extension = extension · home folder = dossier de données · disk = disque
 * pair, pairing, pairing link = associer, association, lien d’association · revoke = révoquer · proof = preuve
 * queue, queued = file d’attente, mis en file d’attente · record, entry = entrée · piece = morceau · stream = flux
 * lane = voie · topic, client, port = topic, client, port (as programmers say) · token = jeton · channel = canal
 * price = cours · price panel = panneau des cours (its button: cours) · side panel = panneau latéral · live = en direct · watch list = liste de suivi
 * venue = plateforme · symbol = symbole · bar = barre · candle = bougie · bytes of a picture = octets (d’origine)
 * save = enregistrer · retry = réessayer · pause, resume = suspendre, reprendre · settings = réglages
 * site = site · page = page · permission, allow = autorisation, autoriser · click = cliquer · press = appuyer sur
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

export const FRENCH = {
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
