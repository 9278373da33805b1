import Link from 'next/link';
import type { ReactNode } from 'react';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type BlastRadius, STANDING_WORDS } from '@/lib/domain/incident/blast-radius';
import { CAUSE_NOUNS, causeSentence } from '@/lib/domain/incident/incident-cause';
import { formatMinute, formatNumber, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { capital, countWord } from './cause-list';
import { liftSentence } from './lift-words';
import { OutcomeBars } from './outcome-bars';

interface CauseDetailProps {
  project: string;
  chosen: NonNullable<BlastRadius['chosen']>;
  /** The button that puts these runs before reviewers; absent where the viewer may not. */
  action: ReactNode;
}

/** One cause: how many runs have it, how they fared, how sure the difference is, and the newest of them. */
export function CauseDetail({ project, chosen, action }: CauseDetailProps) {
  const { cause, runs } = chosen;
  const { outcomes, lift } = cause;
  return (
    <section aria-labelledby="cause" className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-5">
      <div className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <p className="text-muted-foreground text-xs">{capital(CAUSE_NOUNS[cause.cause.by])}</p>
          <h2 id="cause" className="wrap-anywhere font-semibold text-lg">
            <PlainText text={causeSentence(cause.cause)} dir="ltr" />
          </h2>
          <p className="text-sm">
            {cause.count === 0
              ? 'No other run of this time has it.'
              : `${countWord(cause)} other ${cause.count === 1 ? 'run has' : 'runs have'} it.`}
          </p>
        </div>
        {action}
      </div>
      {cause.excerpt ? (
        <blockquote className="max-h-32 overflow-y-auto rounded-md border-border-strong border-s-2 bg-muted px-3 py-2 text-sm">
          <PlainText text={cause.excerpt} />
        </blockquote>
      ) : null}
      {cause.count === 0 ? null : (
        <>
          <OutcomeBars outcomes={outcomes} />
          <div className="grid gap-1">
            <h3 className="font-semibold text-sm">Do runs with it fail more often?</h3>
            <p className="text-sm">{lift ? liftSentence(lift) : 'There is no other run of this time to compare with.'}</p>
            <p className="text-muted-foreground text-xs">
              Failed: corrected or rejected by a reviewer, or risk of 0.5 and more where nobody looked. This run itself is left out.{' '}
              {outcomes.isAll ? '' : `Of those with it, the newest ${formatNumber(outcomes.counted)} were looked at. `}
              Those without are the newest of the same time, 1,000 at most.
            </p>
            {cause.confounders.length > 0 ? (
              <p className="wrap-anywhere text-warning text-xs">
                A difference is no proof of a cause. The two groups also differ in{' '}
                {cause.confounders.map(({ what, value, shareWith, shareWithout }, at) => (
                  <span key={what}>
                    {at > 0 ? ', ' : ''}
                    {what} <PlainText text={value} dir="ltr" className="font-mono" /> ({formatPercent(shareWith)} with it,{' '}
                    {formatPercent(shareWithout)} without)
                  </span>
                ))}
                .
              </p>
            ) : (
              <p className="text-muted-foreground text-xs">
                A difference is no proof of a cause; route, prompt version and model are about the same in both groups.
              </p>
            )}
          </div>
          <div className="grid gap-1">
            <h3 className="font-semibold text-sm">{runs.length < cause.count ? `The newest ${runs.length}` : 'The runs'}</h3>
            <RunsOfCause project={project} runs={runs} />
          </div>
        </>
      )}
    </section>
  );
}

function RunsOfCause({ project, runs }: { project: string; runs: NonNullable<BlastRadius['chosen']>['runs'] }) {
  return (
    <Table aria-label="Runs with this cause">
      <TableHeader>
        <TableRow>
          <TableHead className="ps-0">Run</TableHead>
          <TableHead>Asked</TableHead>
          <TableHead>Started</TableHead>
          <TableHead>Review</TableHead>
          <TableHead className="text-end">Findings</TableHead>
          <TableHead>Risk</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.runId}>
            <TableCell className="max-w-44 truncate ps-0">
              <Link href={paths.run(project, run.runId)} prefetch={false} className="font-mono text-link text-xs hover:underline">
                {run.runId}
              </Link>
            </TableCell>
            <TableCell className="max-w-80 truncate">
              <OneLine text={run.inputPreview} />
            </TableCell>
            <TableCell className="tabular whitespace-nowrap text-muted-foreground">{formatMinute(run.startedAt)}</TableCell>
            <TableCell className="whitespace-nowrap">{STANDING_WORDS[run.standing].replace(' by a reviewer', '')}</TableCell>
            <TableCell className="tabular text-end">{run.findings}</TableCell>
            <TableCell>
              <RiskBar risk={run.risk} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
