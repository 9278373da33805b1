import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { readClaims } from './read-claims';

// Sentences with the web page each cites, and the sentences of it that people named as support. Skipped by name where absent.
const file = sharedFolder() ? join(sharedFolder() as string, 'data/wice/dev.jsonl') : null;

interface Row {
  claim: string;
  evidence: string[];
  label: string;
  supporting_sentences: number[][];
}

describe.skipIf(!file)('WiCE claims', () => {
  it('are pointed at the sentences that people named, and never found word for word where nobody found support', {
    timeout: 60_000,
  }, () => {
    const rows = readFileSync(file as string, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
    let [first, among, total] = [0, 0, 0];
    for (const { claim, evidence, label, supporting_sentences: sets } of rows) {
      const run = assembleRun({
        runId: 'r',
        source: 'plain',
        facts: { context: [{ id: 'p', content: evidence.join('\n') }], output: claim },
        steps: [],
      });
      const [reading] = readClaims({ run, steps: [], documents: [] }).readings;
      if (!reading) continue;
      if (label === 'not_supported') expect(['exact', 'normalised']).not.toContain(reading.claim.state);
      const named = [...new Set(sets.flat())].map((index) => {
        const start = evidence.slice(0, index).reduce((sum, sentence) => sum + sentence.length + 1, 0);
        return { start, end: start + (evidence[index]?.length ?? 0) };
      });
      if (named.length === 0) continue;
      const places = [...reading.claim.anchors, ...reading.claim.candidates].slice(0, 3);
      const hits = places.map((place) => named.some(({ start, end }) => place.start < end && start < place.end));
      total++;
      if (hits[0]) first++;
      if (hits.includes(true)) among++;
    }
    console.log(`WiCE: of ${total} claims the first place is a named sentence for ${first}, one of three for ${among}`);
    expect(total).toBeGreaterThan(90);
    expect(first / total).toBeGreaterThan(0.8);
    expect(among / total).toBeGreaterThan(0.9);
  });
});
