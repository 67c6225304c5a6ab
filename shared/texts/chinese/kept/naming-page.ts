/** Chinese: the settings of names and folders. */

import type { NAMING_PAGE as ENGLISH } from "../../english/kept/naming-page.ts";

export const NAMING_PAGE = {
  "naming.title": "名称与文件夹",
  "naming.about": "发送的内容在电脑上如何命名和归档，适用于所有已配对的浏览器。",
  "naming.template": "规则",
  "naming.guide":
    "斜杠表示 Inbox 内的文件夹。字段后的竖线可对其变换：{length} 用于截短，{form} 是日期格式，{instead} 用于替代未知内容。",
  "naming.fields": "插入字段",
  "naming.save": "使用此规则",
  "naming.reset": "还原",
  "naming.saved": "从现在起按此命名。",
  "naming.preview": "最近的图片将命名为",
  "naming.example": "图片的命名示例",
  "naming.offline": "规则保存在电脑上：连接配套程序后，即可在此查看和更改。",
  "naming.json": "为每个文件附带 JSON 文件",
  "naming.json-about": "来源记录，供程序使用：{name}",
  "naming.xmp": "为每个文件附带 XMP 文件",
  "naming.xmp-about": "来源、标题、说明和标签，供照片管理软件使用：{name}",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
