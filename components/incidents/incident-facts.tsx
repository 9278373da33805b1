'use client';
import { useId, useState } from 'react';
import { PlainText } from '@/components/evidence/plain-text';
import type { ActionOutcome } from '@/components/people/action-outcome';
import { useAction } from '@/components/people/use-action';
import { Select } from '@/components/ui/select';
import { Label } from '@/components/ui/label';
import { toast } from '@/components/ui/toast';
import { INCIDENT_SEVERITIES, isClosed, SEVERITY_MEANINGS } from '@/lib/domain/incident/incident';
import type { IncidentSummary } from '@/lib/domain/incident/incident-view';
import { DeadlineClock } from './deadline-clock';
import { DeadlineField } from './deadline-field';
import { SeverityBadge } from './incident-marks';

interface IncidentFactsProps {
  incident: IncidentSummary;
  /** Null when the viewer may not change it. */
  change: ((change: object) => Promise<ActionOutcome<null>>) | null;
  people: { userId: string; name: string }[];
}

/** Severity, owner and deadline; each is changed in place. */
export function IncidentFacts({ incident, change, people }: IncidentFactsProps) {
  return (
    <dl className="grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[14rem_16rem_minmax(0,1fr)]">
      <Fact name="Severity">
        {change ? <SeverityField incident={incident} change={change} /> : <SeverityBadge severity={incident.severity} />}
        <p className="text-muted-foreground text-xs">{SEVERITY_MEANINGS[incident.severity]}.</p>
      </Fact>
      <Fact name="Owner">
        {change ? (
          <OwnerField incident={incident} change={change} people={people} />
        ) : (
          <PlainText text={incident.owner?.name ?? 'Nobody'} />
        )}
      </Fact>
      <Fact name="Deadline">
        <DeadlineClock at={incident.deadlineAt} isClosed={isClosed(incident.status)} />
        {change ? <DeadlineField incident={incident} change={change} /> : null}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="grid content-start gap-1">
      <dt className="text-muted-foreground text-xs">{name}</dt>
      <dd className="grid content-start gap-1">{children}</dd>
    </div>
  );
}

type Change = NonNullable<IncidentFactsProps['change']>;

function SeverityField({ incident, change }: { incident: IncidentSummary; change: Change }) {
  const id = useId();
  const { isBusy, run } = useAction(change, { toastRefusals: true, onDone: () => toast.success('Severity changed.') });
  return (
    <>
      <Label htmlFor={id} className="sr-only">
        Severity
      </Label>
      <Select
        id={id}
        value={incident.severity}
        disabled={isBusy}
        onChange={(event) => run({ version: incident.version, severity: event.target.value })}
      >
        {INCIDENT_SEVERITIES.map((severity) => (
          <option key={severity} value={severity}>
            {severity.slice(0, 1).toUpperCase() + severity.slice(1)}
          </option>
        ))}
      </Select>
    </>
  );
}

const NOBODY = '';

function OwnerField({ incident, change, people }: { incident: IncidentSummary; change: Change; people: IncidentFactsProps['people'] }) {
  const id = useId();
  const { isBusy, run } = useAction(change, { toastRefusals: true, onDone: () => toast.success('Owner changed.') });
  const [known] = useState(() => new Set(people.map(({ userId }) => userId)));
  return (
    <>
      <Label htmlFor={id} className="sr-only">
        Owner
      </Label>
      <Select
        id={id}
        value={incident.owner?.id ?? NOBODY}
        disabled={isBusy}
        onChange={(event) => run({ version: incident.version, owner_id: event.target.value === NOBODY ? null : event.target.value })}
      >
        <option value={NOBODY}>Nobody</option>
        {incident.owner && !known.has(incident.owner.id) ? <option value={incident.owner.id}>{incident.owner.name}</option> : null}
        {people.map(({ userId, name }) => (
          <option key={userId} value={userId}>
            {name}
          </option>
        ))}
      </Select>
    </>
  );
}
