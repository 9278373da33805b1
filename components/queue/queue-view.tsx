'use client';
import { ListChecks } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { useKeyCommands } from '@/components/shell/use-key-commands';
import { VirtualTable } from '@/components/table/virtual-table';
import { EmptyState } from '@/components/ui/empty-state';
import type { KeyBindings } from '@/lib/domain/key-bindings';
import { formatCount } from '@/lib/format';
import { paths, withQuery } from '@/lib/paths';
import { reassign } from '@/lib/verbs/reassign';
import { release } from '@/lib/verbs/release';
import { remove } from '@/lib/verbs/remove';
import type { QueueActions } from './queue-actions';
import { queueColumns } from './queue-columns';
import { QueueFilters } from './queue-filters';
import { type QueueQuery, queueSearch } from './queue-query';
import type { QueuePage, QueueRow } from '@/lib/domain/queue-row';
import { RemoveDialog } from './remove-dialog';
import { focusRow } from './row-focus';
import { SavedViewsMenu, type ViewChoice } from './saved-views-menu';
import { useItemActs } from './use-item-acts';
import { useQueueRows } from './use-queue-rows';

interface QueueViewProps {
  project: string;
  query: QueueQuery & { queue: string };
  first: QueuePage;
  views: ViewChoice[];
  bindings: KeyBindings;
  /** People to whom items can be given; null when the viewer may not move items of others. */
  people: { userId: string; name: string }[] | null;
  actions: QueueActions;
}

/** The queue as a table worth living in. */
export function QueueView({ project, query, first, views, bindings, people, actions }: QueueViewProps) {
  const router = useRouter();
  const list = useQueueRows(query, first, actions);
  const act = useItemActs(actions.act, list.refresh);
  const [removing, setRemoving] = useState<QueueRow | null>(null);
  const go = (next: QueueQuery) => router.push(withQuery(paths.queue(project), next));
  useKeyCommands(bindings, { 'claim.next': () => focusRow(1), 'claim.previous': () => focusRow(-1) });
  const columns = useMemo(() => {
    const menu = people && {
      people,
      onReassign: (itemId: string, userId: string | null) =>
        void act(itemId, reassign.name, { to: userId }, userId === null ? 'Open to everybody.' : 'Assigned.'),
      onRelease: (itemId: string) => void act(itemId, release.name, {}, 'Released.'),
      onRemove: setRemoving,
    };
    return queueColumns(project, menu);
  }, [project, people, act]);
  const hasFilter = Boolean(query.state || query.evidence || query.risk !== undefined || query.mine || query.q);
  return (
    <>
      <div className="flex shrink-0 flex-wrap items-center gap-2 border-border border-b px-3 py-1.5">
        <QueueFilters query={query} onChange={(patch) => go({ ...query, ...patch })} />
        <div className="ms-auto flex items-center gap-2 text-muted-foreground text-xs">
          <span role="status">{list.problem ?? `${formatCount(list.rows.length, 'item')}${list.hasMore ? ' so far' : ''}`}</span>
          <SavedViewsMenu
            views={views}
            current={queueSearch(query)}
            actions={actions.views}
            onOpen={(search) => router.push(`${paths.queue(project)}?${search}`)}
          />
        </div>
      </div>
      {list.rows.length === 0 ? (
        <EmptyState icon={ListChecks} title={hasFilter ? 'No item fits these filters' : 'Nothing is waiting here'} className="flex-1">
          {hasFilter ? 'Clear a filter to see more.' : 'Runs that the rules of this queue catch appear by themselves, the riskiest first.'}
        </EmptyState>
      ) : (
        <VirtualTable
          label="Items of the queue"
          columns={columns}
          rows={list.rows}
          rowId={(row) => row.itemId}
          sort={{ current: query.sort ?? null, onSort: (sort) => go({ ...query, sort: (sort ?? undefined) as QueueQuery['sort'] }) }}
          onEnd={list.loadMore}
          onOpen={(row) => router.push(paths.item(project, row.itemId))}
        />
      )}
      <RemoveDialog
        row={removing}
        onClose={() => setRemoving(null)}
        onConfirm={(payload) => act(removing?.itemId ?? '', remove.name, payload, 'Removed for good.')}
      />
    </>
  );
}
