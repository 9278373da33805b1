import { CircleCheck, CircleDashed, CircleDot, CircleSlash, ShieldCheck } from 'lucide-react';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { type IncidentSeverity, type IncidentStatus, SEVERITY_MEANINGS, STATUS_MEANINGS } from '@/lib/domain/incident/incident';

const SEVERITY_TONES: Record<IncidentSeverity, BadgeTone> = { low: 'neutral', medium: 'warning', high: 'orange', critical: 'danger' };

/** How grave, in a word; what the word means in its title. */
export function SeverityBadge({ severity }: { severity: IncidentSeverity }) {
  return (
    <Badge tone={SEVERITY_TONES[severity]} title={SEVERITY_MEANINGS[severity]}>
      {severity.slice(0, 1).toUpperCase() + severity.slice(1)}
    </Badge>
  );
}

const STATUS_LOOKS: Record<IncidentStatus, { tone: BadgeTone; Icon: typeof CircleDot; word: string }> = {
  candidate: { tone: 'outline', Icon: CircleDashed, word: 'Candidate' },
  open: { tone: 'danger', Icon: CircleDot, word: 'Open' },
  contained: { tone: 'info', Icon: ShieldCheck, word: 'Contained' },
  resolved: { tone: 'success', Icon: CircleCheck, word: 'Resolved' },
  dismissed: { tone: 'neutral', Icon: CircleSlash, word: 'Dismissed' },
};

export function StatusBadge({ status }: { status: IncidentStatus }) {
  const { tone, Icon, word } = STATUS_LOOKS[status];
  return (
    <Badge tone={tone} title={STATUS_MEANINGS[status]}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
