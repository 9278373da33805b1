import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { EVENT_TITLES, eventSentence } from '@/lib/domain/incident/incident-event';
import type { IncidentEventView } from '@/lib/domain/incident/incident-view';
import { paths } from '@/lib/paths';

interface IncidentTimelineProps {
  project: string;
  events: readonly IncidentEventView[];
  /** Names of the user ids that events mention. */
  names: Record<string, string>;
  /** Whether the viewer may open the trail. */
  canReadTrail: boolean;
}

const WRITTEN = [
  ['title', 'Title'],
  ['reason', 'Reason'],
  ['note', null],
  ['learnt', null],
] as const;

/** What happened, the newest first; each line has its entry in the trail. */
export function IncidentTimeline({ project, events, names, canReadTrail }: IncidentTimelineProps) {
  return (
    <ol aria-label="Timeline" className="grid grid-cols-[minmax(0,1fr)]">
      {events.toReversed().map((event) => (
        <li key={event.seq} className="relative grid grid-cols-[minmax(0,1fr)] gap-0.5 border-border border-s pb-4 ps-4 text-sm last:pb-0">
          <span aria-hidden className="absolute top-1.5 -start-[4.5px] size-2 rounded-full border border-border-strong bg-card" />
          <p className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{EVENT_TITLES[event.kind]}</span>
            <span className="text-muted-foreground text-xs">
              <RelativeTime at={event.at} /> by <PlainText text={event.actorName} />
            </span>
            {event.trailIndex === null ? null : (
              <span className="ms-auto text-muted-foreground text-xs">
                {canReadTrail ? (
                  <Link
                    href={paths.trail(project, { from: event.trailIndex, to: event.trailIndex + 1 })}
                    prefetch={false}
                    className="hover:text-link hover:underline"
                  >
                    entry {event.trailIndex}
                  </Link>
                ) : (
                  `entry ${event.trailIndex}`
                )}
              </span>
            )}
          </p>
          {event.kind === 'noted' || event.kind === 'learnt_changed' ? null : (
            <p className="text-muted-foreground">
              <PlainText text={eventSentence(event.kind, event.body, (id) => names[id] ?? 'a former member')} dir="ltr" />
            </p>
          )}
          {WRITTEN.map(([field, label]) => {
            const text = event.body[field];
            return typeof text === 'string' && text !== '' ? (
              <blockquote key={field} className="wrap-anywhere rounded-md bg-muted px-2.5 py-1.5">
                {label ? <span className="text-muted-foreground text-xs">{label}: </span> : null}
                <PlainText text={text} />
              </blockquote>
            ) : null;
          })}
        </li>
      ))}
    </ol>
  );
}
