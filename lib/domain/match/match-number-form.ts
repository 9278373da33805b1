// Reads the written form of one number: digits of any script, grouping by comma, dot, apostrophe or narrow space, decimal comma.

export interface NumberForm {
  /** Offset after the last digit. */
  end: number;
  /** Digits without grouping, `.` for the decimal mark, each with its original range. */
  units: { unit: number; start: number; end: number }[];
  /** The same as text: `41200.5`. Leading zeros are kept, they matter in identifiers. */
  digits: string;
  /** `1.875` or `1,875`: the same marks can group or divide, and only the habit of the document tells. */
  isAmbiguous: boolean;
  isGrouped: boolean;
}

/** First code point of the decimal digits of each script that documents are met in; digits of a script follow each other. */
const ZEROS = [
  0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
  0xff10,
];
const DOTS = '.\uff0e';
const COMMAS = ',\uff0c\u066b\u060c';
/** Marks that only ever group digits. */
const GROUPERS = "'\u2019\u02bc\u00a0\u202f\u2009\u066c";

/** Value of a decimal digit in any known script, or -1. */
export function digitValue(unit: number): number {
  if (unit < 128) return unit >= 48 && unit <= 57 ? unit - 48 : -1;
  for (const zero of ZEROS) if (unit >= zero && unit < zero + 10) return unit - zero;
  return -1;
}

/** The number whose first digit stands at `at`. */
export function readNumberAt(text: string, at: number, hasDecimalComma: boolean): NumberForm {
  const runs = digitRuns(text, at);
  const { used, decimal, isAmbiguous } = chooseForm(text, runs, hasDecimalComma);
  const units: NumberForm['units'] = [];
  let digits = '';
  for (let index = 0; index < used; index++) {
    const run = runs[index] as Run;
    if (index === decimal) {
      units.push({ unit: 46, start: run.start - 1, end: run.start });
      digits += '.';
    }
    for (let place = run.start; place < run.end; place++) {
      const unit = 48 + Math.max(0, digitValue(text.charCodeAt(place)));
      units.push({ unit, start: place, end: place + 1 });
      digits += String.fromCharCode(unit);
    }
  }
  return { end: (runs[used - 1] as Run).end, units, digits, isAmbiguous, isGrouped: used > (decimal > 0 ? 2 : 1) };
}

/** Scanned text often has a space before the decimal mark: `4,759 .20`. */
const SPACED_CENTS = /^ [.,]\d\d(?!\d)/u;

interface Run {
  start: number;
  end: number;
}

/** Runs of digits that single marks hold together. Unknown digits of other scripts make a run of their own. */
function digitRuns(text: string, at: number): Run[] {
  const runs: Run[] = [];
  for (let start = at; ; ) {
    let end = start;
    while (end < text.length && digitValue(text.charCodeAt(end)) >= 0) end++;
    if (end === start) {
      if (runs.length === 0) runs.push({ start, end: start + 1 });
      return runs;
    }
    runs.push({ start, end });
    if (SPACED_CENTS.test(text.slice(end, end + 5))) return [...runs, { start: end + 2, end: end + 4 }];
    if (runs.length > 12 || !isMark(text[end]) || digitValue(text.charCodeAt(end + 1)) < 0) return runs;
    start = end + 1;
  }
}

const isMark = (char: string | undefined): boolean =>
  char !== undefined && (DOTS.includes(char) || COMMAS.includes(char) || GROUPERS.includes(char));
const markKind = (char: string): string => (DOTS.includes(char) ? '.' : COMMAS.includes(char) ? ',' : GROUPERS.includes(char) ? "'" : char);

/** How many runs belong to the number and which of them (if any) holds the decimals. */
function chooseForm(text: string, runs: readonly Run[], hasDecimalComma: boolean): { used: number; decimal: number; isAmbiguous: boolean } {
  const markAfter = (index: number) => (runs[index + 1] ? markKind(text[(runs[index] as Run).end] as string) : null);
  const mark = markAfter(0);
  if (mark === null) return { used: 1, decimal: -1, isAmbiguous: false };
  const grouped = groupedRuns(text, runs, mark);
  if (grouped === 1) return mark === "'" ? { used: 1, decimal: -1, isAmbiguous: false } : { used: 2, decimal: 1, isAmbiguous: false };
  const next = markAfter(grouped - 1);
  if (next !== null && next !== mark && next !== "'") return { used: grouped + 1, decimal: grouped, isAmbiguous: false };
  if (grouped > 2 || mark === "'") return { used: grouped, decimal: -1, isAmbiguous: false };
  return { used: 2, decimal: (mark === ',') === hasDecimalComma ? 1 : -1, isAmbiguous: true };
}

/** How many runs from the first on fit grouping by `mark`: thousands (1,234,567) or lakhs (12,34,567). */
function groupedRuns(text: string, runs: readonly Run[], mark: string): number {
  const length = (index: number) => (runs[index] as Run).end - (runs[index] as Run).start;
  if (length(0) > 3 || text[(runs[0] as Run).start] === '0') return 1;
  let count = 1;
  while (count < runs.length && markKind(text[(runs[count - 1] as Run).end] as string) === mark && length(count) <= 3 && length(count) >= 2)
    count++;
  const lengths = Array.from({ length: count }, (_, index) => length(index));
  const isThousands = lengths.slice(1).every((size) => size === 3);
  const isLakhs =
    count > 2 && mark === ',' && lengths.at(-1) === 3 && lengths.slice(1, -1).every((size) => size === 2) && (lengths[0] as number) <= 2;
  if (isThousands || isLakhs) return count;
  const thousands = lengths.slice(1).findIndex((size) => size !== 3);
  return thousands > 0 ? thousands + 1 : 1;
}
