'use client';
import { useRouter } from 'next/navigation';
import { type SavedViewActions, SavedViewsMenu, type ViewChoice } from '@/components/queue/saved-views-menu';
import type { Asked } from '@/lib/domain/run/run-chip';
import { runQueryText } from '@/lib/domain/run/run-query-text';
import type { ChipOptions } from './chip-suggestions';
import { RunsChips } from './runs-chips';

interface RunsBarProps {
  action: string;
  asked: Asked;
  options: ChipOptions;
  canSearch: boolean;
  views: readonly ViewChoice[];
  viewActions: SavedViewActions;
}

/** Above the list of runs: its filters, and names for those that are used again. */
export function RunsBar({ action, asked, options, canSearch, views, viewActions }: RunsBarProps) {
  const router = useRouter();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2">
      <RunsChips action={action} asked={asked} options={options} canSearch={canSearch} />
      <SavedViewsMenu
        views={views}
        current={runQueryText(asked)}
        actions={viewActions}
        onOpen={(query) => router.push(query === '' ? action : `${action}?${query}`)}
      />
    </div>
  );
}
