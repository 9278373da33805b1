import Link from 'next/link';
import type { ReactNode } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import { BodyText } from '@/components/trace/body-text';
import { JsonView } from '@/components/trace/json-view';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import type { EvalCaseRow } from '@/lib/domain/eval/eval-set';
import type { Json } from '@/lib/domain/run/run';
import { formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';
import { type CaseBody, readCaseBody } from './case-body';
import { CaseStateBadge } from './case-state-badge';

/** A case: what goes in, what must come out, where it comes from. */
export function EvalCaseView({ project, row }: { project: string; row: EvalCaseRow }) {
  const body = readCaseBody(row.body);
  const { expected, lineage } = body ?? {};
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="grid content-start gap-4">
        <Part title="Input">
          <Value value={body?.input ?? null} nothing="No input." />
        </Part>
        <Part title="Expected output">
          {expected?.is_nothing_correct ? (
            <p className="text-sm">Nothing in the output was correct: the workflow must not answer like this.</p>
          ) : (
            <Value value={expected?.output ?? null} nothing="No output." />
          )}
        </Part>
        <details className="rounded-lg border border-border bg-card px-4 py-2.5">
          <summary className="w-fit font-medium text-sm">The whole case, as it is downloaded</summary>
          <div className="mt-2">
            <JsonView value={row.body} label="eval case" />
          </div>
        </details>
      </div>
      <div className="grid content-start gap-4">
        <Part title="State">
          <Facts
            rows={[
              ['State', <CaseStateBadge key="state" state={row.state} />],
              ['Kept', formatInstant(row.createdAt)],
              ['Approved', row.approvedAt ? `${formatInstant(row.approvedAt)}${row.isSelfApproved ? ', by who kept it' : ''}` : null],
              [
                'Hash',
                <span key="hash" className="flex items-center gap-1">
                  <code className="truncate font-mono text-xs">{row.sha256.slice(0, 16)}…</code>
                  <CopyButton text={row.sha256} what="hash" />
                </span>,
              ],
            ]}
          />
        </Part>
        <Part title="Must hold">
          <Facts
            rows={[
              ['Route', expected?.route ?? null],
              ['Fallback', expected?.fallback ?? 'none'],
              ['Evidence', evidenceWords(expected)],
              ['Context', `${body?.context.length ?? 0} passages`],
            ]}
          />
        </Part>
        <Part title="Comes from">
          <Facts
            rows={[
              [
                'Run',
                <Link key="run" href={paths.run(project, row.runId)} className="break-all font-mono text-link text-xs hover:underline">
                  {row.runId}
                </Link>,
              ],
              ['Outcome', body?.review.outcome ?? null],
              ['Prompt', [lineage?.prompt_id, lineage?.prompt_version].filter(Boolean).join(' @ ') || null],
              ['Model', lineage?.model_name ?? null],
              ['Release', lineage?.release ?? null],
              [
                'Trail',
                lineage?.trail_index ? (
                  <Link key="trail" href={paths.trail(project, { entry: lineage.trail_index })} className="text-link hover:underline">
                    entry {lineage.trail_index}
                  </Link>
                ) : null,
              ],
            ]}
          />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
      </CardHeader>
      <CardContent className="py-3">{children}</CardContent>
    </Card>
  );
}

function Value({ value, nothing }: { value: Json; nothing: string }) {
  if (value === null) return <p className="text-muted-foreground text-sm">{nothing}</p>;
  return typeof value === 'string' ? <BodyText text={value} /> : <JsonView value={value} label="value" />;
}

function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm">
      {rows.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className="contents">
            <dt className="text-muted-foreground">{name}</dt>
            <dd className="min-w-0 break-words">{typeof value === 'string' ? <PlainText text={value} /> : value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function evidenceWords(expected: CaseBody['expected'] | undefined): string {
  if (!expected?.evidence_required) return 'not required';
  return expected.evidence.length === 0
    ? 'required, any place that shows it'
    : `required at ${expected.evidence.length} ${expected.evidence.length === 1 ? 'place' : 'places'}`;
}
