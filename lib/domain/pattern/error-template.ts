// The text of an error without what differs from one time to the next: numbers, ids, quoted values, addresses, dates, places.

/** Of a long text the head says what went wrong; the rest repeats the request. UTF-16 units before and after taking out. */
const READ_CHARS = 2000;
const KEPT_CHARS = 200;

/** Lines of stack traces in the ways of V8, Java, Python, Go and .NET. */
const STACK_LINE = /^\s*(?:at\s+\S.*|File ["“].*line \d+.*|Traceback \(most recent call last\):?|goroutine \d+.*|\.{3} \d+ more)\s*$/u;
/** A status of HTTP says what kind of failure it is, so it stays where the text calls it one. */
const STATUS = /\b(status(?: ?code)?|http(?:\/\d(?:\.\d)?)?|error code|response code|code)(["']?\s*[:=]?\s*)([1-5]\d\d)\b/giu;
/** Characters of no script, which no text uses: they carry a kept status through the steps below. */
const KEPT = ['\uE000', '\uE001'] as const;

const STEPS: readonly (readonly [RegExp, string])[] = [
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`]+/giu, '<url>'],
  [/[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '<email>'],
  [/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/giu, '<id>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/gu, '<address>'],
  [/\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?(?:Z|[+-]\d{2}:?\d{2}))?)?/giu, '<time>'],
  [/\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b/gu, '<time>'],
  [/\b\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\b/gu, '<time>'],
  [/(?:(?<=^|[\s("'=])|\b[A-Za-z]:)(?:[/\\][\p{L}\p{N}._@ -]*[\p{L}\p{N}._@-]){2,}/gu, '<path>'],
  [/"(?:[^"\\\n]|\\.){0,1000}"(?!\s*:)|“[^”\n]{0,1000}”|«[^»\n]{0,1000}»|「[^」\n]{0,1000}」|`[^`\n]{0,1000}`/gu, '<value>'],
  [/(?<![\p{L}\p{N}])'[^'\n]{0,1000}'(?![\p{L}\p{N}])/gu, '<value>'],
  [/\b0x[0-9a-f]+\b/giu, '<id>'],
  [/(?<![\p{L}\p{N}_.,-])\d+(?:[.,]\d+)*(?=(?:ns|us|ms|s|sec|secs|min|h|kb|mb|gb|kib|mib|gib)(?![\p{L}\p{N}_-]))/giu, '<n>'],
  // A run of letters and digits with both among them, joined by dashes or underscores: `req_9f3c`, `call-77ab`, a hash.
  [/(?<![\p{L}\p{N}<])(?=[\p{L}\p{N}_-]*\p{Nd})(?=[\p{L}\p{N}_-]*\p{L})[\p{L}\p{N}]+(?:[_-][\p{L}\p{N}]+)*(?![\p{L}\p{N}>])/gu, '<id>'],
  [/[+-]?\p{Nd}+(?:[.,'’_\u00a0\u202f]\p{Nd}+)*%?/gu, '<n>'],
];
/** Lists of any length are one. */
const REPEATED = /(<[a-z]+>)(?:\s*[,;:|/-]?\s*(?:and\s+)?\1)+/gu;

/**
 * What an error says each time that it happens, e.g. `Rate limit reached for <value>: limit <n>, used <n>, retry in <n>s`. Works on
 * one text alone, so that every process gives the same answer whatever it has seen before; the masks are those that Drain (He et
 * al., ICWS 2017) and Loghub's parsers put before their tree. Empty for a text of nothing but such parts.
 */
export function errorTemplate(text: string): string {
  const lines = text
    .normalize('NFKC')
    .slice(0, READ_CHARS)
    .replace(/\p{Surrogate}/gu, '')
    .split(/\r?\n/u);
  const told = lines.filter((line) => !STACK_LINE.test(line)).join(' ');
  const kept: string[] = [];
  let masked = told.replaceAll(/[\uE000\uE001]/gu, '').replace(STATUS, (_, word: string, between: string, status: string) => {
    kept.push(status);
    return `${word}${between}${KEPT[0]}${KEPT[1].repeat(kept.length)}${KEPT[0]}`;
  });
  for (const [part, mask] of STEPS) masked = masked.replace(part, mask);
  masked = masked.replace(/\uE000(\uE001+)\uE000/gu, (_, mark: string) => kept[mark.length - 1] ?? '');
  masked = masked.replace(/\s+/gu, ' ').replace(REPEATED, '$1').trim();
  if (!/\p{L}/u.test(masked.replace(/<[a-z]+>/gu, ''))) return '';
  return masked.length <= KEPT_CHARS ? masked : `${Array.from(masked).slice(0, KEPT_CHARS).join('')}…`;
}

/** A name of a step, tool or field in the same way: `agent_step_3` and `agent_step_12` are one. Case and space do not count. */
export function nameTemplate(name: string): string {
  return name
    .normalize('NFKC')
    .slice(0, KEPT_CHARS * 2)
    .replace(/\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/giu, '<id>')
    .replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/giu, '<id>')
    .replace(/\p{Nd}+/gu, '<n>')
    .replace(/\s+/gu, ' ')
    .trim()
    .toLowerCase()
    .slice(0, KEPT_CHARS);
}
