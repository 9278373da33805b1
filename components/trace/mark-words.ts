// What the marks of the step tree say to people.
import type { StepMark } from '@/lib/domain/step-mark';

export const MARK_WORDS: { [mark in StepMark]: { word: string; title: string } } = {
  orphan: { word: 'parent missing', title: 'Its parent never arrived' },
  cycle: { word: 'cycle', title: 'Its ancestors loop; cut here' },
  not_received: { word: 'not received', title: 'Other steps name it as their parent, but it has not arrived' },
  recovered: { word: 'no span', title: 'No span of this call was sent; it is known from the error of the step above' },
};

/** What is shown in place of the step itself: it was never sent. */
export function missingText(mark: StepMark | null | undefined): string | null {
  if (mark === 'not_received')
    return 'Other steps name it as their parent, but it has not arrived. When it comes, it takes this place. A process that died, a sampler or a service without a tracer keeps it away for good.';
  if (mark === 'recovered')
    return 'The tracer sent no span for this call, as some do when a call is rejected. That it was made and how it failed is known from the error of the step above.';
  return null;
}
