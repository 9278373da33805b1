import Link from 'next/link';
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
          <TableHead className="pl-0">Incident</TableHead>
          <TableHead>Status</TableHead>
          <TableHead>Severity</TableHead>
          <TableHead className="text-right">Runs</TableHead>
          <TableHead>Owner</TableHead>
          <TableHead>Deadline</TableHead>
          <TableHead>Opened</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {incidents.map((incident) => (
          <TableRow key={incident.incidentId}>
            <TableCell className="max-w-[28rem] py-2 pl-0">
              <Link
                href={paths.incident(project, incident.incidentId)}
                className="block truncate font-medium hover:text-link hover:underline"
              >
                <PlainText text={incident.title} className="whitespace-nowrap" />
              </Link>
              <p className="truncate text-muted-foreground text-xs">
                <PlainText text={causeSentence(incident.cause)} dir="ltr" className="whitespace-nowrap" />
              </p>
            </TableCell>
            <TableCell>
              <StatusBadge status={incident.status} />
            </TableCell>
            <TableCell>
              <SeverityBadge severity={incident.severity} />
            </TableCell>
            <TableCell className="tabular text-right">{formatNumber(incident.runCount)}</TableCell>
            <TableCell className="max-w-40 truncate">
              {incident.owner ? (
                <PlainText text={incident.owner.name} className="whitespace-nowrap" />
              ) : (
                <span className="text-muted-foreground">Nobody</span>
              )}
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
