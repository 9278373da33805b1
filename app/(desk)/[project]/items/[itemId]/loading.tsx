import { Skeleton } from '@/components/ui/skeleton';

const LINES = Array.from({ length: 9 }, (_, line) => line);

/** The frame of the reviewer screen, so that nothing jumps when the item is there. */
export default function ItemLoading() {
  return (
    <div role="status" className="flex h-full min-h-0 flex-col">
      <span className="sr-only">Loading</span>
      <div className="flex h-10 shrink-0 items-center gap-4 border-border border-b px-3">
        <Skeleton className="h-5 w-28" />
        <Skeleton className="h-5 w-20" />
        <Skeleton className="h-5 w-72 max-sm:hidden" />
      </div>
      <div className="grid min-h-0 flex-1 overflow-hidden lg:grid-cols-[22fr_33fr_45fr]">
        {['bg-sidebar max-lg:hidden', '', 'max-lg:hidden'].map((look) => (
          <div key={look} className={`grid content-start gap-3 border-border border-e p-3 ${look}`}>
            {LINES.map((line) => (
              <Skeleton key={line} className={line % 3 === 0 ? 'h-4 w-24' : 'h-6 w-full'} />
            ))}
          </div>
        ))}
      </div>
      <div className="h-11 shrink-0 border-border border-t bg-sidebar" />
    </div>
  );
}
