import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { codeWords } from '@/components/runs/finding-codes';
import { RelativeTime } from '@/components/ui/relative-time';
import type { FindHit, HitExcerpt } from '@/lib/domain/find/find-hit';
import { paths } from '@/lib/paths';
import { MarkedExcerpt } from './marked-excerpt';

interface HitRowProps {
  project: string;
  hit: FindHit;
}

/** One run: what it is, and where the words stand in it. The whole row is its link. */
export function HitRow({ project, hit }: HitRowProps) {
  const made = [hit.route, hit.promptVersion, hit.modelName].filter((part) => part !== null);
  return (
    <Link
      href={paths.run(project, hit.runId)}
      prefetch={false}
      data-hit
      className="grid gap-1.5 px-4 py-3 outline-offset-[-2px] hover:bg-muted focus-visible:bg-primary-soft"
    >
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="min-w-0 truncate font-medium">
          <OneLine text={hit.name ?? hit.runId} />
        </span>
        {hit.name === null ? null : <OneLine text={hit.runId} className="max-w-48 shrink-0 font-mono text-muted-foreground text-xs" />}
        <span className="min-w-0 flex-1 truncate text-muted-foreground text-xs">
          <OneLine text={made.join(' · ')} />
        </span>
        {hit.reviewOutcome ? <span className="shrink-0 text-muted-foreground text-xs">{hit.reviewOutcome}</span> : null}
        {hit.codes[0] ? (
          <span className="shrink-0 truncate rounded-sm bg-muted px-1.5 py-0.5 text-muted-foreground text-xs">
            {codeWords(hit.codes[0])}
            {hit.codes.length > 1 ? ` +${hit.codes.length - 1}` : ''}
          </span>
        ) : null}
        <RelativeTime at={hit.startedAt} className="shrink-0 text-muted-foreground text-xs" />
      </span>
      {hit.excerpts.map((excerpt) => (
        <span
          key={`${excerpt.place} ${excerpt.source?.passageId ?? ''} ${excerpt.text}`}
          className="grid grid-cols-[10.5rem_minmax(0,1fr)] items-baseline gap-3"
        >
          <Place excerpt={excerpt} />
          <MarkedExcerpt excerpt={excerpt} />
        </span>
      ))}
    </Link>
  );
}

function Place({ excerpt: { place, source } }: { excerpt: HitExcerpt }) {
  const document = source?.documentId ?? source?.passageId;
  const page = source?.page ? `, p. ${source.page}` : '';
  return (
    <span className="min-w-0 truncate text-muted-foreground text-xs" title={document ?? undefined}>
      {place}
      {document ? (
        <>
          {' '}
          <PlainText text={`${document}${page}`} className="whitespace-nowrap font-mono" />
        </>
      ) : null}
    </span>
  );
}
