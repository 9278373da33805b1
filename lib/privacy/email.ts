// E-mail addresses: RFC 5322 dot-atoms as people use them, found from the @ outwards.
import type { Meter, Reading, Recogniser } from './recogniser';

const MAX_LOCAL = 64;
/** Ends of file names, and code, that an @ can stand before: `logo@2x.png`, `x@self.weight`. */
const FILE_ENDING =
  /\.(?:png|jpe?g|gif|webp|svg|avif|ico|css|scss|html?|jsx?|tsx?|mjs|cjs|json|ya?ml|txt|log|csv|pdf|zip|gz|tar|exe|dll|so)$/i;
const CODE = /^(?:self|this|super|cls)\./i;
const LABEL = '[A-Za-z0-9\\u00c0-\\u024f](?:[A-Za-z0-9\\u00c0-\\u024f-]{0,61}[A-Za-z0-9\\u00c0-\\u024f])?';
const DOMAIN = new RegExp(`${LABEL}(?:\\.${LABEL}){1,8}`, 'y');

export const email: Recogniser = {
  id: 'email',
  title: 'E-mail address',
  example: 'someone@example.com',
  isChecksummed: false,
  words: null,
  isSafeInIds: true,
  find: { anchor: null, isWorthIt: (text) => text.includes('@'), readings },
};

function* readings(text: string, meter: Meter): Generator<Reading> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const start = localStart(text, at, meter);
    if (start === at) continue;
    DOMAIN.lastIndex = at + 1;
    const domain = DOMAIN.exec(text)?.[0];
    meter.steps += domain?.length ?? 1;
    if (domain === undefined || !/\.(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})$/.test(domain)) continue;
    if (FILE_ENDING.test(domain) || CODE.test(domain)) continue;
    const end = at + 1 + domain.length;
    // `git@host:path` is an address of a repository.
    if (text.slice(start, at) === 'git' && text[end] === ':') continue;
    yield { start, end, value: text.slice(start, end), strength: 1 };
  }
}

/** Goes back over the local part; at most 64 characters, no dot at its ends. */
function localStart(text: string, at: number, meter: Meter): number {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && isLocal(text.charCodeAt(start - 1))) start -= 1;
  meter.steps += at - start + 1;
  // Text inside JSON or a log line spells a line break as a backslash and a letter.
  if (text[start - 1] === '\\' && /[nrtbf]/.test(text[start] ?? '')) start += 1;
  while (start < at && /[.'&]/.test(text[start] ?? '')) start += 1;
  return text[at - 1] === '.' ? at : start;
}

/** Letters, digits and the marks that mail providers give out; Latin letters with accents are allowed since RFC 6531. */
function isLocal(code: number): boolean {
  const isLetter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0x24f);
  return isLetter || (code >= 48 && code <= 57) || code === 46 || code === 95 || code === 43 || code === 45 || code === 39 || code === 38;
}
