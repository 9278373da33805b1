import type { Metadata } from 'next';
import { ApiIntro } from '@/components/api-docs/api-intro';
import { type DescribedOperation, OperationSection } from '@/components/api-docs/operation-section';
import { SchemaFields } from '@/components/api-docs/schema-fields';
import type { Schema } from '@/components/api-docs/schema-words';
import { openApi } from '@/lib/api/openapi';

export const metadata: Metadata = { title: 'API' };

export default function ApiDocsPage() {
  const api = openApi();
  const operations = Object.entries(api['paths'] as Record<string, Record<string, DescribedOperation & { tags: string[] }>>).flatMap(
    ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
  const tags = (api['tags'] as { name: string }[]).map(({ name }) => ({
    name,
    operations: operations.filter((operation) => operation.tags.includes(name)),
  }));
  const types = Object.entries((api['components'] as { schemas: Record<string, Schema> }).schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  return (
    <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)] gap-8 px-5 py-8 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <nav aria-label="Operations" className="thin-scroll top-8 max-h-[calc(100dvh-4rem)] overflow-y-auto text-sm lg:sticky">
        {tags.map((tag) => (
          <div key={tag.name} className="mb-4">
            <p className="font-medium">{tag.name}</p>
            <ul>
              {tag.operations.map(({ operationId, summary }) => (
                <li key={operationId}>
                  <a href={`#${operationId}`} className="block py-0.5 text-muted-foreground hover:text-foreground">
                    {summary}
                  </a>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <p>
          <a href="#types" className="font-medium">
            Types
          </a>
        </p>
      </nav>
      <main className="min-w-0 break-words">
        <h1 className="mb-4 font-semibold text-xl">Countersign API</h1>
        <ApiIntro />
        {tags.map((tag) => (
          <div key={tag.name} className="mt-10">
            <h2 className="mb-2 font-semibold text-lg">{tag.name}</h2>
            {tag.operations.map((operation) => (
              <OperationSection key={operation.operationId} operation={operation} />
            ))}
          </div>
        ))}
        <h2 id="types" className="mt-10 mb-2 scroll-mt-6 font-semibold text-lg">
          Types
        </h2>
        {types.map(([name, schema]) => (
          <section key={name} id={`type-${name}`} className="scroll-mt-6 border-border border-t py-5">
            <h3 className="mb-1 break-words font-semibold font-mono text-sm">{name}</h3>
            <SchemaFields schema={schema} />
          </section>
        ))}
      </main>
    </div>
  );
}
