import { Download } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { jsonLine } from '@/components/evidence/json-text';
import { PlainText } from '@/components/evidence/plain-text';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Disclosure } from '@/components/ui/disclosure';
import type { TrailEntryView } from '@/lib/domain/trail/trail-entry-view';
import { formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';
import { CommittedValues } from './committed-values';
import { SignedMark } from './trail-list';
import { trailWords } from './trail-words';
import { VerifyButton } from './verify-button';

interface EntryDetailProps {
  project: string;
  entry: TrailEntryView;
}

/** One entry: what it states in clear, what it commits to, its exact text, and its proof. */
export function EntryDetail({ project, entry }: EntryDetailProps) {
  const index = String(entry.index);
  const asProject = `project=${encodeURIComponent(project)}`;
  const proofUrl = `/api/v1/trail/proof?index=${index}&${asProject}`;
  const ids: [name: string, value: string | null, href?: string | undefined][] = [
    ['Run', entry.runId, entry.runId ? paths.run(project, entry.runId) : undefined],
    ['Item', entry.itemId, entry.itemId ? paths.item(project, entry.itemId) : undefined],
    ['Event', entry.eventId],
    ['Decision', entry.decisionId],
    ['Actor', entry.actorId],
  ];
  return (
    <article aria-label={`Entry ${index}`} className="grid gap-4 p-4">
      <header>
        <h2 className="flex items-center gap-2 font-semibold text-base">
          {trailWords(entry.type)} <SignedMark entry={entry} />
        </h2>
        <p className="text-muted-foreground text-sm">
          Entry {index}, {formatInstant(entry.at)}, by{' '}
          <PlainText text={entry.actorName ?? (entry.actorId === null ? 'Countersign itself' : 'somebody who is gone')} />
        </p>
      </header>
      <VerifyButton key={index} index={index} payload={entry.payload} proofUrl={proofUrl} keyUrl={`/api/v1/trail/key?${asProject}`} />
      <Rows title="Who and what" isEmpty={ids.every(([, value]) => value === null)}>
        {ids.map(([name, value, href]) =>
          value === null ? null : (
            <Row key={name} name={name}>
              {href ? (
                <Link href={href} prefetch={false} className="text-link underline-offset-2 hover:underline">
                  <PlainText text={value} className="break-all font-mono text-xs" />
                </Link>
              ) : (
                <PlainText text={value} className="break-all font-mono text-xs" />
              )}
            </Row>
          ),
        )}
      </Rows>
      {Object.keys(entry.facts).length > 0 ? (
        <Rows title="Stated in clear, for ever">
          {Object.entries(entry.facts).map(([name, value]) => (
            <Row key={name} name={name.replaceAll('_', ' ')}>
              <PlainText text={jsonLine(value)} className="break-all" />
            </Row>
          ))}
        </Rows>
      ) : null}
      <CommittedValues committed={entry.committed} />
      <Disclosure title="The exact text that is hashed" className="text-xs">
        <pre className="thin-scroll mt-1 max-h-64 overflow-auto whitespace-pre-wrap break-all rounded-md bg-muted p-2 font-mono text-xs">
          {entry.payload}
        </pre>
        <p className="mt-1 flex items-center gap-1 text-muted-foreground text-xs">
          Leaf <code className="break-all font-mono">{entry.leafHash}</code>
          <CopyButton text={entry.leafHash} what="leaf hash" />
        </p>
      </Disclosure>
      <Button asChild size="sm" className="justify-self-start">
        <a href={proofUrl} download>
          <Download aria-hidden />
          Proof of this entry
        </a>
      </Button>
    </article>
  );
}

function Rows({ title, isEmpty = false, children }: { title: string; isEmpty?: boolean; children: ReactNode }) {
  if (isEmpty) return null;
  return (
    <section>
      <h3 className="mb-1 font-medium text-muted-foreground text-xs">{title}</h3>
      <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">{children}</dl>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}
