// The rows of markdown tables: with pipes around them, or between two cells only, below a line of dashes.

const TABLE_RULE = /^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$/u;
const MAX_RULE = 400;

export const isTableRule = (line: string): boolean => line.length <= MAX_RULE && TABLE_RULE.test(line);

/** `| a | b |`, whatever stands around it. */
const isFramed = (line: string): boolean => /^\s*\|.*\|\s*$/u.test(line);

/** For each line what it is in a table: a row, the head above the line of dashes, that line itself, or null. */
export function tableParts(lines: readonly string[]): ('row' | 'table head' | 'rule' | null)[] {
  let isInTable = false;
  return lines.map((line, index) => {
    const below = lines[index + 1] ?? '';
    if (isTableRule(line)) {
      isInTable = line.includes('|') && (lines[index - 1] ?? '').includes('|');
      return isInTable || line.includes('|') ? 'rule' : null;
    }
    if (line.includes('|') && isTableRule(below) && (below.includes('|') || isFramed(line))) return 'table head';
    if (isFramed(line)) return 'row';
    isInTable = isInTable && line.includes('|');
    return isInTable ? 'row' : null;
  });
}

/** The part of a row between its outer pipes. */
export function rowInside(line: string): [number, number] {
  const lead = /^\s*\|?/u.exec(line)?.[0].length ?? 0;
  const bare = line.trimEnd();
  const tail = line.length - bare.length + (bare.endsWith('|') ? 1 : 0);
  return [Math.min(lead, line.length - tail), line.length - tail];
}
