import { Download, FileCheck2, ShieldCheck, ShieldQuestionMark } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/relative-time';
import { formatNumber } from '@/lib/format';

interface TrailHeadProps {
  entryCount: bigint;
  signedSize: bigint;
  signedAt: string | null;
  /** Null without the right to export. */
  bundleHref: string | null;
  checkpointHref: string;
  guideHref: string;
}

/** How far the trail is signed, and what can be taken away from it. */
export function TrailHead({ entryCount, signedSize, signedAt, bundleHref, checkpointHref, guideHref }: TrailHeadProps) {
  const isCovered = signedSize >= entryCount && signedAt !== null;
  const Icon = isCovered ? ShieldCheck : ShieldQuestionMark;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div>
        <h1 className="font-semibold text-lg">Trail</h1>
        <p className="flex items-center gap-1.5 text-muted-foreground text-sm">
          <Icon aria-hidden className={isCovered ? 'size-4 text-success' : 'size-4 text-warning'} />
          <span>
            {formatNumber(entryCount)} entries, {isCovered ? 'all signed' : `${formatNumber(signedSize)} signed so far`}
            {signedAt ? (
              <>
                , last <RelativeTime at={signedAt} />
              </>
            ) : null}
          </span>
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Button asChild variant="ghost" size="sm">
          <Link href={guideHref} scroll={false}>
            How to check it
          </Link>
        </Button>
        <Button asChild size="sm">
          <a href={checkpointHref} download="checkpoint.txt">
            <FileCheck2 aria-hidden />
            Checkpoint
          </a>
        </Button>
        {bundleHref ? (
          <Button asChild size="sm" variant="primary">
            <a href={bundleHref} download>
              <Download aria-hidden />
              Bundle of what is shown
            </a>
          </Button>
        ) : null}
      </div>
    </div>
  );
}
