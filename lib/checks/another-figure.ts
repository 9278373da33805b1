// Whether two numbers are two values of one thing, and not two marks, two years, or one value rounded.
import { numbersIn } from '@/lib/domain/match/match-number';
import { statedNumbers } from '@/lib/domain/match/match-stated-number';

interface At {
  start: number;
  end: number;
}

/** Both state something, in the same unit, and neither rounds the other. */
export function isAnotherFigure(first: string, a: At, second: string, b: At): boolean {
  const [x, y] = [numberAt(first, a), numberAt(second, b)];
  if (!x || !y || x.currency !== y.currency || x.isPercent !== y.isPercent || x.scale !== y.scale || x.isNegative !== y.isNegative)
    return false;
  const [p, q] = [x.value, y.value];
  if (Math.abs(p - q) <= 0.02 * Math.max(Math.abs(p), Math.abs(q))) return false;
  return unitOf(first, a) === unitOf(second, b);
}

function numberAt(text: string, { start, end }: At) {
  const stated = statedNumbers(text);
  return (
    stated.find((number) => number.start <= start && number.end >= end) ??
    numbersIn(text).find((number) => number.isSpelled && number.start === start) ??
    null
  );
}

const unitOf = (text: string, { end }: At): string =>
  /^[\s-]*(%|\p{L}+)/u
    .exec(text.slice(end, end + 24))?.[1]
    ?.toLowerCase()
    .replace(/s$/u, '') ?? '';
