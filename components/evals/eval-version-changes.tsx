import Link from 'next/link';
import { ChangeMark } from '@/components/diff/change-mark';
import { JsonDiff } from '@/components/diff/json-diff';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { EvalVersionDiff } from '@/lib/domain/eval/eval-version';
import { paths } from '@/lib/paths';

interface EvalVersionChangesProps {
  project: string;
  set: string;
  diff: EvalVersionDiff;
}

/** Cases that came, went or say something else. */
export function EvalVersionChanges({ project, set, diff: { added, removed, changed } }: EvalVersionChangesProps) {
  if (added.length + removed.length + changed.length === 0)
    return <p className="text-muted-foreground text-sm">Both versions hold the same cases.</p>;
  const list = (kind: 'added' | 'removed', cases: readonly { caseId: string; runId: string }[]) =>
    cases.map(({ caseId, runId }) => (
      <li key={caseId} className="flex items-center gap-2 px-4 py-2 text-sm">
        <ChangeMark kind={kind} />
        <Link href={paths.evalCase(project, set, caseId)} className="text-link underline-offset-2 hover:underline">
          Case of run <code className="font-mono text-xs">{runId}</code>
        </Link>
      </li>
    ));
  return (
    <div className="grid gap-4">
      {added.length + removed.length > 0 ? (
        <ul className="divide-y divide-border rounded-lg border border-border bg-card">
          {list('added', added)}
          {list('removed', removed)}
        </ul>
      ) : null}
      {changed.map(({ runId, fromCaseId, toCaseId, changes }) => (
        <Card key={toCaseId}>
          <CardHeader>
            <CardTitle>
              Case of run <code className="font-mono text-xs">{runId}</code>
            </CardTitle>
            <span className="flex gap-3 text-xs">
              <Link href={paths.evalCase(project, set, fromCaseId)} className="text-link hover:underline">
                before
              </Link>
              <Link href={paths.evalCase(project, set, toCaseId)} className="text-link hover:underline">
                after
              </Link>
            </span>
          </CardHeader>
          <CardContent>
            <JsonDiff changes={changes} />
          </CardContent>
        </Card>
      ))}
    </div>
  );
}
