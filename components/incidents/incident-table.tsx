import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { isClosed } from '@/lib/domain/incident/incident';
import { causeSentence } from '@/lib/domain/incident/incident-cause';
import type { IncidentSummary } from '@/lib/domain/incident/incident-view';
import { formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { DeadlineClock } from './deadline-clock';
import { SeverityBadge, StatusBadge } from './incident-marks';

/** Incidents, the newest first. */
export function IncidentTable({ project, incidents }: { project: string; incidents: readonly IncidentSummary[] }) {
  return (
    <Table aria-label="Incidents" className="min-w-[56rem]">
      <TableHeader>
        <TableRow>
          <TableHead className="ps-0">Incident</TableHead>
          <TableHead>Status</TableHead>
          <TableHead>Severity</TableHead>
          <TableHead className="text-end">Runs</TableHead>
          <TableHead>Owner</TableHead>
          <TableHead>Deadline</TableHead>
          <TableHead>Opened</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {incidents.map((incident) => (
          <TableRow key={incident.incidentId}>
            <TableCell className="max-w-[28rem] py-2 ps-0">
              <Link
                href={paths.incident(project, incident.incidentId)}
                className="block truncate font-medium hover:text-link hover:underline"
              >
                <OneLine text={incident.title} />
              </Link>
              <p className="truncate text-muted-foreground text-xs">
                <OneLine text={causeSentence(incident.cause)} dir="ltr" />
              </p>
            </TableCell>
            <TableCell>
              <StatusBadge status={incident.status} />
            </TableCell>
            <TableCell>
              <SeverityBadge severity={incident.severity} />
            </TableCell>
            <TableCell className="tabular text-end">{formatNumber(incident.runCount)}</TableCell>
            <TableCell className="max-w-40 truncate">
              {incident.owner ? <OneLine text={incident.owner.name} /> : <span className="text-muted-foreground">Nobody</span>}
            </TableCell>
            <TableCell>
              <DeadlineClock at={incident.deadlineAt} isClosed={isClosed(incident.status)} />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground">
              <RelativeTime at={incident.createdAt} /> by <PlainText text={incident.createdBy.name} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
