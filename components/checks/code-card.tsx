import type { ReactNode } from 'react';
import { RelativeTime } from '@/components/ui/relative-time';
import { Card, CardContent, CardHeader } from '@/components/ui/card';
import type { CodeView } from '@/lib/domain/check-view';
import { formatCount, formatPercent } from '@/lib/format';
import { CodeSeverity, CodeState } from './code-state';
import { FiredBars } from './fired-bars';
import { PrecisionFigure } from './precision-figure';

interface CodeCardProps {
  view: CodeView;
  runs30: number;
  example: ReactNode;
  /** Null for who may only read. */
  form: ReactNode | null;
}

/** One thing that a check can say: what it is, how it fares here, an example, and its setting. */
export function CodeCard({ view, runs30, example, form }: CodeCardProps) {
  const { code, title, explanation, fired7, fired30, firedByDay, agreement, changed } = view;
  return (
    <Card id={code} aria-labelledby={`${code}-title`} className="scroll-mt-4 target:ring-2 target:ring-ring">
      <CardHeader>
        <div className="flex flex-wrap items-baseline gap-x-2">
          <h2 id={`${code}-title`} className="font-semibold text-sm">
            {title}
          </h2>
          <span className="font-mono text-muted-foreground text-xs">{code}</span>
        </div>
        <div className="flex items-center gap-3 text-sm">
          <CodeSeverity view={view} />
          <CodeState view={view} />
        </div>
      </CardHeader>
      <CardContent className="grid gap-x-8 gap-y-4 md:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="grid content-start gap-4">
          <p className="max-w-prose text-sm">{explanation}</p>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 text-sm">
            <dt className="text-muted-foreground">Fired</dt>
            <dd className="flex flex-wrap items-end gap-x-3 gap-y-1">
              <FiredBars byDay={firedByDay} className="h-9 w-60" />
              <span>
                {formatCount(fired30, 'run')} in 30 days
                {runs30 === 0 ? '' : ` (${formatPercent(fired30 / runs30)} of all)`}, {fired7} in 7
              </span>
            </dd>
            <dt className="text-muted-foreground">Precision</dt>
            <dd>
              <PrecisionFigure agreement={agreement} />
            </dd>
            <dt className="text-muted-foreground">Setting</dt>
            <dd>
              {changed === null ? (
                <span className="text-muted-foreground">as delivered</span>
              ) : (
                <>
                  changed by <bdi>{changed.by}</bdi>, <RelativeTime at={changed.at} />
                  {changed.reason === '' ? null : (
                    <>
                      : “<bdi>{changed.reason}</bdi>”
                    </>
                  )}
                </>
              )}
            </dd>
          </dl>
          {example}
        </div>
        {form ?? <p className="text-muted-foreground text-sm">{readOnlyWords(view)}</p>}
      </CardContent>
    </Card>
  );
}

const readOnlyWords = ({ canChange }: CodeView): string =>
  canChange
    ? 'Owners, engineers and leads can turn it off or change its severity.'
    : 'It says what was not checked, so it is always on and keeps its severity.';
