/** Chinese: the pages' titles, and the pages that show one thing: the screen of a browser that is not paired, the welcome after installation, and a received file. */

import type { PAGES as ENGLISH } from "../english/pages.ts";

export const PAGES = {
  "title.ask": "允许 Pagewire 读取这张图片吗？",
  "title.confirm": "另一个配套程序 – Pagewire",
  "title.options": "Pagewire 设置",
  "title.paired": "新的配套程序 – Pagewire",
  "title.popup": "Pagewire",
  "title.save": "保存文件 – Pagewire",
  "title.sidepanel": "Pagewire 价格",
  "title.view": "收到的文件 – Pagewire",
  "title.welcome": "欢迎使用 Pagewire",

  "unpaired.title": "与此电脑配对",
  "unpaired.start":
    "Pagewire 的另一半，即配套程序，在电脑上运行。请在终端中启动它，并在此浏览器中打开它显示的链接。",
  "unpaired.running": "Pagewire 正在此电脑上运行。请在终端中获取链接，并在此浏览器中打开。",
  "unpaired.in-folder": "在 Pagewire 文件夹中运行：",
  "unpaired.runs-already": "已经在运行？用此命令生成链接：",
  "unpaired.open-page": "打开其页面",
  "unpaired.waiting": "正在等待链接…",
  "unpaired.withheld": "浏览器不允许 Pagewire 读取此电脑的页面（包括配对页面），请允许读取。",
  "unpaired.allow": "允许此电脑",
  "unpaired.done": "已与此电脑配对。",
  "unpaired.try": "在示例页面上试试",

  "welcome.about":
    "将此浏览器与它所在的电脑相连：图片存入文件夹，文件传回浏览器，价格一目了然。不会发送到其他任何地方。",
  "welcome.start": "在此电脑上启动 Pagewire",
  "welcome.start-about": "浏览器这一半已就绪。另一半，即配套程序，在电脑上运行：请在终端中启动它。",
  "welcome.started": "正在 {address} 上运行。",
  "welcome.pair": "将此浏览器与它配对",
  "welcome.pair-about": "在此浏览器中打开它显示的链接，并点击其中的按钮。用此命令可再生成一个链接：",
  "welcome.send": "发送第一张图片",
  "welcome.send-about":
    "在任意网页上右键点击任意图片，选择“发送到 Pagewire”。片刻之后，它就会连同来源信息一起出现在电脑的 Inbox 文件夹中。",
  "welcome.sent": "已到达电脑。可在 Inbox 文件夹中，以及弹出窗口的“已发送”中找到它。",
  "welcome.allow": "原样获取每张图片",
  "welcome.allow-about":
    "大多数图片与显示它们的网页不在同一网站上。允许所有网站后，Pagewire 会直接从网页中取出图片的原始数据，不再向任何网站请求。它只读取点击的内容，并且只发送到您自己的电脑。也可以等遇到第一张需要权限的图片时再决定。",
  "welcome.allow-again":
    "大多数图片与显示它们的网页不在同一网站上。允许所有网站后，若无法取得网页自身的副本，Pagewire 会再次向图片所在的网站请求。它只读取点击的内容，并且只发送到您自己的电脑。也可以等遇到第一张需要权限的图片时再决定。",
  "welcome.allow-button": "允许所有网站",
  "welcome.allowed": "已允许所有网站。可在设置中撤回。",
  "welcome.icon": "让 Pagewire 触手可及",
  "welcome.icon-about": "它的图标显示收发情况，可打开文件和价格，并提示新文件的数量。",
  "welcome.pin": "浏览器把它收在了拼图图标后面：点击拼图图标，再点击 Pagewire 旁边的图钉。",
  "welcome.pinned": "图标已在工具栏上。",
  "welcome.keys": "也可以用这些快捷键打开：",
  "welcome.no-keys": "尚未设置快捷键。",

  "ask.why":
    "图片与网页的来源不同；未经许可，浏览器不会将这类数据交给扩展程序。Pagewire 只读取点击的内容，并且只发送到您自己的电脑。",
  "ask.every": "所有网站",
  "ask.every-about": "只询问一次：每张图片都与网页上显示的完全一致，且不再向任何网站请求。",
  "ask.every-again": "只询问一次：每张图片都会再次向其所在的网站请求。",
  "ask.only": "仅 {host}",
  "ask.only-about": "将再次向该网站请求图片；其他网站会另行询问。",
  "ask.never": "不允许",
  "ask.never-about": "只取无需权限就能得到的图片：重新绘制或从屏幕截取，并加以标注。",

  "save.saving": "正在保存",
  "save.ready": "{size}，尚未保存。",
  "save.reading": "已读取 {done}，共 {size}。弹出窗口可以关闭；请保持此页面打开，直到浏览器保存文件。",
  "save.handed-over": "浏览器正在保存：可在下载列表中查看进度。",
  "save.saved": "已保存。",
  "save.not-whole": "此文件尚未收完：请等收完后再保存。",
  "save.too-large":
    "文件过大，浏览器没有空间为下载拼合它：请改为选择保存位置，或释放一些磁盘空间后重新保存。",
  "save.again": "重新保存",
  "save.close": "关闭此页面",
  "save.choose": "选择位置…",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
