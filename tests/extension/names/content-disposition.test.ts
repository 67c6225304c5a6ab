import { describe, expect, it } from "vitest";
import { nameFromDisposition } from "../../../shared/extension/names/content-disposition.ts";
import { proposedName } from "../../../shared/extension/names/file-name.ts";

describe("the name in a Content-Disposition header", () => {
  it.each([
    ["attachment; filename=a.png", "a.png"],
    ["filename=a.png", "a.png"],
    ['ATTACHMENT ;FileName = "a b.png" ; size=3', "a b.png"],
    ['attachment; filename="a;b=\\"c\\".png"; x=y', 'a;b="c".png'],
    ["attachment; filename=a b.png", "a b.png"],
    ["attachment; filename= harbour 1.png ;size=3", "harbour 1.png"],
    ['attachment; filename="not closed', "not closed"],
    ["attachment; filename*=UTF-8''%e2%82%ac%20rates.txt", "€ rates.txt"],
    ["attachment; filename=plain.txt; filename*=utf-8'en'better.txt", "better.txt"],
    ["attachment; filename*=utf-8''a b.txt ; filename=c", "a b.txt"],
    ["attachment; filename*=utf-8''100%.txt", "100%.txt"],
    ["attachment; filename*=latin1''x.txt; filename=y.txt", "x.txt"],
    ["attachment; filename*=no-charset''x.txt; filename=y.txt", "y.txt"],
    ["attachment; filename*=utf-8''%FF%FE.txt; filename=y.txt", "y.txt"],
    ["attachment; filename*=utf-8'a%20b.txt; filename=y.txt", "y.txt"],
    ["attachment; filename*=ISO-8859-1''na%EFve.png", "naïve.png"],
    ["attachment; filename*=gb2312''%D0%B4.png", "写.png"],
    ["attachment; filename*=\"UTF-8''a%20b.png\"", "a b.png"],
    ["attachment;filename*=utf-8''a%20b.png;filename=\"x.png\"", "a b.png"],
    ['attachment; filename="=?UTF-8?B?5YaZ55yfLnBuZw==?="', "写真.png"],
    ["attachment; filename==?utf-8?b?5YaZ55yfLnBuZw==?=", "写真.png"],
    ['inline; filename="=?UTF-8?Q?=E5=86=99_=E7=9C=9F.png?="', "写 真.png"],
    ['inline; filename="=?UTF-8*ja?B?5YaZ?= =?utf-8?B?55yf?= x.png"', "写真 x.png"],
    ['inline; filename="=?UTF-8?B?5Y?= =?UTF-8?B?aZ?=.png"', ""],
    ['inline; filename="=?UTF-8?Q?=E5=86?= =?UTF-8?Q?=99.png?="', "写.png"],
    ['inline; filename="a =?UTF-8?B?5YaZ?= =?iso-8859-1?Q?=EF?=.png"', "a 写ï.png"],
    ['inline; filename="=?iso-8859-1?Q?na=EFve.png?="', "naïve.png"],
    ['inline; filename="=?gb2312?B?0LTV5i5wbmc=?="', "写真.png"],
    ['inline; filename="=?ISO-2022-JP?B?GyRCPEw/PxsoQi5wbmc=?="', "写真.png"],
    ['inline; filename="=?no-charset?B?5YaZ?=.png"', ""],
    ['inline; filename="=?utf-8?X?a?=.png"', "=?utf-8?X?a?=.png"],
    ['inline; filename="=?utf-8?B?not closed.png"', "=?utf-8?B?not closed.png"],
    ['inline; filename="%E5%86%99%E7%9C%9F.png"', "写真.png"],
    ["inline; filename=%E5%86%99%E7%9C%9F.png", "写真.png"],
    ['inline; filename="a%20b%2Fc%5Cd.png"', "a b_c_d.png"],
    ['inline; filename="100%.png"', "100%.png"],
    ['inline; filename="50%25.png"', "50%.png"],
    ['inline; filename="%BB%E7%C1%F8.png"', "%BB%E7%C1%F8.png"],
    ['inline; filename="../x/a.png"', "a.png"],
    ['inline; filename="C:\\Users\\me\\a.png"', "a.png"],
    ['inline; filename="\\\\server\\share\\a.png"', "a.png"],
    ['inline; filename="a.png"; filename*0="b"', "b"],
    ['inline; filename*0="a b"; filename*1=".png"', "a b.png"],
    ["inline; filename*1*=%E5%86; filename*0*=UTF-8''a%20; filename*2*=%99; filename*3=\".png\"", "a 写.png"],
    ["inline; filename*1=b.png; filename=a.png", "a.png"],
    ["attachment; filename*=utf-8''; filename=y.txt", "y.txt"],
    [`attachment; title="filename=no.txt"; filename=yes.txt`, "yes.txt"],
    ["attachment; filename=first.txt; filename=second.txt", "first.txt"],
    ["attachment; xfilename=no.txt", undefined],
    ["attachment", undefined],
    ["", undefined],
    [";;;=;filename", undefined],
  ])("of %j is %j", (header, name) => {
    expect(nameFromDisposition(header)).toBe(name);
  });

  it.each([
    ["写真.png", undefined, "写真.png"],
    ["写 真.png", "shift_jis", "写 真.png"],
  ])("is read as the UTF-8 that its raw bytes are: %s", (name, charset, read) => {
    const raw = Buffer.from(name).toString("latin1");
    expect(nameFromDisposition(`inline; filename="${raw}"`, charset)).toBe(read);
    expect(nameFromDisposition(`inline; filename=${raw}`, charset)).toBe(read);
  });

  it("is read in the page's charset where it is no UTF-8, else as Latin-1", () => {
    const header = 'inline; filename="\u00bb\u00e7\u00c1\u00f8.png"';
    expect(nameFromDisposition(header, "euc-kr")).toBe("사진.png");
    expect(nameFromDisposition(header, "no-charset")).toBe("»çÁø.png");
    expect(nameFromDisposition('inline; filename="na\u00efve.png"')).toBe("naïve.png");
    expect(nameFromDisposition('inline; filename="it\u0092s \u20ac.png"')).toBe("it\u0092s €.png");
    expect(nameFromDisposition('inline; filename="it\u0092s.png"')).toBe("it’s.png");
    expect(nameFromDisposition('inline; filename="%BB%E7%C1%F8.png"', "euc-kr")).toBe("사진.png");
  });

  it("gives way to the address's where it is empty", () => {
    expect(proposedName("https://a.test/b%20c.png?d", 'attachment; filename=""', "file")).toBe("b c.png");
    expect(proposedName("https://a.test/", null, "file")).toBe("file");
  });
});
