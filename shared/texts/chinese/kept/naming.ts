/** Chinese: the rule by which received files are named. */

import type { NAMING as ENGLISH } from "../../english/kept/naming.ts";

export const NAMING = {
  "template.long": "规则超过 {most} 个字符：请缩短。",
  "template.text-long": "名称中的固定文字超过 {most} 个字符：请缩短，给字段留出空间。",
  "template.open": "{brace} 没有闭合：请在字段末尾加上括号。",
  "template.unopened": "{brace} 没有对应的开头：请删除，或在其前面开始一个字段。",
  "template.deep": "文件夹超过 {most} 层：请减少。",
  "template.number-in-folder": "{field} 只能在名称中出现一次：请从其他位置删除。",
  "template.empty-folder": "有文件夹没有名称：请删除斜杠，或在其前面写上名称。",
  "template.no-name": "文件没有名称：请以 {field} 之类的字段结尾。",
  "template.dots": "名称不能以点开头：请删除该点。",
  "template.character": "名称中不能有 {character}：请删除。",
  "template.unseen": "规则中有不可见的字符：请删除。",
  "template.field": "没有 {field} 字段：可用的有 {fields}。",
  "template.length": "长度是 1 到 {most} 之间的数字：请修改。",
  "template.filter": "没有 {filter} 这种变换：请写 60 之类的长度、lower、upper、dashes，或 else 加文字。",
  "template.date-filter": "{filter} 不是日期格式：请写成 YYYY-MM 之类，可用 YYYY、MM、DD、hh、mm 和 ss。",
} as const satisfies Readonly<Record<keyof typeof ENGLISH, string>>;
