/**
 * Chinese in simplified letters, with the words it uses throughout. Concise, what to do begins with 请, the reader is
 * 您 only where it can't be said without; a space parts Latin words, figures and what is filled in from Chinese
 * letters, punctuation is full-width, quotes are “…”. Words of the browser are those of Chrome in Chinese.
 *
 * companion = 配套程序 · extension = 扩展程序 · home folder = 数据文件夹 · computer = 电脑 · identity = 标识
 * pair, pairing, pairing link = 配对, 配对链接 · revoke = 解除 · undo = 撤销 · take back = 撤回 · proof = 验证
 * queue, queued = 排队, 已排队 · waiting = 等待中 · index, record = 索引, 记录 · entry = 条目 · stream = 数据流
 * lane, topic, client, token, port, host = 通道, 主题, 客户端, 令牌, 端口, 主机 · channel = 频道 · profile = 个人资料
 * price = 价格 · price panel = 价格面板 · live = 实时 · venue = 交易所 · symbol = 交易代码 · follow = 关注
 * bar, candle = K 线 · simulated market = 模拟市场 · watch list = 自选
 * picture, image = 图片 · bytes of a picture = 原始数据 · save = 保存 · retry = 重试 · pause, resume = 暂停, 恢复
 * site = 网站 · page = 网页 (of a site), 页面 (of ours) · permission, allow = 权限, 允许 · click, press = 点击 · begin anew = 重置
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

export const CHINESE = {
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
