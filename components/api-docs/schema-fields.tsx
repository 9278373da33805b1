import { fieldsOf, refName, type Schema, typeWords } from './schema-words';

interface SchemaFieldsProps {
  schema: Schema;
  depth?: number;
}

/** Deeper parts are read in the document itself. */
const DEEPEST = 3;

/** The fields of a schema, their types and what is said about them; nested ones below. */
export function SchemaFields({ schema, depth = 0 }: SchemaFieldsProps) {
  const name = refName(schema);
  if (name) return <TypeLink name={name} />;
  const choices = ((schema['anyOf'] ?? []) as Schema[]).filter((choice) => choice['type'] !== 'null');
  if (choices.some((choice) => refName(choice))) {
    return (
      <ul className="list-disc ps-5 text-sm">
        {choices.map((choice) => (
          <li key={JSON.stringify(choice)}>
            <SchemaFields schema={choice} depth={depth} />
          </li>
        ))}
      </ul>
    );
  }
  const fields = fieldsOf(schema);
  if (fields.length === 0)
    return <p className="text-muted-foreground text-sm">{(schema['description'] as string | undefined) ?? typeWords(schema)}</p>;
  return (
    <dl className={depth > 0 ? 'mt-1 border-border border-s ps-3' : undefined}>
      {fields.map((field) => (
        <div key={field.name} className="grid grid-cols-[minmax(0,1fr)] gap-x-4 py-1 sm:grid-cols-[minmax(9rem,14rem)_minmax(0,1fr)]">
          <dt className="break-words font-mono text-xs leading-5">
            {field.name}
            {field.isRequired ? <span className="ms-1 font-sans text-danger">required</span> : null}
          </dt>
          <dd className="min-w-0 text-sm">
            <span className="break-words text-muted-foreground">
              {refName(field.schema) ? <TypeLink name={refName(field.schema) ?? ''} /> : typeWords(field.schema)}
            </span>
            {field.schema['description'] ? <span className="block">{String(field.schema['description'])}</span> : null}
            {depth < DEEPEST && !refName(field.schema) && fieldsOf(field.schema).length > 0 ? (
              <SchemaFields schema={field.schema} depth={depth + 1} />
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TypeLink({ name }: { name: string }) {
  return (
    <a href={`#type-${name}`} className="text-link underline-offset-2 hover:underline">
      {name}
    </a>
  );
}
