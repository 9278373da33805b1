// Finds values in a text: candidates at anchors, proven by arithmetic, weighed by the words around them, overlaps settled.
import { marksIn } from '@/lib/domain/mask-token';
import { foldText } from './fold-text';
import { keyWords } from './key-words';
import type { Meter, Recogniser, Surroundings } from './recogniser';
import { secret } from './secret';

export interface Scanner {
  recognisers: readonly Recogniser[];
  phoneRegions: readonly string[];
  digits: readonly Recogniser[];
  letters: readonly Recogniser[];
  whole: readonly Recogniser[];
  /** Keys are in ASCII by their form; everything else may be typed with other digits, spaces and dashes. */
  folds: boolean;
  /** Whether what is found depends on the text alone, whatever field holds it. */
  isBlindToNames: boolean;
}

export function makeScanner(recognisers: readonly Recogniser[], phoneRegions: readonly string[]): Scanner {
  const of = (anchor: 'digits' | 'letters' | null) => recognisers.filter(({ find }) => find.anchor === anchor);
  return {
    recognisers,
    phoneRegions,
    digits: of('digits'),
    letters: of('letters'),
    whole: of(null),
    folds: recognisers.some(({ id }) => id !== 'secret'),
    isBlindToNames: recognisers.every((recogniser) => recogniser === secret),
  };
}

export interface Found {
  start: number;
  end: number;
  recogniser: Recogniser;
  /** Normalised. */
  value: string;
  score: number;
}

/** Seven digits, single separators between them: less is no identifier of a person. */
const DIGITS = /(?<![A-Za-z0-9_])[+(]{0,2}\d(?:[ .\-/()]{0,2}\d){6}/g;
const LETTERS = /(?<![A-Za-z0-9_])(?:[A-Za-z]{2} ?\d{2}|[A-Za-z]{6}\d|[XYZxyz][- ]?\d{7})/g;
const ESCAPES = /\\[nrtbf"/\\]/g;
const TWO_DIGITS = /\d[ .-]?\d/;
/** A word with a digit and a dash or dot in front: a group of a longer id (UUID, version, path). */
const CHAINED = /[A-Za-z]*\d[A-Za-z0-9]*[-.]$/;
/** Nothing that is looked for is shorter. */
const SHORTEST = 6;
const THRESHOLD = 0.5;
const CONTEXT = 0.45;
const WORDS_BEFORE = 48;
const WORDS_AFTER = 24;
/** What names an id of a system rather than of a person, right before the candidate. */
const ID_BEFORE =
  /(?:^|[^\p{L}])(?:orders?|invoices?|traces?|spans?|requests?|sessions?|builds?|versions?|releases?|tickets?|cases?|ref|references?|tracking|serials?|sku|isbn|ean|upc|gtin|parts?|batch|commits?|revisions?|runs?|jobs?|tasks?|messages?|events?|timestamps?|epoch|unix|time|date|hash|checksum|digest|uuid|guid|ids?|index|count|tokens?|seed|offset|nanos?|millis|ms|ns|start|end|created|updated|port|size|bytes|article|item|product|model|row|line|page|doi|pmid|issue|transaction|parcel|shipment|consignment|container|lot|imei)(?:[\s_]*(?:no|nr|num|number|id|code|key))?[\s:#=.|"'’“(\\]*$/u;

/**
 * Whether JSON text has anything that the scanner would find once its values were taken apart. Never a wrong no: escapes hide
 * where a word begins, and the words that a name of a field gives may be written together, so both count as maybe.
 */
export function mayHoldValues(json: string, scanner: Scanner): boolean {
  if (json.includes('\\u')) return true;
  if (!mayFind(json, scanner)) return false;
  const flat = json.includes('\\') ? json.replace(ESCAPES, '  ') : json;
  if (scanner.digits.length + scanner.letters.length > 0 && (found(DIGITS, flat) || found(LETTERS, flat))) return true;
  const folded = scanner.folds ? foldText(flat) : flat;
  if (folded !== flat) return true;
  return scanner.whole.some(({ find, words, id }) => {
    if (find.anchor !== null || !find.isWorthIt(flat)) return false;
    if (words !== null || id === 'credential') return true;
    for (const _reading of find.readings(flat, { steps: 0 })) return true;
    return false;
  });
}

/** False where a scan is not worth its while: for texts of any name when only keys are looked for, otherwise for the shortest alone. */
export function mayFind(text: string, { isBlindToNames, whole }: Scanner): boolean {
  if (text.length < SHORTEST) return false;
  if (!isBlindToNames) return true;
  for (const { find } of whole) if (find.anchor === null && find.isWorthIt(text)) return true;
  return false;
}

function found(places: RegExp, text: string): boolean {
  places.lastIndex = 0;
  return places.test(text);
}

/** Values in the order of their places, without overlaps. `key` is the name of the field that holds the text, `''` where there is none. */
export function scanText(text: string, scanner: Scanner, key = '', meter: Meter = { steps: 0 }): Found[] {
  if (!mayFind(text, scanner)) return [];
  const folded = scanner.folds ? foldText(text) : text;
  const found: Found[] = [];
  if (scanner.digits.length + scanner.letters.length > 0 && TWO_DIGITS.test(folded)) {
    scanAnchors(folded, 'digits', DIGITS, scanner.digits, scanner, key, meter, found);
    scanAnchors(folded, 'letters', LETTERS, scanner.letters, scanner, key, meter, found);
  }
  for (const recogniser of scanner.whole) {
    const { find } = recogniser;
    if (find.anchor !== null || !find.isWorthIt(folded, keyWords(key))) continue;
    for (const reading of find.readings(folded, meter, keyWords(key))) {
      const score = scoreOf(recogniser, reading.strength, around(folded, reading.start, reading.end, key, scanner));
      if (score >= THRESHOLD) found.push({ ...reading, value: normalised(reading.value), recogniser, score });
    }
  }
  return found.length === 0 ? found : withoutOverlaps(found, text, scanner);
}

function scanAnchors(
  text: string,
  anchor: 'digits' | 'letters',
  places: RegExp,
  fitting: readonly Recogniser[],
  scanner: Scanner,
  key: string,
  meter: Meter,
  found: Found[],
): void {
  meter.steps += text.length;
  if (fitting.length === 0) return;
  places.lastIndex = 0;
  for (let place = places.exec(text); place; place = places.exec(text)) {
    const first = place.index + (anchor === 'digits' ? place[0].search(/\d/) : 0);
    if (!CHAINED.test(text.slice(Math.max(0, place.index - 14), place.index))) {
      for (const recogniser of fitting) {
        const reading = readAt(text, place.index, first, recogniser, scanner, key, meter);
        if (reading) found.push(reading);
      }
    }
    // The next word of the same chain may begin a value as well.
    places.lastIndex = Math.max(first + 1, wordEnd(text, first));
  }
}

function readAt(
  text: string,
  place: number,
  first: number,
  recogniser: Recogniser,
  scanner: Scanner,
  key: string,
  meter: Meter,
): Found | null {
  const { find } = recogniser;
  if (find.anchor === null) return null;
  const start = recogniser.id === 'phone' ? place : first;
  meter.steps += find.reach;
  find.pattern.lastIndex = start;
  const match = find.pattern.exec(text)?.[0];
  if (match === undefined) return null;
  const sides = around(text, start, start + match.length, key, scanner);
  const read = find.read(match, sides);
  if (!read) return null;
  const end = start + (read.length ?? match.length);
  const score = scoreOf(recogniser, read.strength, end === start + match.length ? sides : around(text, start, end, key, scanner));
  return score < THRESHOLD ? null : { start, end, recogniser, value: normalised(read.value), score };
}

function wordEnd(text: string, from: number): number {
  let end = from;
  while (end < text.length && end - from < WORDS_BEFORE && /[A-Za-z0-9]/.test(text[end] as string)) end += 1;
  return end;
}

function around(text: string, start: number, end: number, key: string, { phoneRegions }: Scanner): Surroundings {
  const before = text.slice(Math.max(0, start - WORDS_BEFORE), start);
  return {
    before: `${key === '' ? '' : `${keyWords(key)} | `}${before}`.toLowerCase(),
    after: text.slice(end, end + WORDS_AFTER).toLowerCase(),
    phoneRegions,
  };
}

function scoreOf({ words }: Recogniser, strength: number, { before, after }: Surroundings): number {
  if (words && (words.test(before) || words.test(after))) return strength + CONTEXT;
  return ID_BEFORE.test(before) ? strength - CONTEXT : strength;
}

function normalised(value: string): string {
  return value.normalize('NFKC').toLowerCase();
}

/** The better score wins, then the longer value, then the order of the registry. Marks that stand there already are left alone. */
function withoutOverlaps(found: Found[], text: string, { recognisers }: Scanner): Found[] {
  const marks = marksIn(text);
  if (found.length === 1 && marks.length === 0) return found;
  const isTaken = new Uint8Array(text.length + 1);
  for (const { start, text: mark } of marks) isTaken.fill(1, start, start + mark.length);
  const order = (entry: Found) => recognisers.indexOf(entry.recogniser);
  const kept = found
    .sort((a, b) => b.score - a.score || b.end - b.start - (a.end - a.start) || order(a) - order(b))
    .filter(({ start, end }) => {
      if (isTaken.subarray(start, end).includes(1)) return false;
      isTaken.fill(1, start, end);
      return true;
    });
  return kept.sort((a, b) => a.start - b.start);
}
