import { Check, Clock, Layers, X } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { EvalCaseState } from '@/lib/domain/eval/eval-set';

const LOOKS = {
  candidate: { tone: 'warning', icon: Clock, word: 'Candidate' },
  approved: { tone: 'success', icon: Check, word: 'Approved' },
  rejected: { tone: 'neutral', icon: X, word: 'Rejected' },
  superseded: { tone: 'neutral', icon: Layers, word: 'Superseded' },
} as const;

export function CaseStateBadge({ state }: { state: EvalCaseState }) {
  const { tone, icon: Icon, word } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
