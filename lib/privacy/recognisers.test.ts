import { describe, expect, it } from 'vitest';
import { BY_HAND, readHandLabelled } from './labelled-by-hand';
import { KINDS } from './labelled-kinds';
import { seededRandom } from './labelled-random';
import { hardNegatives, type LabelledText, nearMisses, positives } from './labelled-texts';
import { RECOGNISERS } from './registry';
import { makeScanner, scanText } from './scan-text';

const scanner = makeScanner(RECOGNISERS, ['US', 'GB', 'DE']);
const found = ({ text, key }: LabelledText) =>
  scanText(text, scanner, key).map(({ start, end, recogniser }) => ({ type: recogniser.id, value: text.slice(start, end) }));

describe('recognisers on texts that were labelled by hand', () => {
  it.each(Object.entries(BY_HAND))('%s: precision of 0.98 and recall of 0.95 at least', (type, { positives, negatives }) => {
    expect([positives.length, negatives.length]).toEqual([30, 30]);
    const [wrong, missed]: [string[], string[]] = [[], []];
    let right = 0;
    for (const positive of [...positives, ...negatives]) {
      const { text, values } = readHandLabelled(positive);
      const said = found({ type, text, value: null }).flatMap((one) => (one.type === type ? [one.value] : []));
      right += values.filter((value) => said.includes(value)).length;
      missed.push(...values.filter((value) => !said.includes(value)).map((value) => `missed ${value} in “${text}”`));
      wrong.push(...said.filter((value) => !values.includes(value)).map((value) => `${value} in “${text}”`));
    }
    const [precision, recall] = [right / (right + wrong.length), right / (right + missed.length)];
    console.log(`by hand: ${type.padEnd(16)} precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`);
    expect(precision, wrong.join('\n')).toBeGreaterThanOrEqual(0.98);
    expect(recall, missed.join('\n')).toBeGreaterThanOrEqual(0.95);
  });
});

describe('recognisers on texts that were labelled when they were made', () => {
  const random = seededRandom(20_261_121);
  const good = positives(random);
  const ids = hardNegatives(random);
  const broken = nearMisses(random);
  const bad = [...ids, ...broken];
  const counts = new Map<string, { right: number; wrong: number; missed: number }>(
    Object.keys(KINDS).map((type) => [type, { right: 0, wrong: 0, missed: 0 }]),
  );
  const confused: string[] = [];
  for (const labelled of [...good, ...bad]) {
    const said = found(labelled);
    for (const { type, value } of said) {
      const count = counts.get(type);
      if (labelled.type === type && labelled.value === value) continue;
      if (count) count.wrong += 1;
      confused.push(`${type} in “${labelled.text}”`);
    }
    const own = counts.get(labelled.type);
    if (!own) continue;
    if (said.some(({ type, value }) => type === labelled.type && value === labelled.value)) own.right += 1;
    else {
      own.missed += 1;
      confused.push(`missed ${labelled.type} in “${labelled.text}”`);
    }
  }
  const table = [...counts].map(([type, { right, wrong, missed }]) => ({
    type,
    precision: right / (right + wrong || 1),
    recall: right / (right + missed || 1),
  }));
  console.log(
    `${good.length} positives, ${ids.length} hard negatives, ${broken.length} with a broken check digit\n${table
      .map(({ type, precision, recall }) => `${type.padEnd(20)} precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}`)
      .join('\n')}`,
  );

  it.each(table.map((row) => [row.type, row] as const))(
    '%s: precision of 0.98 and recall of 0.95 at least',
    (type, { precision, recall }) => {
      const why = confused.filter((line) => line.startsWith(type) || line.startsWith(`missed ${type}`)).slice(0, 8);
      expect(precision, why.join('\n')).toBeGreaterThanOrEqual(0.98);
      expect(recall, why.join('\n')).toBeGreaterThanOrEqual(0.95);
    },
  );

  it('cover every checksummed type of the registry', () => {
    const checksummed = RECOGNISERS.filter(({ isChecksummed }) => isChecksummed).map(({ id }) => id);
    expect(checksummed.filter((id) => !counts.has(id))).toEqual(['in_aadhaar']);
  });

  it('leave at most one in a hundred of the hard negatives with anything at all in it', () => {
    const hit = ids.filter((labelled) => found(labelled).length > 0);
    expect(
      hit.length / ids.length,
      hit
        .slice(0, 10)
        .map(({ text }) => text)
        .join('\n'),
    ).toBeLessThanOrEqual(0.01);
  });

  it('find their own examples beside a word for them', () => {
    const missed = RECOGNISERS.filter(({ id, title, example }) => {
      const said = scanText(`${title}: ${example}`, scanner, '');
      return !said.some(({ recogniser }) => recogniser.id === id);
    });
    expect(missed.map(({ id, example }) => `${id} ${example}`)).toEqual([]);
  });
});
