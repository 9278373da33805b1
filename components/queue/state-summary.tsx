import { STATE_LOOKS } from '@/components/evidence/evidence-state';
import { cn } from '@/lib/cn';
import { EVIDENCE_STATES, type EvidenceState } from '@/lib/domain/evidence';

/** How the claims of a run stand, the neediest first: a count, an icon and, for the first, its word. */
export function StateSummary({ states }: { states: Partial<Record<EvidenceState, number>> }) {
  const present = EVIDENCE_STATES.filter((state) => (states[state] ?? 0) > 0).toSorted((a, b) => STATE_LOOKS[a].need - STATE_LOOKS[b].need);
  if (present.length === 0) return <span className="text-muted-foreground">no claims</span>;
  const words = present.map((state) => `${states[state]} ${STATE_LOOKS[state].word.toLowerCase()}`).join(', ');
  return (
    <span title={words} className="flex items-center gap-2 whitespace-nowrap text-xs">
      <span className="sr-only">{words}</span>
      {present.map((state, index) => {
        const { icon: Icon, text, word } = STATE_LOOKS[state];
        return (
          <span key={state} aria-hidden className={cn('inline-flex items-center gap-0.5', text)}>
            <Icon className="size-3.5" />
            <span className="tabular">{states[state]}</span>
            {index === 0 ? <span className="ms-0.5">{word.toLowerCase()}</span> : null}
          </span>
        );
      })}
    </span>
  );
}
