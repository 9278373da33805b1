import { cn } from '@/lib/cn';
import { SchemaFields } from './schema-fields';
import { type Schema, typeWords } from './schema-words';

export interface DescribedOperation {
  method: string;
  path: string;
  operationId: string;
  summary: string;
  description: string;
  parameters: { name: string; in: string; required: boolean; description?: string; schema: Schema }[];
  requestBody?: { content: Record<string, { schema?: Schema }> };
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

const METHODS: Record<string, string> = {
  get: 'bg-success-soft text-success',
  post: 'bg-primary-soft text-link',
  put: 'bg-warning-soft text-warning',
  patch: 'bg-warning-soft text-warning',
};

/** One operation: what it is for, what it takes, what it answers. */
export function OperationSection({ operation }: { operation: DescribedOperation }) {
  const { method, path, operationId, summary, description, parameters, requestBody, responses } = operation;
  return (
    <section id={operationId} aria-labelledby={`${operationId}-title`} className="scroll-mt-6 border-border border-t py-6">
      <h3 id={`${operationId}-title`} className="font-semibold text-base">
        <a href={`#${operationId}`} className="hover:underline">
          {summary}
        </a>
      </h3>
      <p className="mt-1 flex flex-wrap items-center gap-2">
        <span className={cn('rounded-sm px-1.5 py-0.5 font-medium font-mono text-xs uppercase', METHODS[method])}>{method}</span>
        <code className="break-all font-mono text-sm">{path}</code>
      </p>
      {description ? <p className="mt-2 max-w-3xl text-muted-foreground text-sm">{withoutTicks(description)}</p> : null}
      {parameters.length > 0 ? (
        <details className="mt-3">
          <summary className="w-fit font-medium text-sm">Parameters, {parameters.length}</summary>
          <dl className="mt-1">
            {parameters.map((parameter) => (
              <div
                key={`${parameter.in}${parameter.name}`}
                className="grid grid-cols-[minmax(0,1fr)] gap-x-4 py-1 sm:grid-cols-[minmax(9rem,14rem)_minmax(0,1fr)]"
              >
                <dt className="break-words font-mono text-xs leading-5">
                  {parameter.name}
                  <span className="ms-1 font-sans text-muted-foreground">{parameter.in === 'query' ? '' : parameter.in}</span>
                  {parameter.required ? <span className="ms-1 font-sans text-danger">required</span> : null}
                </dt>
                <dd className="text-sm">
                  <span className="text-muted-foreground">{typeWords(parameter.schema)}</span>
                  {parameter.description ? <span className="block">{parameter.description}</span> : null}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ) : null}
      {Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => (
        <Content key={type} title="Body" type={type} schema={schema} />
      ))}
      {Object.entries(responses).map(([status, answer]) =>
        status === 'default' ? null : Object.keys(answer.content ?? {}).length === 0 ? (
          <p key={status} className="mt-3 text-sm">
            <span className="font-medium">{status}</span> <span className="text-muted-foreground">{answer.description}</span>
          </p>
        ) : (
          Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
            <Content key={`${status}${type}`} title={`${status} ${answer.description ?? ''}`} type={type} schema={schema} />
          ))
        ),
      )}
    </section>
  );
}

function Content({ title, type, schema }: { title: string; type: string; schema: Schema | undefined }) {
  return (
    <details className="mt-3">
      <summary className="w-fit text-sm">
        <span className="font-medium">{title}</span> <code className="font-mono text-muted-foreground text-xs">{type}</code>
      </summary>
      <div className="mt-1">
        {schema ? <SchemaFields schema={schema} /> : <p className="text-muted-foreground text-sm">A file, not JSON.</p>}
      </div>
    </details>
  );
}

/** The document marks code with ticks, as Markdown does. */
function withoutTicks(text: string) {
  return text.split('`').map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      <code key={part} className="rounded-sm bg-muted px-1 font-mono text-foreground text-xs">
        {part}
      </code>
    ),
  );
}
