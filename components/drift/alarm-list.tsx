import { BellRing } from 'lucide-react';
import Link from 'next/link';
import { Badge, type BadgeTone } from '@/components/ui/badge';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { Disclosure } from '@/components/ui/disclosure';
import { PlainText } from '@/components/evidence/plain-text';
import { type AlarmState, type DriftAlarmView, sliceText } from '@/lib/domain/drift/drift-view';
import { formatDay, formatPercent } from '@/lib/format';
import { paths } from '@/lib/paths';
import { type DecideAlarm, DecideAlarmButtons } from './decide-alarm-buttons';

interface AlarmListProps {
  project: string;
  alarms: readonly DriftAlarmView[];
  /** Absent: the viewer may see alarms and not decide them. */
  decide?: DecideAlarm;
}

const TONES: { [state in AlarmState]: BadgeTone } = { open: 'danger', acknowledged: 'info', muted: 'neutral', ended: 'outline' };

/** Alarms of the daily test: those that last, then the ended ones folded away. */
export function AlarmList({ project, alarms, decide }: AlarmListProps) {
  const standing = alarms.filter(({ endedAt }) => endedAt === null);
  const ended = alarms.filter(({ endedAt }) => endedAt !== null);
  if (alarms.length === 0) return null;
  const list = (rows: readonly DriftAlarmView[]) => (
    <ul className="divide-y divide-border">
      {rows.map((alarm) => (
        <AlarmRow key={alarm.alarmId} project={project} alarm={alarm} {...(decide ? { decide } : {})} />
      ))}
    </ul>
  );
  return (
    <Card className="print:hidden">
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          <BellRing aria-hidden className="size-4 text-muted-foreground" />
          {standing.length === 0 ? 'No alarm stands' : standing.length === 1 ? 'One alarm stands' : `${standing.length} alarms stand`}
        </CardTitle>
      </CardHeader>
      {list(standing)}
      {ended.length > 0 ? (
        <Disclosure title={<span className="text-xs">{ended.length} ended</span>} className="border-border border-t px-4 py-2">
          {list(ended)}
        </Disclosure>
      ) : null}
    </Card>
  );
}

function AlarmRow({ project, alarm, decide }: { project: string; alarm: DriftAlarmView; decide?: DecideAlarm }) {
  const { windows } = alarm;
  const query = {
    slice: sliceText(alarm.slice),
    from: windows.current.from,
    to: windows.current.to,
    reference_from: windows.reference.from,
    reference_to: windows.reference.to,
  };
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="grid min-w-0 gap-0.5">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={TONES[alarm.state]}>{alarm.state}</Badge>
          <Link
            href={`${paths.insight(project, 'drift', query)}#${alarm.dimension}`}
            className="min-w-0 font-medium text-sm hover:underline"
          >
            <PlainText text={alarm.summary} />
          </Link>
        </p>
        <p className="text-muted-foreground text-xs">{factsOf(alarm)}</p>
        {alarm.reason === '' ? null : (
          <p className="text-sm">
            <span className="text-muted-foreground">{alarm.decidedBy}: </span>
            <PlainText text={alarm.reason} />
          </p>
        )}
      </div>
      <div className="flex items-center gap-2">
        {alarm.incidentId ? (
          <Link href={paths.incident(project, alarm.incidentId)} className="text-link text-sm hover:underline">
            Incident
          </Link>
        ) : null}
        {decide && alarm.endedAt === null ? <DecideAlarmButtons alarm={alarm} decide={decide} /> : null}
      </div>
    </li>
  );
}

function factsOf({ openedAt, endedAt, sampled, webhook, mutedUntil }: DriftAlarmView): string {
  return [
    `since ${formatDay(openedAt)}`,
    ...(endedAt ? [`ended ${formatDay(endedAt)}`] : []),
    ...(mutedUntil ? [`muted until ${formatDay(mutedUntil)}`] : []),
    ...(sampled ? [`${formatPercent(sampled.share)} of these runs go to ${sampled.queue} until ${formatDay(sampled.until)}`] : []),
    ...(webhook.state === 'sent' ? ['webhook told'] : []),
    ...(webhook.state === 'waiting' ? [`webhook waits${webhook.error ? `: ${webhook.error}` : ''}`] : []),
    ...(webhook.state === 'given_up' ? [`webhook given up: ${webhook.error}`] : []),
  ].join(' · ');
}
