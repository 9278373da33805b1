import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import type { EvidenceLink } from '@/lib/domain/explain/explanation';
import { type ExplainedPlace, evidencePlace } from './evidence-place';

interface PlaceLinkProps {
  link: EvidenceLink;
  at: ExplainedPlace;
}

/** A recorded place by its name. */
export function PlaceLink({ link, at }: PlaceLinkProps) {
  const { href, words, isHere } = evidencePlace(link, at);
  return (
    <Link
      href={href}
      scroll={!isHere || href.includes('#')}
      prefetch={false}
      className="inline-flex min-h-6 max-w-80 items-center text-link text-xs underline-offset-2 hover:underline"
    >
      <PlainText text={words} className="truncate" />
    </Link>
  );
}
