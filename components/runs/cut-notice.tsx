import Link from 'next/link';
import type { AssembledRun } from '@/lib/domain/run/run';
import { formatBytes } from '@/lib/format';

interface CutNoticeProps {
  cut: AssembledRun['cut'];
  /** Where the whole record is. */
  rawHref: string;
  /** The record as a file. */
  downloadHref: string;
}

/** Says which facts of the run stand here by their beginning only, and where all of them is. Nothing when none does. */
export function CutNotice({ cut, rawHref, downloadHref }: CutNoticeProps) {
  if (!cut || cut.length === 0) return null;
  return (
    <p role="note" className="rounded-md border border-border bg-warning-soft px-3 py-1.5 text-sm">
      {cut.map(({ field, bytes }) => `${field} (${formatBytes(bytes)})`).join(', ')}: too large for this page, which shows the beginning.
      The whole is under{' '}
      <Link href={rawHref} scroll={false} className="text-link underline-offset-2 hover:underline">
        Raw
      </Link>{' '}
      and{' '}
      <a href={downloadHref} download className="text-link underline-offset-2 hover:underline">
        as a file
      </a>
      .
    </p>
  );
}
