import { Plus, X } from 'lucide-react';
import { PlainText } from '@/components/evidence/plain-text';
import { keyHint } from '@/components/shell/key-hint';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { verbCommand } from '@/lib/verbs/key-commands';
import { omit } from '@/lib/verbs/omit';
import type { OmissionDraft } from './review-draft';
import type { SendReview } from './review-state';
import type { PlacedProblem } from './submission-body';

interface OmissionListProps {
  omissions: readonly OmissionDraft[];
  problems: readonly PlacedProblem[];
  isReadOnly: boolean;
  bindings: KeyBindings;
  send: SendReview;
}

/** What should be in the output and is not. */
export function OmissionList({ omissions, problems, isReadOnly, bindings, send }: OmissionListProps) {
  const rows = omissions.map((omission, index) => ({ omission, index, problem: problems.find((each) => each.omission === index) }));
  const hint = keyHint(bindings, verbCommand(omit.name));
  return (
    <section aria-label="Omissions" className="grid gap-1 px-3 py-2.5">
      {rows.map(({ omission, index, problem }) => (
        <div
          key={`${index} ${omission.text}`}
          className="flex items-start gap-2 rounded-md border border-border-strong border-dashed px-2 py-1 text-sm"
        >
          <button
            type="button"
            disabled={isReadOnly}
            onClick={() => send({ type: 'open', dialog: 'omission', omission: index })}
            className="min-h-6 min-w-0 flex-1 text-start"
          >
            <span className="text-muted-foreground text-xs">Omitted{omission.path ? ` at ${omission.path}` : ''}: </span>
            <PlainText text={omission.text} />
            {problem ? <span className="block text-danger text-xs">{`${problem.member} ${problem.detail}`}</span> : null}
          </button>
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label="Take this omission back"
            disabled={isReadOnly}
            onClick={() => send({ type: 'unomit', index })}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      {isReadOnly ? null : (
        <Button variant="ghost" size="sm" className="justify-self-start" onClick={() => send({ type: 'open', dialog: 'omission' })}>
          <Plus aria-hidden /> {omit.title} {hint ? <Kbd>{hint}</Kbd> : null}
        </Button>
      )}
    </section>
  );
}
