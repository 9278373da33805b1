import Link from 'next/link';
import { OneLine } from '@/components/evidence/one-line';
import { PlainText } from '@/components/evidence/plain-text';
import { RiskBar } from '@/components/evidence/risk-bar';
import type { TableColumn } from '@/components/table/virtual-table';
import { RelativeTime } from '@/components/ui/relative-time';
import { paths } from '@/lib/paths';
import { DueCell } from './due-cell';
import { ItemMenu, type ItemMenuActions } from './item-menu';
import { ItemStateBadge } from './item-state-badge';
import type { QueueRow } from '@/lib/domain/queue-row';
import { StateSummary } from './state-summary';

/** The columns of the queue. Without `menu` the viewer may not move items of others. */
export function queueColumns(project: string, menu: ItemMenuActions | null): TableColumn<QueueRow>[] {
  const columns: TableColumn<QueueRow>[] = [
    { id: 'run', heading: 'Run', widthRem: 17, cell: (row) => <RunCell row={row} href={paths.item(project, row.itemId)} /> },
    { id: 'why', heading: 'Why queued', cell: (row) => <WhyCell reasons={row.reasons} /> },
    { id: 'risk', heading: 'Risk', widthRem: 7.5, sortKey: 'risk', cell: (row) => <RiskBar risk={row.risk} /> },
    { id: 'states', heading: 'Evidence', widthRem: 13, cell: (row) => <StateSummary states={row.states} /> },
    {
      id: 'age',
      heading: 'Age',
      widthRem: 6,
      sortKey: 'created',
      cell: (row) => <RelativeTime at={row.createdAt} className="text-muted-foreground" />,
    },
    {
      id: 'due',
      heading: 'Due',
      widthRem: 6,
      sortKey: 'due',
      cell: (row) => <DueCell at={row.dueAt} isOpen={row.state !== 'done' && row.state !== 'removed'} />,
    },
    { id: 'holder', heading: 'With', widthRem: 8, cell: (row) => <HolderCell holder={row.holder} /> },
    { id: 'state', heading: 'State', widthRem: 7, cell: (row) => <ItemStateBadge state={row.state} outcome={row.outcome} /> },
  ];
  return menu
    ? [
        ...columns,
        {
          id: 'menu',
          heading: 'Actions',
          isHeadingHidden: true,
          widthRem: 3,
          align: 'end',
          cell: (row) => <ItemMenu row={row} actions={menu} />,
        },
      ]
    : columns;
}

function RunCell({ row, href }: { row: QueueRow; href: string }) {
  return (
    <span className="grid">
      <Link href={href} prefetch={false} data-row-link className="truncate font-medium hover:underline">
        <bdi>{row.runName ?? row.runId}</bdi>
        {/* A space and not a margin, whose side would be that of the ID. */}{' '}
        <bdi className="font-mono font-normal text-muted-foreground text-xs">{row.runName === null ? '' : row.runId}</bdi>
      </Link>
      <OneLine text={row.inputPreview} className="text-muted-foreground text-xs" />
    </span>
  );
}

function WhyCell({ reasons }: { reasons: QueueRow['reasons'] }) {
  const [first, ...others] = reasons;
  if (!first) return <span className="text-muted-foreground">put here by hand</span>;
  return (
    <span className="line-clamp-2 text-xs leading-4" title={reasons.map(({ rule, detail }) => `${detail} (${rule})`).join('\n')}>
      <PlainText text={first.detail} dir="ltr" className="whitespace-normal" />
      {others.length > 0 ? <span className="text-muted-foreground"> +{others.length} more</span> : null}
    </span>
  );
}

function HolderCell({ holder }: { holder: QueueRow['holder'] }) {
  if (holder === null) return <span className="text-muted-foreground">–</span>;
  return (
    <span className="block truncate" title={holder.how === 'leased' ? `In review by ${holder.name}` : `Assigned to ${holder.name}`}>
      {holder.isMe ? 'you' : holder.name}
      {holder.how === 'assigned' ? <span className="text-muted-foreground text-xs"> assigned</span> : null}
    </span>
  );
}
