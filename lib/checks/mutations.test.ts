import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Outcome, sentenceOutcomes } from '@/bench/mutations/sentence-cases';
import { policyqa, ragtruth, wice } from '@/bench/mutations/shared-quotes';
import type { Ground, TrueQuote } from '@/bench/mutations/true-quote';
import { exampleDocument } from '@/lib/domain/example-document';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';

// The whole table: bench/mutations.ts. Here a small part of it, over texts of our own and, where they are, over the shared ones.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

const PAGES = [
  [
    'The landlord Nordlicht Verwaltung lets the workshop in Ulm to the carpenter Jonas Brandt for a term of 24 months.',
    'The rent of $ 1,450 is due on 3 March 2024 and may not be reduced without written consent.',
    'A deposit of three rents is kept by Sonnental Bank until the keys are returned to the owner.',
    'The tenant must report damage within 14 days and pays for repairs up to 2 percent of the yearly rent.',
  ],
  [
    'Parcels for Bergmann Logistik may weigh at most 35 kg and are collected from the yard before noon.',
    'The carrier insured by Westend Assekuranz does not accept glass, chemicals or living animals.',
    'Sales of the depot rose to 18.6 million euros after the new hall was opened on 12 June 2022.',
    'All drivers have more than 8 years of practice and were trained by the Chamber of Trade in Kassel.',
  ],
];

function ownQuotes(): TrueQuote[] {
  return PAGES.flatMap((sentences, index) => {
    const id = `own-${index + 1}`;
    const filler = 'Nothing on this page is about the contract at all. It only thanks the reader.';
    const ground: Ground = { set: 'own', id, document: exampleDocument(id, [sentences.join(' '), filler]), passages: [] };
    return sentences.map((text) => ({ ground, text, page: 1 }));
  });
}

const missed = (outcomes: readonly Outcome[]) =>
  outcomes.filter(({ isStrict }) => !isStrict).map(({ mutation, mutated, said }) => `${mutation}: ${mutated} → ${said}`);

describe('small changes to true quotes', () => {
  it('are named in at least 98 of 100 cases, and no untouched quote raises an alarm, in texts of our own', () => {
    const outcomes = [1, 2, 3].flatMap((seed) => [...sentenceOutcomes(ownQuotes(), seed)]);
    expect(new Set(outcomes.map(({ mutation }) => mutation)).size).toBeGreaterThanOrEqual(12);
    expect(outcomes.filter(({ alarm }) => alarm !== null).map(({ original, alarm }) => `${original} → ${alarm}`)).toEqual([]);
    expect(missed(outcomes).length / outcomes.length, missed(outcomes).join('\n')).toBeLessThanOrEqual(0.02);
    // What no check names must at least not pass as the source's own words.
    expect(
      outcomes.filter(({ said }) => /^(?:exact|normalised):/u.test(said) && !said.includes('(')).map(({ mutated }) => mutated),
    ).toEqual([]);
  });

  it.skipIf(!data)('are named in at least 97 of 100 cases of policies, web pages and passages', { timeout: 240_000 }, async () => {
    const outcomes: Outcome[] = [];
    for (const read of [policyqa, wice, ragtruth]) outcomes.push(...sentenceOutcomes(await read(data as string, 12)));
    const alarms = new Set(outcomes.filter(({ alarm }) => alarm !== null).map(({ original }) => original));
    const named = outcomes.length - missed(outcomes).length;
    console.log(`${named} of ${outcomes.length} named; alarms on ${alarms.size} untouched quotes`, missed(outcomes));
    expect(outcomes.length).toBeGreaterThan(100);
    expect(named / outcomes.length).toBeGreaterThanOrEqual(0.97);
    expect(alarms.size).toBeLessThanOrEqual(1);
  });
});
