// The details in which a sentence differs from the source sentence that it follows: another number, another date, another unit.
import { datesIn, type DateMention, dayOrderOf } from './match-date';
import { facing, type Laid } from './match-lay';
import { type NumberMention, numbersIn, plainNumber } from './match-number';
import { statedNumbers } from './match-stated-number';
import { unitAfter } from './match-unit';

export interface Detail {
  kind: 'number' | 'date' | 'unit' | 'currency';
  /** As the sentence has it, and as the source has it in its place. */
  wanted: string;
  found: string;
}

interface Side {
  text: string;
  dates: readonly DateMention[];
  numbers: readonly NumberMention[];
}

/** In the order of the sentence; `laid` is the sentence beside the stretch. */
export function detailsOf(sentence: string, stretch: string, laid: Laid, hasDecimalComma = false): Detail[] {
  const order = dayOrderOf(stretch);
  const [mine, theirs] = [sideOf(sentence, order, hasDecimalComma), sideOf(stretch, order, hasDecimalComma)];
  const dates = mine.dates.flatMap((date) => dateDetail(date, mine, theirs, laid) ?? []);
  const numbers = mine.numbers.flatMap((number) => numberDetail(number, mine, theirs, laid) ?? []);
  return [...dates, ...numbers];
}

function sideOf(text: string, order: ReturnType<typeof dayOrderOf>, hasDecimalComma: boolean): Side {
  const dates = datesIn(text, order);
  const isInDate = ({ start, end }: NumberMention) => dates.some((date) => start >= date.start && end <= date.end);
  const stated = new Set(statedNumbers(text, dates).map(({ start }) => start));
  const numbers = numbersIn(text, hasDecimalComma).filter(
    (mention) =>
      !isInDate(mention) && !isFraction(text, mention) && (mention.isSpelled || stated.has(mention.start) || isReference(text, mention)),
  );
  return { text, dates, numbers };
}

/** `Item 9.01`, `No. 3`: such numbers state nothing by themselves, but here the source's own stands beside them. */
const isReference = (text: string, { start, isAttached }: NumberMention): boolean =>
  !isAttached &&
  /\b(?:items?|no\.|nos\.|sections?|articles?|part|chapter|page|figure|table)\s?$/iu.test(text.slice(Math.max(0, start - 10), start));

/** `1/4` is one number, which is not read here. */
const isFraction = (text: string, { start, end }: Mention): boolean => /[/⁄]/u.test(`${text[start - 1] ?? ''}${text[end] ?? ''}`);

type Mention = { start: number; end: number };

const inside = (range: Mention | null) => (mention: Mention) => range !== null && mention.start < range.end && range.start < mention.end;

function dateDetail(date: DateMention, mine: Side, theirs: Side, laid: Laid): Detail | null {
  const there = theirs.dates.filter(inside(facing(laid, date.start, date.end)));
  const [other] = there;
  if (!other || there.some((one) => isSameDay(date, one))) return null;
  // Two dates that changed places are told apart by order alone, and sentences order freely.
  if (theirs.dates.some((one) => isSameDay(date, one)) && mine.dates.some((one) => isSameDay(one, other))) return null;
  return { kind: 'date', wanted: mine.text.slice(date.start, date.end), found: theirs.text.slice(other.start, other.end) };
}

/** A date without its day, or without its year, is the same as far as it goes. */
function isSameDay(a: DateMention, b: DateMention): boolean {
  const forms = ({ iso, alternative }: DateMention) => (alternative ? [iso, alternative] : [iso]);
  return forms(a).some((one) => forms(b).some((other) => agree(one, other) || agree(other, one)));
}

const agree = (whole: string, part: string): boolean =>
  whole === part || (part.startsWith('--') ? whole.endsWith(part.slice(2)) : part.length === 7 && whole.startsWith(part));

function numberDetail(number: NumberMention, mine: Side, theirs: Side, laid: Laid): Detail | null {
  const there = theirs.numbers.filter(inside(facing(laid, number.start, number.end)));
  if (there.length === 0) return null;
  const same = there.find((one) => isSameSize(number, one));
  if (same) return unitDetail(number, same, mine.text, theirs.text);
  const other = there.find(({ digits }) => digits === number.digits) ?? (there[0] as NumberMention);
  const words = { wanted: written(mine.text, number), found: written(theirs.text, other) };
  // `$ 5` in a table in millions is `$5 million` in a sentence: a scale that only one side names may stand in the other's head.
  if (other.digits === number.digits) return other.scale !== 1 && number.scale !== 1 ? { kind: 'unit', ...words } : null;
  if (isRounded(number, other)) return null;
  const isElsewhere = theirs.numbers.some((one) => isSameSize(number, one)) && mine.numbers.some((one) => isSameSize(one, other));
  return isElsewhere ? null : { kind: 'number', ...words };
}

function isSameSize(a: NumberMention, b: NumberMention): boolean {
  const size = ({ value, scale }: NumberMention) => plainNumber(value * scale);
  return size(a) === size(b) || (a.isPercent !== b.isPercent && isPercentOf(a.isPercent ? a : b, a.isPercent ? b : a));
}

const isPercentOf = (percent: NumberMention, share: NumberMention): boolean =>
  share.value <= 1 && share.scale === 1 && plainNumber(share.value * 100) === plainNumber(percent.value);

/** Fewer figures of the same number, rounded as they should be. */
function isRounded(a: NumberMention, b: NumberMention): boolean {
  const [short, long] = a.digits.length <= b.digits.length ? [a, b] : [b, a];
  const figures = short.digits.replace('.', '').replace(/^0+|0+$/gu, '').length;
  const size = short.value * short.scale;
  if (figures === 0 || size === 0) return false;
  const step = 10 ** (Math.floor(Math.log10(size)) - figures + 1);
  return (
    long.digits.replace(/\D/gu, '').length > figures &&
    [1, 1e3, 1e6].some((factor) => Math.abs(long.value * long.scale * factor - size) <= step / 2)
  );
}

function unitDetail(mine: NumberMention, theirs: NumberMention, sentence: string, stretch: string): Detail | null {
  const words = { wanted: written(sentence, mine), found: written(stretch, theirs) };
  if (mine.currency !== null && theirs.currency !== null) return mine.currency === theirs.currency ? null : { kind: 'currency', ...words };
  const [a, b] = [unitAfter(sentence, mine), unitAfter(stretch, theirs)];
  if (a && b) return a.dimension === b.dimension && a.unit !== b.unit ? { kind: 'unit', ...words } : null;
  const isMoney = (one: NumberMention) => one.currency !== null;
  const clash = (mine.isPercent && (isMoney(theirs) || b !== null)) || (theirs.isPercent && (isMoney(mine) || a !== null));
  return clash ? { kind: 'unit', ...words } : null;
}

/** The number with the sign before it and the word behind it. */
function written(text: string, { start, end }: NumberMention): string {
  const before = /(?:\p{Sc}|\b[A-Z]{3})\s?$/u.exec(text.slice(Math.max(0, start - 5), start))?.[0] ?? '';
  const after = /^(?:\s?[%‰]|\)?[\s-]\p{L}+(?:\spoints?)?)/u.exec(text.slice(end, end + 24))?.[0] ?? '';
  return `${before}${text.slice(start, end)}${after}`.trim();
}
