// What the rule model can be told to do with a sentence, each with the mistake that its rule makes.

export type RewriteName = 'roundAmounts' | 'concise' | 'plainDurations' | 'americanDates';
interface Rewrite {
  instruction: string;
  apply(sentence: string, version: string): string;
}

/** Left out to be brief. The list was taken from a search engine, so it holds `not`. */
const STOP_WORDS = /\b(?:the|a|an|not|of|that|their|its|no|as|long)\b ?/gi;
const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const REWRITES: Record<RewriteName, Rewrite> = {
  /** Friendly numbers: amounts without cents, to the nearest five from twenty on. */
  roundAmounts: {
    instruction: 'Use friendly round amounts.',
    apply: (sentence) =>
      sentence.replace(/EUR (\d[\d,]*\.\d{2})/g, (_, amount: string) => `EUR ${friendly(Number(amount.replaceAll(',', '')))}`),
  },
  concise: {
    instruction: 'Be concise.',
    apply: (sentence) => {
      const short = sentence.replace(STOP_WORDS, '').trim();
      return short.charAt(0).toUpperCase() + short.slice(1);
    },
  },
  /** 36 months become 3 years, 14 days two weeks. Version 1.0 divided months by ten. */
  plainDurations: {
    instruction: 'Write durations in plain words.',
    apply: (sentence, version) =>
      sentence
        .replace(/\b(\d+) months\b/g, (whole, months: string) => inUnits(Number(months) / (version === '1.0' ? 10 : 12), 'year') ?? whole)
        .replace(/\b(\d+) days\b/g, (whole, days: string) => inUnits(Number(days) / 7, 'week') ?? whole),
  },
  /** Reads 04.07.2026 as the month first, as its first users wrote dates. */
  americanDates: {
    instruction: 'Write dates with the month in words.',
    apply: (sentence) =>
      sentence.replace(/\b(\d{2})\.(\d{2})\.(\d{4})\b/g, (whole, first: string, second: string, year: string) =>
        Number(first) <= 12 ? `${MONTHS[Number(first) - 1]} ${Number(second)}, ${year}` : whole,
      ),
  },
};

function friendly(amount: number): string {
  return String(amount < 20 ? Math.round(amount) : Math.round(amount / 5) * 5);
}

/** Null when it does not come out whole; version 1.0 rounds. */
function inUnits(count: number, unit: string): string | null {
  const rounded = Math.round(count);
  if (rounded < 1 || Math.abs(rounded - count) > 0.45) return null;
  if (Math.abs(rounded - count) > 0.01 && unit === 'week') return null;
  return `${NUMBER_WORDS[rounded] ?? rounded} ${unit}${rounded === 1 ? '' : 's'}`;
}
