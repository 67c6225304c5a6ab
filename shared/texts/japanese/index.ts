/**
 * Japanese, with the words it uses throughout. Sentences end in です・ます and their full stop, buttons and labels in a
 * noun or a plain verb; a half-width space parts Latin words, figures and what is filled in from Japanese letters, a
 * colon is half-width, brackets are full-width. Words of the browser are those of Chrome in Japanese.
 *
 * companion = コンパニオンアプリ · extension = 拡張機能 · home folder = データフォルダ · computer = パソコン
 * pair, pairing, pairing link = ペアリング, ペアリングリンク · revoke = 解除 · proof = 認証 · identity = 識別情報
 * queue, queued = 送信待ち · waiting = 待機中 · index, record = 索引, 記録 · entry = 項目 · stream = ストリーム
 * lane, topic, client, token, port, host = レーン, トピック, クライアント, トークン, ポート, ホスト · channel = チャネル
 * price = 価格 · price panel = 価格パネル · live = リアルタイム · venue = 取引所 · symbol = 銘柄 · follow = 購読
 * bar = 足 · candle = ローソク足 · simulated market = シミュレーション市場 · watch list = ウォッチリスト
 * picture, image = 画像 · bytes of a picture = 元データ · save = 保存 · retry = 再試行 · pause, resume = 一時停止, 再開
 * site = サイト · web page = ウェブページ · permission, allow = 権限, 許可 · click, press = クリック, 押す · begin anew = 初期化
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

export const JAPANESE = {
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
