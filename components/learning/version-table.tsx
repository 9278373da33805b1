'use client';
import { useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ActivateDialog } from './activate-dialog';

export interface VersionRow {
  version: number;
  judgement: 'better' | 'unclear' | 'worse';
  madeAt: string;
  /** Null: by itself. */
  madeBy: string | null;
  verdicts: number;
  /** Of log-loss, a verdict. */
  change: { mean: number; low: number; high: number };
}

interface VersionTableProps {
  /** Newest first. */
  versions: readonly VersionRow[];
  inForce: number;
  /** Absent: the viewer may look only. */
  activate?: (version: number, reason: string) => Promise<ActionOutcome>;
}

const TONES: Record<VersionRow['judgement'], BadgeTone> = { better: 'success', unclear: 'neutral', worse: 'danger' };

/** Every version, with what it would change, and the way to and from each of them. */
export function VersionTable({ versions, inForce, activate }: VersionTableProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const rows: (VersionRow | null)[] = [...versions, null];
  return (
    <>
      <Table aria-label="Versions">
        <TableHeader>
          <tr>
            <TableHead className="ps-4">Version</TableHead>
            <TableHead>Made</TableHead>
            <TableHead className="text-end">Verdicts</TableHead>
            <TableHead className="text-end">Log-loss, change</TableHead>
            <TableHead>Judged</TableHead>
            <TableHead className="pe-4">
              <span className="sr-only">Actions</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {rows.map((row) => {
            const version = row?.version ?? 0;
            return (
              <TableRow key={version}>
                <TableCell className="whitespace-nowrap ps-4 font-medium">
                  {row ? `Version ${version}` : 'Shipped model'}
                  {version === inForce ? (
                    <Badge tone="accent" className="ms-2">
                      in force
                    </Badge>
                  ) : null}
                </TableCell>
                <TableCell className="text-muted-foreground">
                  {row ? (
                    <>
                      <RelativeTime at={row.madeAt} /> {row.madeBy === null ? 'by itself' : <bdi>by {row.madeBy}</bdi>}
                    </>
                  ) : (
                    'comes with Countersign'
                  )}
                </TableCell>
                <TableCell className="tabular text-end">{row?.verdicts ?? '–'}</TableCell>
                <TableCell className="tabular whitespace-nowrap text-end">
                  {row ? (
                    <>
                      {signed(row.change.mean)}
                      <span className="ms-2 text-muted-foreground text-xs">
                        {signed(row.change.low)} to {signed(row.change.high)}
                      </span>
                    </>
                  ) : (
                    '–'
                  )}
                </TableCell>
                <TableCell>{row ? <Badge tone={TONES[row.judgement]}>{row.judgement}</Badge> : null}</TableCell>
                <TableCell className="pe-4 text-end">
                  {activate && version !== inForce && row?.judgement !== 'worse' ? (
                    <Button size="xs" onClick={() => setChosen(version)}>
                      {version < inForce ? 'Roll back' : 'Put in force'}
                    </Button>
                  ) : null}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
      {activate && chosen !== null ? (
        <ActivateDialog version={chosen} isBack={chosen < inForce} activate={activate} onClose={() => setChosen(null)} />
      ) : null}
    </>
  );
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
