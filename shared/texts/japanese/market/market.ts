/** Japanese: the price market: venues, holes, alerts, and the commands about them. */

import type { MARKET as ENGLISH } from "../../english/market/market.ts";

export const MARKET = {
  "venue.down": "{venue} が停止しています（HTTP {status}）。もう一度試しています。",
  "venue.unreachable": "{venue} が応答しません。もう一度試しています。",
  "venue.no-address":
    "{venue} のアドレスが見つかりません。このコンピューターがオフラインか、ネットワークがこの名前を隠しています。",
  "venue.certificate":
    "このネットワークは {venue} の代わりに偽の証明書で応答しています。別のネットワークをお試しください。",
  "venue.stranger":
    "このネットワークで {venue} の代わりに応答しているのは {venue} ではありません。ネットワークにサインインするか、別のネットワークをお使いください。",
  "venue.elsewhere":
    "このネットワークは {venue} への接続を別の場所に転送しています（HTTP {status}）。ネットワークにサインインするか、別のものをお使いください。",
  "venue.proxy": "プロキシが {venue} への接続を通しません（HTTP {status}）。",
  "venue.proxy-gone": "プロキシが応答しないため、{venue} に接続できません。もう一度試しています。",
  "venue.maintenance": "{venue} はメンテナンス中です。もう一度試しています。",
  "venue.lagging": "{venue} では {symbol} の取引がありますが、約定が届いていません。",
  "venue.wrong-key": "{venue} が config.json のキーを拒否しました。",
  "venue.no-match": "{venue} から届くデータは、config.json のパスのどれにも合いません。",
  "venue.instead": "代わりに {venue} からリアルタイムで受信しています。{why}",

  "venue.twice": "{venue} が 2 回あります。取引所は 1 回ずつ指定してください",
  "venue.taken": "{venue} は別の取引所の名前です。別の名前にしてください",
  "venue.path-form": "data.0.price のようなパス（点でつないだ最大 {most} 個の名前）で指定してください",
  "venue.name-form": "小文字・数字・ハイフンの短い名前で指定してください",
  "venue.symbol-list": "BTC-USD のような銘柄を、取引所での名前とともに指定してください",
  "venue.key-form": "取引所から受け取ったキーを 1 語で指定してください",
  "venue.damaged": "価格履歴を読み込めないため、新しく始めます。古いものは {file} に残しました。",
  "venue.no-history": "価格履歴を保存できません: {reason}。履歴なしで価格を表示します。",
  "venue.no-list": "{venue} から取り扱い銘柄の一覧を取得できませんでした。",
  "venue.unknown-name": "{name} という取引所はありません。あるのは {names} です。",

  "alert.unknown": "ID が {id} のアラートはありません。`pagewire alert list` で確認できます。",
  "alert.ambiguous": "{id} で始まるアラートが複数あります。ID をもう少し長く入力してください。",
  "alert.full": "アラートはすでに {most} 件あります。先に 1 件削除してください。",
  "alert.not-kept": "アラートを保存できませんでした: {reason}",
  "alert.events": "アラートに対してできるのは追加・変更・削除・既読だけです。",
  "alert.is-above": "{symbol} が {price} を上回りました: {venue} で {now}。",
  "alert.is-below": "{symbol} が {price} を下回りました: {venue} で {now}。",
  "alert.is-change": "{symbol} が {minutes} 分以内に {percent}% 動きました: {venue} で {now}。",
  "alert.hook-failed": "価格アラートで実行する {program} が失敗しました。{output} をご覧ください。",
  "alert.none": "アラートはありません。`pagewire alert add BTC-USD --above 100000` で作成できます。",
  "alert.mark-above": "{price} を上回る",
  "alert.mark-below": "{price} を下回る",
  "alert.mark-change": "{minutes} 分以内に {percent}%",
  "alert.state-waiting": "待機中",
  "alert.state-fired": "発動済み",
  "alert.wish":
    "--above PRICE、--below PRICE、--change PERCENT と --within MINUTES のどれかを指定してください。",
  "alert.number": "{value} は価格ではありません。64000.50 のように入力してください。",
  "alert.minutes": "--within は {least}〜{most} 分で指定してください。",
  "alert.word": "{word} は使えません。add、list、rm のどれかを指定してください。",

  "symbol.completed": "{typed} は {symbol} として扱います。",
  "symbol.events": "ここでできるのは銘柄の検索だけです。",

  "series.events": "価格のトピックで使えるイベントは history だけです。",
  "series.resolution": "{value} は足の長さではありません。{names} のどれかを指定してください。",
  "series.date": "{value} は日付ではありません。2026-11-01 や 2026-11-01T08:30Z のように入力してください。",
  "series.needs-bars": "--from、--to、--csv は --bars RESOLUTION と一緒に使ってください。",
  "series.needs-from": "--bars には --from DATE が必要です。",
  "series.no-follow": "--bars は過去、--follow は今後の価格です。どちらか一方を指定してください。",
  "series.gap": "{symbol} の {from} から {to} までは不明です。",
  "series.none": "この期間の {symbol} の足はありません。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
