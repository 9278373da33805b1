import type { ReactNode } from 'react';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import type { RunComparison } from '@/lib/domain/compare/compare-runs';
import { ClaimsDiff } from './claims-diff';
import { FactsDiff } from './facts-diff';
import { JsonDiff } from './json-diff';
import { PassagesDiff } from './passages-diff';
import { StepsDiff } from './steps-diff';
import { TextDiff } from './text-diff';

/** The parts of a comparison, what came out first. */
export function RunDifference({ comparison: { output, facts, passages, steps, claims } }: { comparison: RunComparison }) {
  const differing = (rows: readonly { status: string }[]) => rows.filter(({ status }) => status !== 'same').length;
  return (
    <div className="grid gap-4">
      <Part
        title="Output"
        count={output.kind === 'text' ? output.changes.filter(({ kind }) => kind !== 'same').length : output.changes.length}
      >
        {output.kind === 'text' ? (
          <TextDiff changes={output.changes} />
        ) : (
          <JsonDiff changes={output.changes} leftTitle="Left" rightTitle="Right" />
        )}
      </Part>
      <Part title="Versions and facts" count={differing(facts)}>
        <FactsDiff facts={facts} />
      </Part>
      <Part title="Context" count={differing(passages)}>
        <PassagesDiff passages={passages} />
      </Part>
      <Part title="Claims" count={differing(claims)}>
        <ClaimsDiff claims={claims} />
      </Part>
      <Part title="Steps" count={differing(steps)}>
        <StepsDiff steps={steps} />
      </Part>
    </div>
  );
}

function Part({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <span className="text-muted-foreground text-xs">
          {count === 0 ? 'the same' : `${count} ${count === 1 ? 'difference' : 'differences'}`}
        </span>
      </CardHeader>
      <CardContent>{children}</CardContent>
    </Card>
  );
}
