import { ArrowDownRight, ArrowUpRight, CircleSlash, Sparkle } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Trend } from '@/lib/domain/pattern/pattern-trend';

const LOOKS = {
  new: { tone: 'warning', icon: Sparkle, words: 'First seen within the last seven days' },
  growing: { tone: 'danger', icon: ArrowUpRight, words: 'A larger share of runs than the week before, beyond chance' },
  shrinking: { tone: 'success', icon: ArrowDownRight, words: 'A smaller share of runs than the week before, beyond chance' },
  gone: { tone: 'neutral', icon: CircleSlash, words: 'Not seen in the last seven days' },
} as const;

/** Nothing for what is steady: the eye is for what moves. */
export function TrendBadge({ trend }: { trend: Trend }) {
  if (trend === 'steady') return null;
  const { tone, icon: Icon, words } = LOOKS[trend];
  return (
    <Badge tone={tone} title={words}>
      <Icon aria-hidden /> {trend}
    </Badge>
  );
}
