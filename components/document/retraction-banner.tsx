import { OctagonAlert } from 'lucide-react';
import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import type { DocumentRetraction } from '@/lib/domain/document';
import { formatDay } from '@/lib/format';
import { paths } from '@/lib/paths';

interface RetractionBannerProps {
  project: string;
  version: number;
  retraction: DocumentRetraction;
}

/** Over a source that is not to be relied on any more: that it is so, why, and where it is seen to. */
export function RetractionBanner({ project, version, retraction }: RetractionBannerProps) {
  return (
    <div role="note" aria-label="Retracted" className="flex items-start gap-2 border-danger border-b-2 bg-danger-soft px-3 py-2 text-sm">
      <OctagonAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0">
        <p className="font-medium text-danger">
          {retraction.how === 'corrected'
            ? `Version ${version} was corrected by version ${retraction.replacedBy}`
            : `Version ${version} was retracted`}
        </p>
        <p>
          <PlainText text={retraction.reason} />{' '}
          <span className="text-muted-foreground">
            {formatDay(retraction.at)} by <PlainText text={retraction.by} /> ·{' '}
          </span>
          <Link href={paths.incident(project, retraction.incidentId)} prefetch={false} className="text-link underline">
            Incident
          </Link>
        </p>
      </div>
    </div>
  );
}
