'use client';
import { useState } from 'react';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card';
import { toast } from '@/components/ui/toast';
import type { PrivacyRules } from '@/lib/domain/privacy-rules';
import { CustomPatternRows } from './custom-pattern-rows';
import { FieldRuleRows } from './field-rule-rows';
import { OtherRules } from './other-rules';
import { PrivacyPreview, type PrivacyPreviewResult } from './privacy-preview';
import { type RecogniserChoice, RecogniserRows } from './recogniser-rows';

interface PrivacyFormProps {
  rules: PrivacyRules;
  recognisers: readonly RecogniserChoice[];
  project: string;
  canEdit: boolean;
  save: (rules: PrivacyRules) => Promise<ActionOutcome<{ version: number }>>;
  preview: (rules: PrivacyRules) => Promise<ActionOutcome<PrivacyPreviewResult>>;
}

/** The rules of a project. They are looked at on recent runs as often as wanted, and hold only once they are saved. */
export function PrivacyForm({ rules, recognisers, project, canEdit, save, preview }: PrivacyFormProps) {
  const [draft, setDraft] = useState(rules);
  const [result, setResult] = useState<PrivacyPreviewResult | null>(null);
  const saving = useAction(save, { onDone: () => toast.success('Saved. The rules hold for what comes in from now on.') });
  const looking = useAction(preview, { onDone: setResult });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(rules);
  const refused = [saving.outcome, looking.outcome].find((outcome) => outcome !== null && !outcome.ok);
  const change = (part: Partial<PrivacyRules>) => setDraft({ ...draft, ...part });
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        saving.run(draft);
      }}
    >
      <fieldset disabled={!canEdit} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
        <legend className="sr-only">Privacy rules</legend>
        <Card>
          <CardHeader>
            <CardTitle>What is recognised</CardTitle>
          </CardHeader>
          <CardContent>
            <RecogniserRows recognisers={recognisers} chosen={draft.recognisers} onChange={(chosen) => change({ recognisers: chosen })} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Fields by name or place</CardTitle>
          </CardHeader>
          <CardContent>
            <FieldRuleRows rules={draft.fields} onChange={(fields) => change({ fields })} />
          </CardContent>
        </Card>
        <Card>
          <CardHeader>
            <CardTitle>Own patterns</CardTitle>
          </CardHeader>
          <CardContent>
            <CustomPatternRows patterns={draft.custom} onChange={(custom) => change({ custom })} />
          </CardContent>
        </Card>
        <OtherRules rules={draft} onChange={change} />
      </fieldset>
      {refused && !refused.ok ? (
        <div role="alert" className="text-danger text-sm">
          <p>{refused.message}</p>
          <ul>
            {refused.problems.map(({ path, detail }) => (
              <li key={path} className="font-mono text-xs">
                {path} {detail}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      {canEdit ? (
        <div className="flex items-center gap-2">
          <Button type="submit" variant="primary" isBusy={saving.isBusy} disabled={!isChanged}>
            Save rules
          </Button>
          <Button isBusy={looking.isBusy} onClick={() => looking.run(draft)}>
            Preview on recent runs
          </Button>
          {isChanged ? <span className="text-muted-foreground text-sm">Not saved yet</span> : null}
        </div>
      ) : (
        <p className="text-muted-foreground text-sm">Only owners change these rules.</p>
      )}
      {result ? <PrivacyPreview project={project} result={result} /> : null}
    </form>
  );
}
