import { CheckCheck, CircleDot, Clock, Flag, type LucideIcon, Trash2 } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import type { ItemState } from '@/lib/domain/item-state';

const LOOKS: Record<ItemState, { word: string; tone: BadgeTone; icon: LucideIcon }> = {
  waiting: { word: 'Waiting', tone: 'neutral', icon: Clock },
  leased: { word: 'In review', tone: 'info', icon: CircleDot },
  escalated: { word: 'Escalated', tone: 'warning', icon: Flag },
  done: { word: 'Done', tone: 'success', icon: CheckCheck },
  removed: { word: 'Removed', tone: 'neutral', icon: Trash2 },
};

export function ItemStateBadge({ state, outcome }: { state: ItemState; outcome: string | null }) {
  const { word, tone, icon: Icon } = LOOKS[state];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {state === 'done' && outcome ? outcome : word}
    </Badge>
  );
}
