import { CheckCheck, CircleDashed, Clock, LoaderCircle, OctagonX, PencilLine } from 'lucide-react';
import { Badge } from '@/components/ui/badge';

interface RunOutcomeProps {
  outcome: string | null;
  /** receiving → settled → evaluated. */
  phase: string;
  /** Whether it waits in a queue. */
  isWaiting?: boolean;
}

/** What became of a run, in one word with an icon. */
export function RunOutcome({ outcome, phase, isWaiting = false }: RunOutcomeProps) {
  if (outcome === 'approved') {
    return (
      <Badge tone="success">
        <CheckCheck aria-hidden />
        Approved
      </Badge>
    );
  }
  if (outcome === 'corrected') {
    return (
      <Badge tone="info">
        <PencilLine aria-hidden />
        Corrected
      </Badge>
    );
  }
  if (outcome === 'rejected') {
    return (
      <Badge tone="danger">
        <OctagonX aria-hidden />
        Rejected
      </Badge>
    );
  }
  if (phase !== 'evaluated') {
    return (
      <Badge tone="outline" title="Its steps are still arriving or its checks have not run yet">
        <LoaderCircle aria-hidden />
        {phase === 'receiving' ? 'Receiving' : 'Checking'}
      </Badge>
    );
  }
  return (
    <Badge tone="neutral">
      {isWaiting ? <Clock aria-hidden /> : <CircleDashed aria-hidden />}
      {isWaiting ? 'In a queue' : 'Not reviewed'}
    </Badge>
  );
}
