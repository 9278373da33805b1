import { Skeleton } from '@/components/ui/skeleton';

/** The shape of a conversation while it is read. */
export default function SessionLoading() {
  return (
    <div role="status" className="mx-auto grid max-w-4xl gap-3 px-4 py-3">
      <span className="sr-only">Loading the session</span>
      <Skeleton className="h-10 w-72" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-40 w-full" />
      <Skeleton className="h-40 w-full" />
    </div>
  );
}
