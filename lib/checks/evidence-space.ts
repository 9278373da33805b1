// The sources of a run, indexed once for everything that asks: anchoring, evidence checks, risk.
import type { SearchSpace } from '@/lib/domain/anchor/anchor-hit';
import { type SourcesOfRun, sourcesOf } from '@/lib/domain/anchor/anchor-sources';
import { weighIn } from '@/lib/domain/match/match-collection';
import type { CheckInput } from './check';

export interface EvidenceSpace extends SourcesOfRun, SearchSpace {
  sources: SourcesOfRun['sources'];
  /** The input as text: what a person asked is known and needs no source. */
  question: string;
}

export function evidenceSpace({ run, documents, space }: Pick<CheckInput, 'run' | 'documents' | 'space'>): EvidenceSpace {
  if (space) return space;
  const { sources, unreadable } = sourcesOf(run, documents);
  const { input } = run.facts;
  const question = typeof input === 'string' ? input : input === undefined ? '' : JSON.stringify(input);
  return { sources, unreadable, question, weigh: weighIn(sources.map(({ index }) => index)) };
}
