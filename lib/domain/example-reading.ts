// Readings for tests: the claims of an output against a lease of three pages, or against other documents.
import { anchorClaims } from '@/lib/domain/anchor/anchor-claims';
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { sourcesOf } from '@/lib/domain/anchor/anchor-sources';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { cutClaims } from '@/lib/domain/claim/claim-cut';
import type { SourceDocument } from './evaluation';
import { exampleDocument } from './example-document';
import type { RunFacts } from '@/lib/domain/run/run';

export const exampleLease = exampleDocument('lease', [
  'LEASE AGREEMENT\nbetween Nordlicht GmbH and the tenant\nRent: 1,250.00 EUR a month',
  'The landlord may end this lease with ninety days written notice.\nThe tenant may not keep animals in the premises.',
  'Deposit: 2,500.00 EUR\nStart of the lease: 1 March 2024\nRent: 1,250.00 EUR a month',
]);

/** The run has the documents as its context unless it says otherwise. */
export function exampleReadings(facts: RunFacts, documents: SourceDocument[] = [exampleLease]): ClaimReading[] {
  const contextRefs = documents.map(({ documentId }) => `doc:${documentId}`);
  const run = assembleRun({ runId: 'R-1', source: 'plain', facts: { contextRefs, ...facts }, steps: [] });
  const { claims } = cutClaims(run.facts.output ?? null);
  return anchorClaims({ claims, sources: sourcesOf(run, documents).sources, evidence: run.facts.evidence ?? [] });
}

export function firstReading(facts: RunFacts, documents?: SourceDocument[]): ClaimReading {
  const [reading] = exampleReadings(facts, documents);
  if (!reading) throw new Error('the output makes no claim');
  return reading;
}
