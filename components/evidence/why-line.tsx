import { Fragment } from 'react';
import { cn } from '@/lib/cn';
import type { WhyPart } from '@/lib/domain/claim/claim-why';
import { PlainText } from './plain-text';

/** Why a claim has its state, in one sentence. */
export function WhyLine({ why, className }: { why: readonly WhyPart[]; className?: string }) {
  return (
    <p className={cn('break-words text-sm', className)}>
      {why.map(({ text, isForeign }, index) => (
        // The parts of one sentence never change places.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>{isForeign ? <PlainText text={text} className="whitespace-normal font-medium" /> : text}</Fragment>
      ))}
    </p>
  );
}
