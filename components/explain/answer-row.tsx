import { ChevronRight } from 'lucide-react';
import { PlainText } from '@/components/evidence/plain-text';
import { cn } from '@/lib/cn';
import { type Answer, LAYER_TITLES, type Statement, VERDICT_WORDS } from '@/lib/domain/explain/explanation';
import type { ExplainedPlace } from './evidence-place';
import { PlaceLink } from './place-link';
import { RuleBehind } from './rule-behind';
import { SHORT_QUESTIONS, TONE_LOOKS } from './tone-looks';

interface AnswerRowProps {
  answer: Answer;
  /** The answer that names the layer of the run: the key of the panel goes there. */
  isCause: boolean;
  at: ExplainedPlace;
}

/** One question in one line; its evidence, what to do next and the rule behind it are folded below. */
export function AnswerRow({ answer, isCause, at }: AnswerRowProps) {
  const { question, title, verdict, tone, layer, main, also, untold } = answer;
  const look = TONE_LOOKS[tone];
  return (
    <li>
      <details className="group" data-cause={isCause || undefined}>
        <summary className="grid min-h-8 cursor-pointer list-none grid-cols-[5.75rem_6.5rem_minmax(0,1fr)_auto_1rem] items-center gap-x-2 px-3 hover:bg-muted/60 max-sm:grid-cols-[5.75rem_minmax(0,1fr)_1rem] [&::-webkit-details-marker]:hidden">
          <span className={cn('inline-flex items-center gap-1.5 font-medium text-xs', look.text)}>
            <look.icon aria-hidden className="size-4 shrink-0" />
            {VERDICT_WORDS[verdict]}
          </span>
          <span className="text-muted-foreground text-xs" title={title}>
            <span aria-hidden>{SHORT_QUESTIONS[question]}</span>
            <span className="sr-only">{title}</span>
          </span>
          <PlainText
            text={main.text}
            className="line-clamp-1 min-w-0 text-sm group-open:line-clamp-none group-open:py-1.5 max-sm:col-span-3 max-sm:row-start-2"
          />
          {layer === null ? <span className="max-sm:hidden" /> : <LayerChip layer={layer} />}
          <ChevronRight
            aria-hidden
            className="size-3.5 text-muted-foreground transition-transform group-open:rotate-90 rtl:group-open:-rotate-90 max-sm:col-start-3 max-sm:row-start-1"
          />
        </summary>
        <div className="grid gap-2 pt-0.5 pb-3 ps-[14rem] pe-3 max-sm:ps-3">
          <StatementParts statement={main} at={at} />
          {also.length > 0 ? (
            <ul className="grid gap-1.5 border-border border-s-2 ps-3" aria-label="Also">
              {also.map((statement) => (
                <li key={statement.ruleId} className="grid gap-1">
                  <p className="text-sm">
                    <PlainText text={statement.text} /> {statement.layer === null ? null : <LayerChip layer={statement.layer} />}
                  </p>
                  <StatementParts statement={statement} at={at} />
                </li>
              ))}
            </ul>
          ) : null}
          {untold.length > 0 ? (
            <p className="text-muted-foreground text-xs">Not in the trace: {untold.map((fact) => fact.title.toLowerCase()).join(', ')}.</p>
          ) : null}
        </div>
      </details>
    </li>
  );
}

function StatementParts({ statement, at }: { statement: Statement; at: ExplainedPlace }) {
  const { fix, fixLink, links } = statement;
  return (
    <>
      {fix === null ? null : (
        <p className="text-sm">
          <span className="font-medium">Next: </span>
          <PlainText text={fix} />{' '}
          {fixLink && !links.some((link) => JSON.stringify(link) === JSON.stringify(fixLink)) ? <PlaceLink link={fixLink} at={at} /> : null}
        </p>
      )}
      {links.length > 0 ? (
        <p className="flex flex-wrap items-center gap-x-3 text-xs">
          <span className="text-muted-foreground">Evidence</span>
          {links.map((link) => (
            <PlaceLink key={JSON.stringify(link)} link={link} at={at} />
          ))}
        </p>
      ) : null}
      <RuleBehind statement={statement} />
    </>
  );
}

function LayerChip({ layer }: { layer: keyof typeof LAYER_TITLES }) {
  return (
    <span
      className="inline-flex h-5 items-center rounded-sm border border-border px-1.5 text-muted-foreground text-xs max-sm:hidden"
      title="The layer that is to blame"
    >
      {LAYER_TITLES[layer]}
    </span>
  );
}
