import { Skeleton } from '@/components/ui/skeleton';

/** The shape of a run's page while it is read. */
export default function RunLoading() {
  return (
    <div role="status" className="mx-auto grid max-w-[112rem] gap-3 px-4 py-3">
      <span className="sr-only">Loading the run</span>
      <Skeleton className="h-12 w-72" />
      <Skeleton className="h-5 w-2/3" />
      <Skeleton className="h-24 w-full" />
      <Skeleton className="h-36 w-full" />
      <Skeleton className="h-96 w-full" />
    </div>
  );
}
