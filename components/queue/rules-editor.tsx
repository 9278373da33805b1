'use client';
import { Eye, Plus } from 'lucide-react';
import { useReducer, useState } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import type { ActionFailure, ActionResult } from '@/lib/action-result';
import type { QueueSummary } from '@/lib/domain/queue';
import type { Suggestions } from './condition-rows';
import { QueueFields } from './queue-fields';
import { RuleCard } from './rule-card';
import { queueBody, reduceRules, rulesDraft } from './rules-draft';
import { RulesPreview, type RulesPreviewResult } from './rules-preview';

export interface RulesActions {
  preview: (rules: unknown) => Promise<ActionResult<RulesPreviewResult>>;
  save: (body: unknown) => Promise<ActionResult<null>>;
  backfill: () => Promise<ActionResult<null>>;
}

interface RulesEditorProps {
  project: string;
  queue: QueueSummary;
  suggestions: Suggestions;
  actions: RulesActions;
}

/** Edits a queue and its rules; says what they would have caught before they are switched on. */
export function RulesEditor({ project, queue, suggestions, actions }: RulesEditorProps) {
  const [draft, send] = useReducer(reduceRules, queue, rulesDraft);
  const [preview, setPreview] = useState<RulesPreviewResult | null>(null);
  const [failure, setFailure] = useState<ActionFailure | null>(null);
  const [busy, setBusy] = useState<'preview' | 'save' | 'backfill' | null>(null);

  const ask = async <T,>(what: 'preview' | 'save' | 'backfill', action: () => Promise<ActionResult<T>>): Promise<T | undefined> => {
    setBusy(what);
    const result = await action().catch(() => null);
    setBusy(null);
    setFailure(result && !result.ok ? result : null);
    if (result?.ok) return result.value;
    toast.error(result?.message ?? 'The server cannot be reached. Nothing was changed.');
    return undefined;
  };
  const look = async () => setPreview((await ask('preview', () => actions.preview(queueBody(draft).rules))) ?? null);
  const save = async () => {
    if ((await ask('save', () => actions.save(queueBody(draft)))) !== undefined)
      toast.success('Saved. The rules apply to runs from now on.');
  };
  const backfill = async () => {
    if ((await ask('backfill', actions.backfill)) !== undefined)
      toast.success('The stored rules are being applied to runs that are already here.');
  };
  const problemsOf = (index: number) =>
    (failure?.problems ?? [])
      .filter(({ path }) => path.startsWith(`/rules/${index}/`) || path === `/rules/${index}`)
      .map(({ path, detail }) => `${path.split('/').slice(3).join(' / ')} ${detail}`.trim());
  const general = (failure?.problems ?? []).filter(({ path }) => !/^\/rules\/\d/.test(path));

  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <QueueFields draft={draft} send={send} />
      {general.map(({ path, detail }) => (
        <p key={path} role="alert" className="text-danger text-sm">
          {path.slice(1).replaceAll('_', ' ')} {detail}
        </p>
      ))}
      <section aria-label="Rules" className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h2 className="font-semibold text-sm">Rules: a run that any of them catches comes into the queue</h2>
        {draft.rules.map((rule, index) => (
          <RuleCard
            key={rule.key}
            rule={rule}
            suggestions={suggestions}
            caught={preview?.rules.find(({ name }) => name === rule.name)?.caught ?? null}
            problems={problemsOf(index)}
            send={send}
          />
        ))}
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => send({ type: 'add' })}>
          <Plus aria-hidden /> Rule
        </Button>
      </section>
      <div className="sticky bottom-0 -mx-5 flex flex-wrap items-center gap-2 border-border border-t bg-background px-5 py-3">
        <Button variant="primary" isBusy={busy === 'save'} onClick={save}>
          Save
        </Button>
        <Button isBusy={busy === 'preview'} onClick={look}>
          <Eye aria-hidden /> What would these have caught?
        </Button>
        <Button variant="ghost" className="ms-auto" isBusy={busy === 'backfill'} onClick={backfill}>
          Apply the stored rules to runs already here
        </Button>
      </div>
      {preview ? <RulesPreview project={project} result={preview} /> : null}
    </div>
  );
}
