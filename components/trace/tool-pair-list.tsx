import type { Json } from '@/lib/domain/run/run';
import type { ToolPair } from '@/lib/domain/steps/tool-pairs';
import { BodyText } from './body-text';
import { JsonView } from './json-view';

/** Each tool call with what it was given and what came back. */
export function ToolPairList({ pairs, words }: { pairs: readonly ToolPair[]; words: string }) {
  const keyed = pairs.map((pair, index) => ({ pair, key: index }));
  return (
    <ol className="grid gap-2">
      {keyed.map(({ pair, key }) => (
        <li key={key} className="rounded-md border border-border bg-background px-2.5 py-2">
          <p className="mb-1.5 flex items-baseline gap-2 text-xs">
            <bdi className="font-medium text-orange">{pair.name ?? 'Result without its call'}</bdi>
            {pair.id ? <code className="truncate font-mono text-muted-foreground">{pair.id}</code> : null}
          </p>
          <div className="grid gap-x-3 gap-y-2 xl:grid-cols-2">
            <Side
              title="Arguments"
              value={pair.name === null ? undefined : pair.arguments}
              absent="The call is not among these messages."
              words={words}
            />
            <Side title="Result" value={pair.result} absent="No result among these messages." words={words} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function Side({ title, value, absent, words }: { title: string; value: Json | undefined; absent: string; words: string }) {
  return (
    <div className="min-w-0">
      <p className="mb-0.5 text-2xs text-muted-foreground">{title}</p>
      {value === undefined ? (
        <p className="text-muted-foreground text-sm">{absent}</p>
      ) : typeof value === 'string' ? (
        <BodyText text={value} limit={1500} />
      ) : (
        <JsonView value={value} label={title.toLowerCase()} words={words} />
      )}
    </div>
  );
}
