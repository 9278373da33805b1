// What the tools of a run gave back, as text: strings as they are, the strings inside of anything else a line each.
import { leavesOf } from '@/lib/domain/claim/claim-leaves';
import type { CanonicalStep } from '@/lib/domain/run/run';

export interface ToolText {
  text: string;
  /** The tool's name. */
  name: string;
  stepId: string;
}

const MAX_CHARS = 400_000;
const MAX_TOTAL = 2_000_000;
const MAX_LEAVES = 5000;

/** Results beyond two million characters in all are not read. */
export function toolTexts(steps: readonly CanonicalStep[]): ToolText[] {
  const texts: ToolText[] = [];
  let total = 0;
  for (const { kind, name, stepId, output, facts } of steps) {
    if (kind !== 'TOOL' || output === null || total > MAX_TOTAL) continue;
    const text =
      typeof output === 'string'
        ? output
        : leavesOf(output, MAX_LEAVES)
            .leaves.flatMap(({ value }) => (typeof value === 'string' ? value : []))
            .join('\n');
    if (text.trim() === '') continue;
    texts.push({ text: text.slice(0, MAX_CHARS), name: facts.toolName ?? name, stepId });
    total += text.length;
  }
  return texts;
}
