// The template of a document: what several documents of one kind have in common, so that verdicts on one speak about the next.

export interface TemplateFacts {
  mediaType: string;
  title: string;
  metadata?: unknown;
}

/**
 * `metadata.template` where it is given. Otherwise media type and pattern of the title, in which every run of digits is `#`:
 * "Invoice 77" and "Invoice 812" are one template. A title without digits names a document, not a kind of it: then there is none.
 */
export function documentTemplate({ mediaType, title, metadata }: TemplateFacts): string | null {
  const named = typeof metadata === 'object' && metadata !== null && 'template' in metadata ? metadata.template : null;
  if (typeof named === 'string' && named.trim() !== '') return named.trim();
  const pattern = title.trim().toLowerCase().replace(/\s+/gu, ' ').replace(/\d+/gu, '#');
  return pattern.includes('#') ? `${mediaType} ${pattern}` : null;
}

/** A run over several documents has the template that most of them have; of two equally common ones the first by name. */
export function runTemplate(templates: readonly (string | null | undefined)[]): string | null {
  const counts = new Map<string, number>();
  for (const template of templates) if (template) counts.set(template, (counts.get(template) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0] ?? null;
}
