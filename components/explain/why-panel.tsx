import { ChevronRight } from 'lucide-react';
import { Kbd } from '@/components/ui/kbd';
import { type Explanation, LAYER_TITLES } from '@/lib/domain/explain/explanation';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { AnswerRow } from './answer-row';
import type { ExplainedPlace } from './evidence-place';
import { SuspectList } from './suspect-list';
import { TONE_LOOKS } from './tone-looks';
import { UntoldList } from './untold-list';
import { WhyKey } from './why-key';

interface WhyPanelProps {
  explanation: Explanation;
  at: ExplainedPlace;
  bindings: KeyBindings;
}

export const WHY_ID = 'why';

/** The six questions of a run, one line each, beside the steps that are suspected. Open where something is wrong. */
export function WhyPanel({ explanation, at, bindings }: WhyPanelProps) {
  const { answers, suspects, untold, layer, stepsNotRead } = explanation;
  const cause = answers.find((answer) => answer.layer === layer && (answer.tone === 'bad' || answer.tone === 'warn'));
  return (
    <details id={WHY_ID} open={layer !== null} className="group/why overflow-hidden rounded-lg border border-border bg-card">
      <summary className="flex min-h-9 cursor-pointer list-none items-center gap-2 px-3 text-sm hover:bg-muted/60 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 text-muted-foreground transition-transform group-open/why:rotate-90 rtl:group-open/why:-rotate-90"
        />
        <h2 className="font-semibold">Why</h2>
        <span className="text-muted-foreground">
          {layer === null ? 'no answer blames a layer' : `by what is recorded, the cause lies in: ${LAYER_TITLES[layer]}`}
        </span>
        <span className="flex items-center gap-1.5 group-open/why:hidden" aria-hidden>
          {answers.map(({ question, title, tone }) => {
            const { icon: Icon, text } = TONE_LOOKS[tone];
            return (
              <span key={question} title={title}>
                <Icon className={`size-3.5 ${text}`} />
              </span>
            );
          })}
        </span>
        <Kbd className="ms-auto">y</Kbd>
      </summary>
      <div className="grid border-border border-t lg:grid-cols-[minmax(0,5fr)_minmax(0,2fr)]">
        <ul aria-label="Six questions" className="divide-y divide-border">
          {answers.map((answer) => (
            <AnswerRow key={answer.question} answer={answer} isCause={answer === cause} at={at} />
          ))}
        </ul>
        <div className="grid content-start divide-y divide-border border-border max-lg:border-t lg:border-s">
          <SuspectList suspects={suspects} stepsNotRead={stepsNotRead} at={at} />
          <UntoldList untold={untold} project={at.project} />
        </div>
      </div>
      <WhyKey bindings={bindings} panelId={WHY_ID} />
    </details>
  );
}
