import { Info } from 'lucide-react';
import { Disclosure } from '@/components/ui/disclosure';
import { Tooltip } from '@/components/ui/tooltip';
import { cn } from '@/lib/cn';
import type { RiskTerm } from '@/lib/domain/evidence';
import { formatScore } from '@/lib/format';
import { PlainText } from './plain-text';
import { signedContribution, splitTerms, termWords } from './term-words';

interface RiskTermsProps {
  terms: readonly RiskTerm[];
  /** What they add up to. */
  risk: number | null;
  /** Whether some place bears the claim out. */
  hasAnchor: boolean;
  /** What is judged: `claim` or `run`. */
  of?: 'claim' | 'run';
}

const sumOf = (terms: readonly RiskTerm[]): number => terms.reduce((sum, { contribution }) => sum + contribution, 0);

/**
 * The terms of a risk as bars to the left (less likely wrong) and right (more likely), with what each does in words: the largest
 * first, the many small ones folded.
 */
export function RiskTerms({ terms, risk, hasAnchor, of = 'claim' }: RiskTermsProps) {
  if (terms.length === 0)
    return (
      <p className="text-muted-foreground text-xs">The terms of this risk were not kept. They are there after the run is checked again.</p>
    );
  const widest = Math.max(...terms.map(({ contribution }) => Math.abs(contribution)));
  const { large, small } = splitTerms(terms);
  const raises = terms.some(({ group, contribution }) => group !== 'base' && contribution > 0);
  return (
    <div className="grid gap-1.5">
      <TermList label={`Terms of the risk of this ${of}`} terms={large} widest={widest} />
      {small.length > 0 ? (
        <Disclosure title={`${small.length} smaller terms, together ${signedContribution(sumOf(small))}`} className="text-xs">
          <TermList label="Smaller terms" terms={small} widest={widest} />
        </Disclosure>
      ) : null}
      <p className="flex flex-wrap items-center gap-x-1 text-muted-foreground text-xs">
        <span>
          {risk === null
            ? null
            : `They add up to ${formatScore(risk)}: of 100 such ${of}s a reviewer changes about ${Math.round(risk * 100)}. `}
          {!raises && !hasAnchor ? 'Nothing against it was found, and nothing bears it out.' : null}
        </span>
        <Tooltip content="Log-odds: numbers that can be added. Their sum, through the logistic function, is the risk. +0.7 doubles the odds that the claim is wrong, −0.7 halves them.">
          <button
            type="button"
            className="inline-flex min-h-6 items-center gap-1 rounded-sm underline decoration-dotted underline-offset-3 hover:text-foreground"
          >
            <Info aria-hidden className="size-3.5" /> log-odds
          </button>
        </Tooltip>
      </p>
    </div>
  );
}

function TermList({ label, terms, widest }: { label: string; terms: readonly RiskTerm[]; widest: number }) {
  return (
    <ul aria-label={label} className="grid gap-px">
      {terms.map((term) => (
        <li key={`${term.group} ${term.name}`} className="grid grid-cols-[minmax(0,1fr)_6rem_3rem] items-center gap-x-2 text-xs leading-5">
          <span className="min-w-0 break-words">
            <PlainText text={term.name} className="whitespace-normal" /> <span className="text-muted-foreground">{termWords(term)}</span>
          </span>
          <TermBar term={term} widest={widest} />
          <span className="tabular text-end text-muted-foreground">{signedContribution(term.contribution)}</span>
        </li>
      ))}
    </ul>
  );
}

function TermBar({ term: { contribution, group }, widest }: { term: RiskTerm; widest: number }) {
  const tone = group === 'base' ? 'bg-input' : contribution < 0 ? 'bg-success' : 'bg-danger';
  const width = `${Math.max(2, (Math.abs(contribution) / widest) * 50)}%`;
  return (
    <span aria-hidden className="relative h-2 rounded-xs bg-muted">
      <span
        className={cn('absolute inset-y-0', tone, contribution < 0 ? 'end-1/2 rounded-s-xs' : 'start-1/2 rounded-e-xs')}
        style={{ width }}
      />
      <span className="absolute inset-y-[-2px] start-1/2 w-px bg-foreground/60" />
    </span>
  );
}
