'use client';
import { useRouter } from 'next/navigation';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { type ActionOutcome, formProblem } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Button } from '@/components/ui/button';
import { DialogContent, DialogFooter } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormAlert } from '@/components/ui/form-alert';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { causeSentence, type IncidentCause } from '@/lib/domain/incident/incident-cause';
import type { QueueingPreview } from '@/lib/domain/incident/queueing';
import type { BlastActions, QueueingDraft } from './blast-actions';
import { QueueingPlan } from './queueing-plan';
import { SeverityField } from './severity-field';

export interface QueueDialogMaterial {
  cause: IncidentCause;
  from: string | null;
  /** Incidents about the same cause that are not closed. */
  incidents: { incidentId: string; title: string }[];
  queues: { name: string; title: string }[];
}

const SHARES = [1, 0.5, 0.25, 0.1, 0.05, 0.01] as const;
const NEW = 'new';

/** Says exactly what will happen, then does it. The focus is on the button, so that one more key is enough. */
export function QueueDialog({ material, actions }: { material: QueueDialogMaterial; actions: BlastActions }) {
  const router = useRouter();
  const id = useId();
  const [draft, setDraft] = useState<QueueingDraft>(() => firstDraft(material));
  // One key for the whole dialog: a second press is the same asking.
  const [key] = useState(() => crypto.randomUUID());
  const submitRef = useRef<HTMLButtonElement>(null);
  const preview = usePreview(draft, actions.preview);
  const { isBusy, outcome, run } = useAction(actions.start, {
    onDone: ({ href, words }) => {
      toast.success(words);
      router.push(href);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    run(draft, key);
  };
  const change = (patch: Partial<QueueingDraft>) => setDraft({ ...draft, ...patch });
  const problem = formProblem(outcome, []) ?? (preview && !preview.ok ? preview.message : null);
  const count = preview?.ok ? preview.value.newItems + preview.value.reasonsAdded : null;
  return (
    <DialogContent
      title="Put these runs before reviewers"
      description={`${causeSentence(draft.cause)}. The incident is the reason that reviewers read.`}
      className="w-[min(36rem,calc(100vw-2rem))]"
      onOpenAutoFocus={(event) => {
        event.preventDefault();
        submitRef.current?.focus();
      }}
    >
      <form onSubmit={submit} className="grid gap-3">
        <div className="grid grid-cols-2 gap-3">
          <Field id={`${id}-share`} label="How many">
            <Select id={`${id}-share`} value={draft.share} onChange={(event) => change({ share: Number(event.target.value) })}>
              {SHARES.map((share) => (
                <option key={share} value={share}>
                  {share === 1 ? 'All of them' : `A random ${share * 100} %`}
                </option>
              ))}
            </Select>
          </Field>
          <Field id={`${id}-queue`} label="Queue">
            <Select id={`${id}-queue`} value={draft.queue} onChange={(event) => change({ queue: event.target.value })}>
              {material.queues.map(({ name, title }) => (
                <option key={name} value={name}>
                  {title}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <Field id={`${id}-incident`} label="Incident">
          <Select
            id={`${id}-incident`}
            value={draft.incidentId ?? NEW}
            onChange={(event) => change({ incidentId: event.target.value === NEW ? null : event.target.value })}
          >
            {material.incidents.map(({ incidentId, title }) => (
              <option key={incidentId} value={incidentId}>
                {title}
              </option>
            ))}
            <option value={NEW}>A new incident</option>
          </Select>
        </Field>
        {draft.incidentId === null ? (
          <>
            <Field id={`${id}-title`} label="Title">
              <Input
                id={`${id}-title`}
                value={draft.title}
                maxLength={200}
                required
                dir="auto"
                autoComplete="off"
                onChange={(event) => change({ title: event.target.value })}
              />
            </Field>
            <SeverityField id={`${id}-severity`} value={draft.severity} onChange={(severity) => change({ severity })} />
          </>
        ) : null}
        <QueueingPlan preview={preview?.ok ? preview.value : null} share={draft.share} />
        <FormAlert>{problem}</FormAlert>
        <DialogFooter>
          <Button ref={submitRef} type="submit" variant="primary" isBusy={isBusy}>
            {count === null ? 'Put before reviewers' : `Put ${count.toLocaleString('en')} before reviewers`}
          </Button>
        </DialogFooter>
      </form>
    </DialogContent>
  );
}

function firstDraft({ cause, from, incidents, queues }: QueueDialogMaterial): QueueingDraft {
  return {
    cause,
    from,
    share: 1,
    queue: queues[0]?.name ?? 'incidents',
    incidentId: incidents[0]?.incidentId ?? null,
    title: `Wrong answers: ${causeSentence(cause)}`.slice(0, 200),
    severity: 'medium',
  };
}

/** The newest answer for what the dialog says now; null while it is under way. */
function usePreview(draft: QueueingDraft, ask: BlastActions['preview']): ActionOutcome<QueueingPreview> | null {
  const asked = JSON.stringify([draft.share, draft.queue, draft.incidentId]);
  const [answer, setAnswer] = useState<{ asked: string; outcome: ActionOutcome<QueueingPreview> } | null>(null);
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  });
  useEffect(() => {
    let isOver = false;
    void ask(latest.current).then(
      (outcome) => !isOver && setAnswer({ asked, outcome }),
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [asked, ask]);
  return answer?.asked === asked ? answer.outcome : null;
}
