import { OctagonX } from 'lucide-react';
import { FindingLine } from '@/components/evidence/finding-line';
import type { Finding } from '@/lib/domain/evidence';
import { loneMediaReference } from '@/lib/domain/media-reference';
import type { Json } from '@/lib/domain/run/run';
import type { LargePart, ShownStep } from '@/lib/domain/steps/large-part';
import { stepPrompt } from '@/lib/domain/steps/prompt-parts';
import { rerankMoves } from '@/lib/domain/steps/rerank-moves';
import { toolPairs } from '@/lib/domain/steps/tool-pairs';
import { BodyText } from './body-text';
import { LargePartView } from './large-part-view';
import { RenderedPrompt } from './rendered-prompt';
import { ToolPairList } from './tool-pair-list';
import { JsonView } from './json-view';
import { MediaStrip } from './media-strip';
import { MessageList } from './message-list';
import { StepHead } from './step-head';
import { StepPassages } from './step-passages';
import { StepSection } from './step-section';

interface StepDetailProps {
  shown: ShownStep;
  run: { project: string; runId: string };
  /** What is searched inside the run, to be marked in values. */
  words: string;
  /** Those that name this step. */
  findings: readonly Finding[];
}

/** Everything that a step said; what the product understood first, the raw attributes last. */
export function StepDetail({ shown: { step, large }, run, words, findings }: StepDetailProps) {
  const { facts, error, input, output, attributes, events } = step;
  const pairs = toolPairs([...(facts.messages ?? []), ...(facts.outputMessages ?? [])]);
  const prompt = stepPrompt(facts);
  const settings = { ...facts.parameters, ...(facts.promptVariables && !prompt ? { prompt_variables: facts.promptVariables } : {}) };
  const attachments = Object.values(attributes).filter((value) => typeof value === 'string' && loneMediaReference(value) !== null);
  return (
    <article aria-label={`Step ${step.name}`}>
      <StepHead step={step} />
      {error !== null ? <StepError error={error} detail={facts.errorDetail ?? null} /> : null}
      {findings.length > 0 ? (
        <StepSection title="Findings">
          {findings.map((finding) => (
            <FindingLine key={`${finding.code}${finding.detail}`} finding={finding} />
          ))}
        </StepSection>
      ) : null}
      {facts.losses?.length ? (
        <StepSection title="What the source says is missing">
          <ul className="list-disc ps-4 text-sm">
            {facts.losses.map((loss) => (
              <li key={loss}>{loss}</li>
            ))}
          </ul>
        </StepSection>
      ) : null}
      {large.map((part) => (
        <StepSection key={part.part} title={largeTitle(part)}>
          <LargePartView part={part} run={run} stepId={step.stepId} words={words} />
        </StepSection>
      ))}
      {facts.systemInstructions ? <Body title="Instructions" value={facts.systemInstructions} words={words} /> : null}
      {prompt ? (
        <StepSection title="Prompt and variables">
          <RenderedPrompt parts={prompt} template={facts.promptTemplate} variables={facts.promptVariables ?? {}} />
        </StepSection>
      ) : null}
      {facts.renderedPrompt ? (
        <Body
          title={prompt ? 'Rendered prompt, whole' : 'Rendered prompt'}
          value={facts.renderedPrompt}
          isFolded={prompt !== null}
          words={words}
        />
      ) : null}
      {facts.promptTemplate && !prompt ? <Body title="Prompt template" value={facts.promptTemplate} isFolded words={words} /> : null}
      {pairs.length > 0 ? (
        <StepSection title={`Tool calls, ${pairs.length}`}>
          <ToolPairList pairs={pairs} words={words} />
        </StepSection>
      ) : null}
      {facts.messages?.length ? (
        <StepSection title="Messages in">
          <MessageList messages={facts.messages} title="Messages in" />
        </StepSection>
      ) : null}
      {facts.outputMessages?.length ? (
        <StepSection title="Messages out">
          <MessageList messages={facts.outputMessages} title="Messages out" />
        </StepSection>
      ) : null}
      {facts.passages?.length ? (
        <StepSection title={`Passages, ${facts.passages.length}`}>
          <StepPassages passages={facts.passages} moves={rerankMoves(step)} />
        </StepSection>
      ) : null}
      {input !== null ? <Body title="Input" value={input} isFolded={!!facts.messages?.length} words={words} /> : null}
      {output !== null ? (
        <Body title="Output" value={output} isFolded={!!facts.outputMessages?.length || !!facts.passages?.length} words={words} />
      ) : null}
      {Object.keys(settings).length > 0 ? <Body title="Parameters" value={settings} words={words} /> : null}
      {facts.toolDefinitions?.length ? (
        <Body title={`Tools offered, ${facts.toolDefinitions.length}`} value={facts.toolDefinitions} isFolded words={words} />
      ) : null}
      {facts.scores?.length ? <Body title="Scores" value={facts.scores as unknown as Json} words={words} /> : null}
      {attachments.length > 0 ? (
        <StepSection title={`Attachments, ${attachments.length}`}>
          <MediaStrip value={attachments} />
        </StepSection>
      ) : null}
      {facts.links?.length ? <Body title="Links" value={facts.links as unknown as Json} isFolded words={words} /> : null}
      {events.length > 0 ? (
        <Body
          title={`Events, ${events.length}`}
          value={events.map(({ name, timeNs, attributes: fields }) => ({
            name,
            time_ns: timeNs === null ? null : String(timeNs),
            ...fields,
          }))}
          isFolded
        />
      ) : null}
      {Object.keys(attributes).length > 0 ? (
        <Body title={`Raw attributes, ${Object.keys(attributes).length}`} value={attributes} isFolded words={words} />
      ) : null}
    </article>
  );
}

function Body({ title, value, isFolded = false, words = '' }: { title: string; value: Json; isFolded?: boolean; words?: string }) {
  return (
    <StepSection title={title} isFolded={isFolded}>
      {typeof value === 'string' ? <BodyText text={value} /> : <JsonView value={value} label={title.toLowerCase()} words={words} />}
      {isFolded ? null : <MediaStrip value={value} />}
    </StepSection>
  );
}

function largeTitle({ part }: LargePart): string {
  const words = part
    .replace(/^facts\./, '')
    .replace(/([A-Z])/g, ' $1')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function StepError({ error, detail }: { error: string; detail: string | null }) {
  return (
    <div role="note" className="border-border border-b bg-danger-soft px-4 py-2.5 text-danger text-sm">
      <p className="flex items-start gap-1.5">
        <OctagonX aria-hidden className="mt-0.5 size-4 shrink-0" />
        <bdi className="min-w-0 whitespace-pre-wrap break-words">{error}</bdi>
      </p>
      {detail ? (
        <details className="mt-1.5">
          <summary className="w-fit text-xs">Whole error</summary>
          <pre className="thin-scroll mt-1 max-h-72 overflow-auto whitespace-pre-wrap break-words font-mono text-xs">{detail}</pre>
        </details>
      ) : null}
    </div>
  );
}
