'use client';
import Link from 'next/link';
import { useState } from 'react';
import { OneLine } from '@/components/evidence/one-line';
import { RiskBar } from '@/components/evidence/risk-bar';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { type IncidentRunRow, PLACE_WORDS } from '@/lib/domain/incident/incident-view';
import { paths } from '@/lib/paths';

interface IncidentRunsProps {
  project: string;
  runs: readonly IncidentRunRow[];
  nextCursor: string | null;
  loadMore: (cursor: string) => Promise<ActionOutcome<{ runs: IncidentRunRow[]; nextCursor: string | null }>>;
}

/** The runs of the incident with what became of each; more on demand. Give it the incident's version as its key. */
export function IncidentRuns({ project, runs, nextCursor, loadMore }: IncidentRunsProps) {
  const [more, setMore] = useState<{ runs: IncidentRunRow[]; nextCursor: string | null }>({ runs: [], nextCursor });
  const { isBusy, run } = useAction(loadMore, {
    toastRefusals: true,
    onDone: (page) => setMore({ runs: [...more.runs, ...page.runs], nextCursor: page.nextCursor }),
  });
  const rows = [...runs, ...more.runs];
  return (
    <div className="grid gap-2">
      <Table aria-label="Runs of the incident">
        <TableHeader>
          <TableRow>
            <TableHead className="ps-0">Run</TableHead>
            <TableHead>Why</TableHead>
            <TableHead>What was done</TableHead>
            <TableHead>Now</TableHead>
            <TableHead>Risk</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.runId}>
              <TableCell className="max-w-44 truncate ps-0">
                <Link href={paths.run(project, row.runId)} prefetch={false} className="font-mono text-link text-xs hover:underline">
                  {row.runId}
                </Link>
              </TableCell>
              <TableCell className="max-w-72 truncate" title={row.why}>
                <OneLine text={row.why} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {PLACE_WORDS[row.place]}
                {row.queue && row.place === 'queued' ? <span className="text-muted-foreground"> · {row.queue}</span> : null}
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {row.itemId ? (
                  <Link href={paths.item(project, row.itemId)} prefetch={false} className="text-link hover:underline">
                    {stateWord(row)}
                  </Link>
                ) : (
                  stateWord(row)
                )}
              </TableCell>
              <TableCell>
                <RiskBar risk={row.risk} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {more.nextCursor === null ? null : (
        <Button isBusy={isBusy} className="justify-self-start" onClick={() => more.nextCursor !== null && run(more.nextCursor)}>
          Show more
        </Button>
      )}
    </div>
  );
}

const STATES: Record<string, string> = {
  waiting: 'Waiting',
  leased: 'In review',
  escalated: 'Escalated',
  removed: 'Removed',
  done: 'Decided',
};

function stateWord({ outcome, itemState }: IncidentRunRow): string {
  if (outcome) return outcome.slice(0, 1).toUpperCase() + outcome.slice(1);
  return itemState === null ? 'Not reviewed' : (STATES[itemState] ?? itemState);
}
