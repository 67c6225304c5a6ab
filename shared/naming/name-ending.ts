/** The ending of a file's name: where it begins, and whether it may stay with what the file is by its own bytes. */

const MAX_ENDING_CHARACTERS = 15;

/** A name in two parts; `suffix` begins with its dot, and is empty where there is no ending. */
export interface SplitName {
  readonly stem: string;
  readonly suffix: string;
}

/** Splits a name before its ending, which has two parts where both say what it is: `.tar.gz`. */
export function splitName(name: string): SplitName {
  const last = endingOf(name);
  if (last === "") return { stem: name.replace(/^\.+/, ""), suffix: "" };
  const stem = name.slice(0, -last.length);
  const first = endingOf(stem);
  const isDouble = first !== "" && first.length < stem.length && isPair(first.slice(1), last.slice(1));
  const suffix = isDouble ? first + last : last;
  return { stem: name.slice(0, -suffix.length), suffix };
}

function endingOf(name: string): string {
  const dot = name.lastIndexOf(".");
  const ending = dot <= 0 ? "" : name.slice(dot);
  return ending.length <= MAX_ENDING_CHARACTERS + 1 && /^\.[A-Za-z0-9]+$/.test(ending) ? ending : "";
}

/** What packs a single file, whose own ending comes before. */
const PACKERS = setOf("gz bgz bz2 xz zst lz lzma lz4 lzo br z gpg asc sig");
const PACKED = setOf(
  "tar cpio iso img svg nii vcf sql csv tsv json jsonl ndjson geojson xml html css js txt log md fa fasta fna faa",
  "fq fastq bed gff gtf sam mtx h5ad sdf pdb pcap kml gpx ps pdf warc cdx ttl nt nq dump ext4 qcow2 vmdk raw",
);
const OTHER_PAIRS = setOf("user.js user.css d.ts min.js min.css js.map css.map");

function isPair(first: string, last: string): boolean {
  const [one, two] = [first.toLowerCase(), last.toLowerCase()];
  return (PACKERS.has(two) && PACKED.has(one)) || OTHER_PAIRS.has(`${one}.${two}`);
}

/** Each line the endings of one kind of content, that a program which opens one of them opens all. */
const PICTURES = [
  ...["jpg jpeg jpe jfif jif jfi pjpeg pjp mpo", "png apng", "gif", "webp", "avif avifs", "jxl", "svg"],
  ...[
    "heic heif hif heics heifs avci avcs",
    "bmp dib",
    "ico",
    "cur",
    "icns",
    "jxr wdp hdp",
    "psd psb",
    "xcf",
  ],
  ...[
    "tif tiff dng cr2 nef nrw arw srf sr2 orf rw2 pef srw erf kdc dcr mrw mef mos iiq 3fr gpr svs",
    "cr3",
    "raf",
  ],
  ...["jp2 j2k jpf jpx jpm j2c jpc jph mj2", "flif", "bpg", "jls", "ktx ktx2"],
];
const FILM_AND_SOUND = [
  "mp4 m4v m4p m4a m4b m4r mov qt 3gp 3g2 3gpp f4v f4p f4a f4b mqv insv lrv aax cmfv cmfa",
  ...["mkv webm mka mk3d mks weba", "ogg oga ogv ogm ogx opus spx", "mts ts m2ts m2t tp trp", "avi divx"],
  ...["mpg mpeg mpe m1v m2v m2p mpv vob mp2", "mp3 mp2 mp1 mpga mpa", "wav wave bwf", "flac", "aac adts"],
  ...[
    "aif aiff aifc",
    "amr",
    "mid midi kar rmi",
    "asf wmv wma",
    "flv",
    "rm rmvb ra",
    "ape",
    "wv",
    "ac3",
    "caf",
  ],
  ...["dsf", "dff", "voc", "mpc", "it", "s3m", "xm", "qcp"],
];
const PAGES = ["html htm xhtml xht shtml shtm stm"];
const PROGRAMS = [
  ...[
    "exe dll sys efi ocx drv mui node pyd ax xll vst3 winmd",
    "elf appimage run so ko o out axf prx bin node",
  ],
  ...[
    "macho dylib bundle so o node",
    "class",
    "lnk",
    "reg",
    "chm",
    "swf",
    "wasm",
    "deb udeb ipk",
    "rpm",
    "crx",
  ],
];
/** Of these the ending is as fixed, and others may well stand for something else. */
const FIXED = [
  "pdf ai",
  "rtf doc wri",
  "ps eps epsf epsi ai prn",
  "eps ps epsf epsi ai",
  "ttf otf ttc",
  "woff",
  "woff2",
  "eot",
];

/** What systems run at a double click, and what sites call the program that sends the file. */
const RUN = setOf(
  "com scr pif cpl bat cmd ps1 psm1 psd1 vbs vbe js jse mjs cjs wsf wsh wsc sct hta url desktop inf msc msi msp mst",
  "gadget application appinstaller vsto xbap jnlp scf job hlp command tool terminal workflow inetloc fileloc",
  "sh bash zsh csh ksh fish py pyw pyc rb pl php php3 php4 php5 php7 phtml phar asp aspx ashx axd jsp jspx cgi fcgi do cfm",
);
const TEXTS = setOf("txt text md markdown csv tsv json jsonl log ini cfg conf yaml yml toml css rst tex srt");
/** Sources that may begin with an element, where what they are is said by their ending alone: notes, components, templates, and copies. */
const SOURCES = setOf(
  "md mkd mkdn mdown markdown mdx mdoc rmd qmd rst adoc asciidoc textile wiki mediawiki creole org",
  "vue svelte astro marko riot wxml hbs handlebars mustache ejs erb rhtml eex heex leex njk nunjucks jinja jinja2 j2 twig liquid",
  "latte ftl ftlh vm tmpl tpl gohtml gotmpl template dust eta edge soy mako pebble cshtml vbhtml razor inc in bak orig old",
);
const MARKUP = setOf("html svg xml");
/** Programs of systems that know them by their bytes: they have the ending of their machine or version, or none. */
const NAMED_FREELY = setOf("elf macho");
/** What a program is none of, though no ending of its own kind tells that from it. */
const PACKED_OR_WRITTEN = setOf(
  "zip 7z rar cab jar apk epub tgz tbz2 txz xml docx docm xlsx xlsm pptx pptm doc xls ppt odt ods odp db sqlite",
);
/** Contents that are text themselves. */
const TEXTUAL = setOf("xml ics vcf vtt");
/** What other kinds' endings stand for here, too: pages may be XML, Qt's translations are, Windows' installers compound files. */
const BESIDES: Readonly<Record<string, ReadonlySet<string>>> = {
  xml: setOf("svg rss html htm xhtml xht ts"),
  html: setOf("xml"),
  cfb: setOf("msi msp mst"),
};
/** Says of no content what it is. */
const NEUTRAL = setOf("bin o out");

const SAME = sameEndings([...PICTURES, ...FILM_AND_SOUND, ...PAGES, ...PROGRAMS, ...FIXED]);
const OTHER_KINDS: ReadonlySet<string> = new Set(
  [...setOf(...PICTURES, ...FILM_AND_SOUND, ...PAGES, ...PROGRAMS, "pdf"), ...RUN].filter(
    (ending) => !NEUTRAL.has(ending),
  ),
);

/**
 * Whether a proposed ending may stay with content that has the ending `content` by its bytes. A picture, a film, a page
 * or a program has few names, but for what may begin like a page and what systems run under any name. Of what others build on (ZIP, XML, gzip, compound files, databases, …) and of everything else the
 * detector knows only the shell: there each ending stays that does not stand for another kind, or would make it run.
 */
export function endingMayStay(suffix: string, content: string): boolean {
  const given = lastOf(suffix);
  const found = lastOf(content);
  if (given === found) return true;
  if (MARKUP.has(found) && SOURCES.has(given)) return true;
  if (Object.hasOwn(BESIDES, found) && BESIDES[found]?.has(given)) return true;
  if (NAMED_FREELY.has(found) && !isOfOthers(given)) return true;
  const same = SAME.get(found);
  if (same) return same.has(given);
  // `.2` of a version is no ending, `.001` is one of many parts.
  if (/^(?:\d\d?|\d{4,15})$/.test(given)) return false;
  return given !== "" && !OTHER_KINDS.has(given) && (TEXTUAL.has(found) || !TEXTS.has(given));
}

function isOfOthers(ending: string): boolean {
  return [OTHER_KINDS, TEXTS, PACKERS, PACKED_OR_WRITTEN].some((endings) => endings.has(ending));
}

function lastOf(ending: string): string {
  return ending.slice(ending.lastIndexOf(".") + 1).toLowerCase();
}

function setOf(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.split(" ")));
}

function sameEndings(groups: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const same = new Map<string, Set<string>>();
  for (const group of groups) {
    const endings = group.split(" ");
    for (const ending of endings) same.set(ending, new Set([...(same.get(ending) ?? []), ...endings]));
  }
  return same;
}
