import { PlainText } from '@/components/evidence/plain-text';

interface CodeExampleProps {
  example: {
    output: string | null;
    sources: { name: string; text: string }[];
    facts: { name: string; text: string }[];
    steps: string[];
    says: string;
  };
}

/** A made-up run and what the check says of it. */
export function CodeExample({ example: { output, sources, facts, steps, says } }: CodeExampleProps) {
  const rows = [
    ...(output === null ? [] : [{ name: 'The run says', text: output }]),
    ...facts.map(({ name, text }) => ({ name: `Its ${name}`, text })),
    ...sources.slice(0, 3).map(({ name, text }) => ({ name: `Source: ${name}`, text })),
    ...steps.map((text) => ({ name: 'Step', text })),
  ];
  return (
    <div>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">For example</h3>
      <dl className="grid gap-y-1 rounded-md bg-muted px-3 py-2 text-sm sm:grid-cols-[9rem_minmax(0,1fr)] sm:gap-x-3">
        {rows.map(({ name, text }) => (
          <div key={`${name} ${text}`} className="contents">
            <dt className="text-muted-foreground text-xs leading-5">{name}</dt>
            <dd className="line-clamp-4 min-w-0 break-words">
              <PlainText text={text} />
            </dd>
          </div>
        ))}
        <dt className="text-muted-foreground text-xs leading-5">The check says</dt>
        <dd className="min-w-0 break-words font-medium">
          <PlainText text={says} dir="ltr" className="whitespace-normal" />
        </dd>
      </dl>
    </div>
  );
}
