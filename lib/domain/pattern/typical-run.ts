// Which of the runs of a pattern to look at first.

export interface TypicalCandidate {
  runId: string;
  codes: string[];
  documentIds: string[];
  route: string | null;
  promptVersion: string | null;
  modelName: string | null;
  risk: number | null;
}

/**
 * The medoid: the run that has most in common with the others (Jaccard index over codes, documents, route, prompt version and
 * model). Of several the one at the highest risk, then the first of the list, which is the newest. Empty for no candidates.
 */
export function typicalRun(candidates: readonly TypicalCandidate[]): string {
  const traits = candidates.map(traitsOf);
  let best = { runId: '', likeness: -1, risk: -1 };
  for (const [at, { runId, risk }] of candidates.entries()) {
    const likeness = traits.reduce((sum, other) => sum + jaccard(traits[at] ?? new Set(), other), 0);
    const isBetter = likeness > best.likeness + 1e-9 || (likeness > best.likeness - 1e-9 && (risk ?? 0) > best.risk);
    if (isBetter) best = { runId, likeness, risk: risk ?? 0 };
  }
  return best.runId;
}

function traitsOf({ codes, documentIds, route, promptVersion, modelName }: TypicalCandidate): ReadonlySet<string> {
  return new Set([
    ...codes.map((code) => `code ${code}`),
    ...documentIds.map((id) => `document ${id}`),
    `route ${route ?? ''}`,
    `prompt ${promptVersion ?? ''}`,
    `model ${modelName ?? ''}`,
  ]);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const trait of a) if (b.has(trait)) common += 1;
  return common / (a.size + b.size - common);
}
