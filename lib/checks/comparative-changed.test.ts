import { describe, expect, it } from 'vitest';
import { comparativeChanged } from './comparative-changed';
import { findingsIn, saidIn } from './evidence-example';

const documents = {
  report: `The northern plant produced more steel than the coastal plant during the winter.
The inspection takes place before the shipment leaves the harbour.
Operating costs rose sharply because of the new tariffs.
Staff numbers grew from 120 to 180 during the last decade.
Die Prüfung findet vor der Abreise der Gäste im Hafen statt.
Les dépenses de chauffage augmentent chaque hiver dans le bâtiment principal.`,
};
const said = (output: string) => saidIn(comparativeChanged, { facts: { output }, documents });

describe('comparatives', () => {
  it.each([
    ['The northern plant produced less steel than the coastal plant during the winter.', 'says “less” for the “more” of report'],
    ['The inspection takes place after the shipment leaves the harbour.', 'says “after” for the “before” of report'],
    ['Operating costs fell sharply because of the new tariffs.', 'says “fell” for the “rose” of report'],
    ['Die Prüfung findet nach der Abreise der Gäste im Hafen statt.', 'says “nach” for the “vor” of report'],
    ['Staff numbers grew from 180 to 120 during the last decade.', 'says “grew”, but goes from 180 to 120'],
    ['Le personnel a augmenté de 180 à 120 personnes.', 'says “augmenté”, but goes from 180 to 120'],
    ['Staff numbers went from 180 to 120 during the last decade.', 'goes from 180 to 120, the other way round than report'],
    [
      'The coastal plant produced more steel than the northern plant during the winter.',
      'compares “coastal” with “northern”, the other way round',
    ],
  ])('that say the opposite direction are told: %s', (output, words) => {
    expect(said(output)).toEqual([expect.stringContaining(words)]);
  });

  it('are shown at the source sentence', () => {
    const [finding] = findingsIn(comparativeChanged, {
      facts: { output: 'Operating costs fell sharply because of the new tariffs.' },
      documents,
    });
    expect(finding?.anchors[0]?.quote).toBe('Operating costs rose sharply because of the new tariffs.');
  });

  it('are silent about copies, the same direction in other words, and other subjects', () => {
    for (const line of documents.report.split('\n')) expect(said(line), line).toEqual([]);
    expect(said('Operating costs increased sharply because of the new tariffs.')).toEqual([]);
    expect(said('Sales of umbrellas fell in the summer.')).toEqual([]);
    expect(said('Staff numbers fell from 2019 to 2021.')).toEqual([]);
    expect(said('Staff numbers increased from 120 in spring to 180.')).toEqual([]);
  });

  it('are silent where a source says it too', () => {
    const both = { a: 'Pressure must be measured before the valve opens fully. Pressure must be measured after the valve opens fully.' };
    expect(
      saidIn(comparativeChanged, { facts: { output: 'Pressure must be measured after the big valve opens fully.' }, documents: both }),
    ).toEqual([]);
  });
});
