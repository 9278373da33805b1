import { formatScore } from '@/lib/format';
import type { RetrievedPassage } from '@/lib/domain/run/run';
import { BodyText } from './body-text';

/** Passages as a retriever gave them, with rank and score. */
export function StepPassages({ passages }: { passages: readonly RetrievedPassage[] }) {
  const keyed = passages.map((passage, index) => ({ passage, key: index }));
  return (
    <ol className="grid gap-2">
      {keyed.map(({ passage, key }) => (
        <li key={key} className="rounded-md border border-border bg-background px-2.5 py-2">
          <p className="mb-1 flex items-center gap-2 text-muted-foreground text-xs">
            <span className="tabular font-medium text-foreground">{passage.rank ?? key + 1}</span>
            <bdi className="min-w-0 flex-1 truncate">
              {passage.documentId ? `${passage.documentId}${passage.page ? `, page ${passage.page}` : ''}` : passage.id}
            </bdi>
            {passage.score === undefined ? null : <span className="tabular">score {formatScore(passage.score)}</span>}
          </p>
          <BodyText text={passage.content} limit={900} />
        </li>
      ))}
    </ol>
  );
}
