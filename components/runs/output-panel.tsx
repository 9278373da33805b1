import { JsonDiff } from '@/components/diff/json-diff';
import { TextDiff } from '@/components/diff/text-diff';
import { BodyText } from '@/components/trace/body-text';
import { JsonView } from '@/components/trace/json-view';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { jsonChanges } from '@/lib/domain/json-changes';
import type { Json } from '@/lib/domain/run/run';
import { textChanges } from '@/lib/domain/text-changes';

interface OutputPanelProps {
  original: Json;
  effective: Json;
  view: 'original' | 'effective';
}

/** The output; in the effective view with what reviewers changed marked. */
export function OutputPanel({ original, effective, view }: OutputPanelProps) {
  const isChanged = JSON.stringify(original) !== JSON.stringify(effective);
  return (
    <Card>
      <CardHeader>
        <CardTitle>{view === 'original' ? 'Original output' : 'Effective output'}</CardTitle>
        <span className="text-muted-foreground text-xs">
          {view === 'original' ? 'as the model gave it' : isChanged ? 'with the corrections of reviewers' : 'nobody corrected it'}
        </span>
      </CardHeader>
      <CardContent className="grid gap-3">
        {view === 'effective' && isChanged ? <Changes original={original} effective={effective} /> : null}
        {view === 'effective' && isChanged && typeof effective === 'string' ? null : (
          <Value value={view === 'original' ? original : effective} />
        )}
      </CardContent>
    </Card>
  );
}

function Changes({ original, effective }: { original: Json; effective: Json }) {
  if (typeof original === 'string' && typeof effective === 'string') return <TextDiff changes={textChanges(original, effective)} />;
  return <JsonDiff changes={jsonChanges(original, effective)} leftTitle="Original" rightTitle="Effective" />;
}

function Value({ value }: { value: Json }) {
  if (value === null) return <p className="text-muted-foreground text-sm">There is no output.</p>;
  return typeof value === 'string' ? <BodyText text={value} /> : <JsonView value={value} label="output" />;
}
