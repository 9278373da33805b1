// Where a link of an explanation leads on the desk, and what it is called.
import { type RunPageQuery, runPageHref } from '@/components/runs/run-page-query';
import type { EvidenceLink } from '@/lib/domain/explain/explanation';
import { paths } from '@/lib/paths';

export interface ExplainedPlace {
  project: string;
  runId: string;
  query: RunPageQuery;
}

export interface EvidencePlace {
  href: string;
  words: string;
  /** On the page of the run itself: opened without moving the page, unless it names a row. */
  isHere: boolean;
}

export function evidencePlace(link: EvidenceLink, { project, runId, query }: ExplainedPlace): EvidencePlace {
  const run = paths.run(project, runId);
  const here = (changes: Parameters<typeof runPageHref>[2], words: string, row?: string): EvidencePlace => ({
    href: `${runPageHref(run, { ...query, step: undefined }, changes)}${row ? `#${encodeURIComponent(row)}` : ''}`,
    words,
    isHere: true,
  });
  const away = (href: string, words: string): EvidencePlace => ({ href, words, isHere: false });
  switch (link.kind) {
    case 'finding':
      if (link.stepId !== null) return here({ tab: 'steps', step: link.stepId }, link.code);
      return here({ tab: 'evidence' }, link.code, link.claimId === null ? undefined : `claim-${link.claimId}`);
    case 'step':
      return here({ tab: 'steps', step: link.stepId }, `step ${link.name}`);
    case 'claim':
      return here({ tab: 'evidence' }, `“${shortened(link.text)}”`, `claim-${link.claimId}`);
    case 'passage':
      return here({ tab: 'context', passage: String(link.ordinal) }, link.label, `passage-${link.ordinal}`);
    case 'document':
      return here({ tab: 'evidence' }, `${link.documentId}${link.page === null ? '' : `, page ${link.page}`}`);
    case 'review':
      return here({ tab: 'reviews' }, link.label, `review-${link.eventId}`);
    case 'boundary':
      return here({ at: link.boundary }, `boundary ${link.boundary}`);
    case 'run':
      return away(paths.run(project, link.runId), link.label);
    case 'sibling':
      return away(paths.compare(project, runId, link.runId), 'compare with the sibling');
    case 'siblings':
      return away(paths.siblings(project, runId), 'runs with the same question');
    case 'blast':
      return away(paths.blast(project, runId), 'other runs that share its cause');
    case 'drift':
      return away(paths.insight(project, 'drift'), 'drift');
    case 'connect':
      return away(paths.connect(project), 'how to send it');
  }
}

function shortened(text: string): string {
  return text.length <= 48 ? text : `${[...text.slice(0, 47)].join('').trimEnd()}…`;
}
