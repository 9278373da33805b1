import { RelativeTime } from '@/components/ui/relative-time';
import type { PassageList } from '@/lib/domain/pattern/passage-standing';

/** Documents that are there and that no run was ever given. */
export function NeverRetrieved({ project, documents }: { project: string; documents: PassageList['documents'] }) {
  return (
    <ul className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-card">
      {documents.map(({ documentId, title, version, createdAt }) => (
        <li key={documentId} className="flex flex-wrap items-baseline gap-x-3 px-3 py-2 text-sm">
          <a
            href={`/api/v1/documents/${encodeURIComponent(documentId)}/content?project=${encodeURIComponent(project)}`}
            target="_blank"
            rel="noreferrer"
            className="break-words font-medium text-link underline-offset-2 hover:underline"
          >
            <bdi>{title}</bdi>
          </a>
          <span className="font-mono text-muted-foreground text-xs">
            {documentId}, version {version}
          </span>
          <RelativeTime at={createdAt} className="ms-auto text-muted-foreground text-xs" />
        </li>
      ))}
    </ul>
  );
}
