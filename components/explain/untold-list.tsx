import Link from 'next/link';
import { Disclosure } from '@/components/ui/disclosure';
import type { UntoldFact } from '@/lib/domain/explain/explanation';
import { paths } from '@/lib/paths';

/** What the trace does not tell, why it matters, and the field and attribute by which it is sent. */
export function UntoldList({ untold, project }: { untold: readonly UntoldFact[]; project: string }) {
  if (untold.length === 0) return null;
  return (
    <Disclosure title={`What the trace does not tell (${untold.length})`} className="px-3 py-2 text-xs">
      <dl className="mt-1 grid gap-1.5">
        {untold.map(({ fact, title, why, field, attribute }) => (
          <div key={fact}>
            <dt className="font-medium">{title}</dt>
            <dd className="text-muted-foreground">
              {why} Field <code>{field}</code>
              {attribute ? (
                <>
                  , attribute <code>{attribute}</code>
                </>
              ) : null}
              .
            </dd>
          </div>
        ))}
      </dl>
      <Link
        href={paths.connect(project)}
        prefetch={false}
        className="mt-1.5 inline-flex min-h-6 items-center text-link underline-offset-2 hover:underline"
      >
        How to send it
      </Link>
    </Disclosure>
  );
}
