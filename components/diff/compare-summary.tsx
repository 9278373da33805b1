import { CornerDownRight } from 'lucide-react';
import Link from 'next/link';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { PARAMETER_FACTS, VERSION_FACTS } from '@/lib/domain/compare/compare-facts';
import type { RunComparison } from '@/lib/domain/compare/compare-runs';
import { divergenceSentence, fieldWords } from '@/lib/domain/compare/comparison-words';
import type { Json, RunFacts } from '@/lib/domain/run/run';
import { MeasuresDiff } from './measures-diff';

interface CompareSummaryProps {
  comparison: RunComparison;
  /** To the output where the two can be the same. */
  sameOutput: boolean;
}

/** What explains, where the runs part, what came of it: the answer before the details. */
export function CompareSummary({ comparison, sameOutput }: CompareSummaryProps) {
  const { facts, divergence, measures, prompts } = comparison;
  const told = [...VERSION_FACTS, ...PARAMETER_FACTS];
  const differing = facts.filter(({ field, status }) => status !== 'same' && told.includes(field as keyof RunFacts));
  return (
    <section aria-label="In short" className="grid gap-4 rounded-lg border border-border bg-card px-4 py-3">
      <div className="grid gap-3 lg:grid-cols-2">
        <div className="min-w-0">
          <h2 className="mb-1 font-semibold text-sm">What differs in version</h2>
          {differing.length === 0 ? (
            <p className="text-muted-foreground text-sm">
              No recorded version or parameter differs{prompts.length > 0 ? ', but the models were told other things' : ''}.
            </p>
          ) : (
            <ul className="grid gap-1 text-sm">
              {differing.map(({ field, left, right }) => (
                <li key={field} className="flex flex-wrap items-baseline gap-x-2">
                  <span className="w-36 shrink-0 text-muted-foreground">{fieldWords(field)}</span>
                  <Value value={left} />
                  <span aria-hidden className="text-muted-foreground">
                    →
                  </span>
                  <span className="sr-only">on the right</span>
                  <Value value={right} isNew />
                </li>
              ))}
            </ul>
          )}
        </div>
        <div className="min-w-0">
          <h2 className="mb-1 font-semibold text-sm">Where they part</h2>
          <p className="flex items-start gap-1.5 text-sm">
            <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
            <span>
              <PlainText text={divergenceSentence(comparison)} dir="ltr" />{' '}
              {divergence?.row == null ? null : (
                <Link href="#steps" className="text-link underline-offset-2 hover:underline">
                  See the steps
                </Link>
              )}
            </span>
          </p>
          <p className="mt-1 ps-5.5 text-muted-foreground text-sm">
            {sameOutput ? 'Both gave the same output.' : 'They gave different outputs.'}
          </p>
        </div>
      </div>
      <MeasuresDiff measures={measures} />
    </section>
  );
}

function Value({ value, isNew = false }: { value: Json; isNew?: boolean }) {
  if (value === null) return <span className="text-muted-foreground">not recorded</span>;
  const line = jsonLine(value);
  return <PlainText text={line.length > 80 ? `${line.slice(0, 80)} …` : line} className={isNew ? 'font-medium' : ''} />;
}
