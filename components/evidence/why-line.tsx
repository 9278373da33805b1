import { cn } from '@/lib/cn';
import type { WhyPart } from '@/lib/domain/claim/claim-why';
import { PlainText } from './plain-text';

/** Why a claim has its state, in one sentence. */
export function WhyLine({ why, className }: { why: readonly WhyPart[]; className?: string }) {
  // The parts of one sentence never change places.
  const keyed = why.map((part, key) => ({ ...part, key }));
  return (
    <p className={cn('break-words text-sm', className)}>
      {/* A sentence of ours, whatever the direction of the page: turned round it would say the opposite. */}
      <bdi dir="ltr">
        {keyed.map(({ text, isForeign, key }) =>
          isForeign ? <PlainText key={key} text={text} className="whitespace-normal font-medium" /> : <span key={key}>{text}</span>,
        )}
      </bdi>
    </p>
  );
}
