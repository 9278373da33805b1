import { PlainText } from '@/components/evidence/plain-text';
import { directionOf } from '@/components/evidence/text-direction';
import { cn } from '@/lib/cn';
import type { Json } from '@/lib/domain/run/run';
import type { PromptParts } from '@/lib/domain/steps/prompt-parts';
import { BodyText } from './body-text';

interface RenderedPromptProps {
  parts: PromptParts;
  template: string | undefined;
  variables: { [name: string]: Json };
}

const TONES = [
  'bg-info-soft decoration-info',
  'bg-violet-soft decoration-violet',
  'bg-success-soft decoration-success',
  'bg-orange-soft decoration-orange',
] as const;
/** Longer parts are shown by their beginning; the whole stands among the variables. */
const PART_CHARS = 1200;

/** The prompt as the model got it, each part that came from a variable marked with its name. */
export function RenderedPrompt({ parts: { parts, by, unused }, template, variables }: RenderedPromptProps) {
  const names = [...new Set(parts.flatMap(({ variable }) => variable ?? []))];
  const toneOf = (name: string) => TONES[names.indexOf(name) % TONES.length];
  const keyed = parts.map((part, index) => ({ part, key: index }));
  return (
    <div className="grid gap-2">
      <div dir={directionOf(parts.map(({ text }) => text).join(''))} className="break-words text-sm">
        {keyed.map(({ part: { text, variable }, key }) =>
          variable === null ? (
            <Words key={key} text={text} />
          ) : (
            <mark
              key={key}
              title={`From the variable ${variable}`}
              className={cn('rounded-xs px-0.5 text-foreground underline underline-offset-4', toneOf(variable))}
            >
              <span className="me-1 rounded-xs bg-card px-1 font-mono text-2xs text-muted-foreground no-underline">{variable}</span>
              <Words text={text} />
            </mark>
          ),
        )}
      </div>
      <p className="text-muted-foreground text-xs">
        {by === 'template'
          ? 'The template with these variables gives this text.'
          : 'Marked where a value of a variable stands; the template was not sent, or it does not give this text.'}
        {unused.length > 0 ? ` Not found in it: ${unused.join(', ')}.` : ''}
      </p>
      {template === undefined ? null : (
        <details className="text-sm">
          <summary className="w-fit text-muted-foreground text-xs">Template</summary>
          <div className="mt-1 border-border border-s-2 ps-2">
            <BodyText text={template} />
          </div>
        </details>
      )}
      {Object.keys(variables).length > 0 ? (
        <details className="text-sm">
          <summary className="w-fit text-muted-foreground text-xs">Variables, {Object.keys(variables).length}</summary>
          <dl className="mt-1 grid gap-1.5">
            {Object.entries(variables).map(([name, value]) => (
              <div key={name} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-2">
                <dt className="truncate font-mono text-xs">{name}</dt>
                <dd>
                  <BodyText text={typeof value === 'string' ? value : JSON.stringify(value)} limit={600} />
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
    </div>
  );
}

function Words({ text }: { text: string }) {
  if (text.length <= PART_CHARS * 1.2) return <PlainText text={text} />;
  const half = PART_CHARS / 2;
  return (
    <>
      <PlainText text={text.slice(0, half)} />
      <span className="mx-1 rounded-sm bg-muted px-1 text-2xs text-muted-foreground">
        {(text.length - PART_CHARS).toLocaleString('en')} characters in between: see the whole below
      </span>
      <PlainText text={text.slice(-half)} />
    </>
  );
}
