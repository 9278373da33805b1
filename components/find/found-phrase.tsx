import { PlainText } from '@/components/evidence/plain-text';
import { Button } from '@/components/ui/button';
import type { FindPage } from '@/lib/domain/find/find-hit';
import { formatCount, formatInstant } from '@/lib/format';
import { paths } from '@/lib/paths';
import Link from 'next/link';
import { HitList } from './hit-list';

interface FoundPhraseProps {
  project: string;
  asked: string;
  page: FindPage;
  /** Whether this is not the first page. */
  isOlder: boolean;
}

/** The hits of a phrase: what they hold, the runs, and how far back was looked. */
export function FoundPhrase({ project, asked, page, isOlder }: FoundPhraseProps) {
  const { hits, nextCursor, isOutOfTime, lookedBackTo } = page;
  return (
    <section className="grid gap-3" aria-label="Runs with these words">
      <div className="grid gap-0.5">
        <h1 className="font-semibold text-lg">
          {isOlder ? 'Older runs' : 'Runs'} with <Asked page={page} asked={asked} />
        </h1>
        <Said page={page} asked={asked} />
      </div>
      {hits.length > 0 ? <HitList key={hits[0]?.runId} project={project} hits={hits} label="Runs with these words" /> : null}
      <p role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
        <span>
          {formatCount(hits.length, 'run')}
          {nextCursor === null ? (isOlder ? ', the oldest that match' : ', all that match') : ', newest first'}
          {isOutOfTime && lookedBackTo ? `. Looked at runs back to ${formatInstant(lookedBackTo)}` : ''}
          {page.isIndexing ? '. Runs of before the last update are still being prepared for searching and may be missing' : ''}
        </span>
        {nextCursor !== null ? (
          <Button asChild size="sm">
            <Link href={paths.find(project, asked, { cursor: nextCursor })} prefetch={false}>
              {isOutOfTime ? 'Search older runs' : 'Older hits'}
            </Link>
          </Button>
        ) : null}
        {hits.length > 0 ? (
          <span className="ms-auto hidden sm:inline">
            <kbd className="font-mono">↑ ↓</kbd> or <kbd className="font-mono">j k</kbd> to move, <kbd className="font-mono">Enter</kbd> to
            open
          </span>
        ) : null}
      </p>
    </section>
  );
}

function Asked({ page, asked }: { page: FindPage; asked: string }) {
  const text = page.foundAs === 'phrase' ? asked : page.foundAs === 'part' ? (page.found[0] ?? asked) : page.found.join(', ');
  return (
    <>
      “<PlainText text={text.length > 160 ? `${text.slice(0, 160)}…` : text} />”
    </>
  );
}

/** Says it when what was found is not what was asked for. */
function Said({ page, asked }: { page: FindPage; asked: string }) {
  if (page.foundAs === 'phrase') return null;
  return (
    <p className="text-sm text-warning">
      No run has the whole of “<PlainText text={asked.length > 160 ? `${asked.slice(0, 160)}…` : asked} />
      ”. {page.foundAs === 'part' ? 'This is its longest part that some run has.' : 'These runs have its words, wherever they stand.'}
    </p>
  );
}
