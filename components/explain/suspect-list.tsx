import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { runPageHref } from '@/components/runs/run-page-query';
import { Disclosure } from '@/components/ui/disclosure';
import type { Suspect } from '@/lib/domain/explain/suspect';
import { paths } from '@/lib/paths';
import type { ExplainedPlace } from './evidence-place';

interface SuspectListProps {
  suspects: readonly Suspect[];
  stepsNotRead: number;
  at: ExplainedPlace;
}

/** The steps most likely to be the cause, with the strongest reason of each; the others are folded. */
export function SuspectList({ suspects, stepsNotRead, at: { project, runId, query } }: SuspectListProps) {
  return (
    <section aria-label="Suspected steps" className="grid content-start gap-1.5 px-3 py-2">
      <h3 className="font-medium text-muted-foreground text-xs">Most likely the cause</h3>
      {suspects.length === 0 ? <p className="text-muted-foreground text-sm">No step stands out.</p> : null}
      <ol className="grid gap-2">
        {suspects.map(({ stepId, name, agent, share, reasons: [first, ...others] }, index) => (
          <li key={stepId} className="grid grid-cols-[1rem_minmax(0,1fr)_auto] gap-x-2 text-sm">
            <span className="tabular text-muted-foreground">{index + 1}</span>
            <span className="min-w-0">
              <Link
                href={runPageHref(paths.run(project, runId), query, { tab: 'steps', step: stepId })}
                scroll={false}
                prefetch={false}
                className="font-medium text-link underline-offset-2 hover:underline"
              >
                <PlainText text={name} />
              </Link>
              {agent === name ? null : (
                <span className="text-muted-foreground">
                  {' '}
                  of <PlainText text={agent} />
                </span>
              )}
              {first ? <PlainText text={first.text} className="line-clamp-2 text-muted-foreground text-xs" /> : null}
              {others.length > 0 ? (
                <Disclosure title={`${others.length} more ${others.length === 1 ? 'reason' : 'reasons'}`} className="text-xs">
                  <ul className="grid gap-0.5 ps-4.5 text-muted-foreground">
                    {others.map(({ feature, text }) => (
                      <li key={feature}>
                        <PlainText text={text} />
                      </li>
                    ))}
                  </ul>
                </Disclosure>
              ) : null}
            </span>
            <span className="tabular text-muted-foreground text-xs" title="Share among the steps of this run, by the shipped weights">
              {Math.round(share * 100)} %
            </span>
          </li>
        ))}
      </ol>
      {stepsNotRead > 0 ? (
        <p className="text-muted-foreground text-xs">
          The contents of {stepsNotRead.toLocaleString('en-GB')} steps were not read for this.
        </p>
      ) : null}
    </section>
  );
}
