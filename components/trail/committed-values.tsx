import { jsonText } from '@/components/evidence/json-text';
import { LongText } from '@/components/evidence/long-text';
import type { CommittedView } from '@/lib/domain/trail/trail-entry-view';

/** Values that the entry only commits to: shown while they exist; without them the entry still verifies. */
export function CommittedValues({ committed }: { committed: { [field: string]: CommittedView } }) {
  const fields = Object.entries(committed);
  if (fields.length === 0) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">Committed by salted hash</h3>
      <dl className="grid gap-2 text-sm">
        {fields.map(([field, value]) => (
          <div key={field} className="rounded-md border border-border px-3 py-2">
            <dt className="text-muted-foreground text-xs">{field.replaceAll('_', ' ')}</dt>
            <dd>
              {value.state === 'shown' ? (
                <LongText text={jsonText(value.value)} limit={600} />
              ) : (
                <span className="text-muted-foreground">erased; what stood here can no longer be known, and the trail still verifies</span>
              )}
              <p className="mt-1 break-all font-mono text-2xs text-muted-foreground">
                SHA-256 {value.digest}
                {value.state === 'shown' ? <> salt {value.salt}</> : null}
              </p>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
