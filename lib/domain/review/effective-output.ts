// The effective output of a run: its original output with what reviewers changed. A fold of events; the original never changes.
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import { effectiveText, type TextChange } from './effective-text';
import { readPointer, removePointer, writePointer } from '@/lib/domain/json-pointer';
import type { OutputOverride } from './output-override';
import type { Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';

/** An override that was not applied, and why; a reader shows it rather than lose it. */
export interface UnappliedOverride {
  override: OutputOverride;
  reason: 'original_differs' | 'no_such_place' | 'overlaps';
}

export interface EffectiveOutput {
  output: Json;
  /** In force and applied, by seq. */
  applied: OutputOverride[];
  unapplied: UnappliedOverride[];
  /** A reviewer said of the whole output that nothing in it is correct; `output` is then null. */
  isNothingCorrect: boolean;
}

/**
 * Folds overrides over the original. The latest one in force for a place wins; what was amended does not count; an
 * override is applied only where the original still says what the reviewer corrected. `asOf` leaves out what came after.
 */
export function effectiveOutput(original: Json, overrides: readonly OutputOverride[], asOf: Date | null = null): EffectiveOutput {
  const inForce = overridesInForce(overrides, asOf);
  const whole = inForce.find(({ target }) => target.kind === 'whole');
  if (whole?.change === 'remove') return { output: null, applied: [whole], unapplied: [], isNothingCorrect: true };
  const changes = inForce.filter(({ target, change }) => target.kind !== 'whole' && change !== 'keep');
  const unapplied: UnappliedOverride[] = [];
  const fields = changes.filter(({ target }) => target.kind === 'field');
  const texts = changes.filter(({ target }) => target.kind !== 'field');
  const structured = withFields(original, fields, unapplied);
  const output = withTexts(structured, texts, unapplied);
  const failed = new Set(unapplied.map(({ override }) => override));
  return { output, applied: changes.filter((override) => !failed.has(override)), unapplied, isNothingCorrect: false };
}

/** The latest override of each place, in order of their events. */
export function overridesInForce(overrides: readonly OutputOverride[], asOf: Date | null = null): OutputOverride[] {
  const known = overrides.filter(({ at }) => asOf === null || Date.parse(at) <= asOf.getTime()).sort((a, b) => a.seq - b.seq);
  const amended = new Set(known.flatMap(({ amends }) => amends ?? []));
  const latest = new Map<string, OutputOverride>();
  for (const override of known) {
    if (override.decisionId !== null && amended.has(override.decisionId)) continue;
    const key = targetKey(override);
    latest.delete(key);
    latest.set(key, override);
  }
  return [...latest.values()];
}

function targetKey({ target, eventId }: OutputOverride): string {
  if (target.kind === 'field') return `field ${target.path}`;
  if (target.kind === 'range') return `range ${target.range.join(' ')}`;
  return target.kind === 'whole' ? 'whole' : `position ${eventId}`;
}

/** The output with its fields changed. JSON inside a text is written anew in its place; the text around it stays. */
interface ChangedFields {
  output: Json;
  rewritten: { start: number; end: number; text: string } | null;
}

function withFields(original: Json, overrides: readonly OutputOverride[], unapplied: UnappliedOverride[]): ChangedFields {
  if (overrides.length === 0) return { output: original, rewritten: null };
  const structured = structuredOutput(original);
  if (structured === null) {
    unapplied.push(...overrides.map((override) => ({ override, reason: 'no_such_place' as const })));
    return { output: original, rewritten: null };
  }
  const value = changedValue(structured.value, overrides, unapplied);
  if (structured.range === null || typeof original !== 'string') return { output: value, rewritten: null };
  const [start, end] = structured.range;
  const indent = /^[{[]\r?\n([ \t]+)/.exec(original.slice(start, end))?.[1];
  return { output: original, rewritten: { start, end, text: JSON.stringify(value, null, indent) } };
}

/** Sets first, then removals from the end of the document, so that no removal moves an element another override names. */
function changedValue(original: Json, overrides: readonly OutputOverride[], unapplied: UnappliedOverride[]): Json {
  let value = original;
  const removals: { path: string; override: OutputOverride }[] = [];
  for (const override of overrides) {
    const path = override.target.kind === 'field' ? override.target.path : '';
    const was = readPointer(original, path);
    if (!isSame(was, override.change === 'insert' ? undefined : override.before)) {
      unapplied.push({ override, reason: was === undefined ? 'no_such_place' : 'original_differs' });
    } else if (override.change === 'remove') {
      removals.push({ path, override });
    } else {
      const written = writePointer(value, path, override.after ?? null);
      if (written) value = written.value;
      else unapplied.push({ override, reason: 'no_such_place' });
    }
  }
  for (const { path, override } of removals.sort((a, b) => comparePointers(b.path, a.path))) {
    const removed = removePointer(value, path);
    if (removed) value = removed.value;
    else unapplied.push({ override, reason: 'no_such_place' });
  }
  return value;
}

function withTexts({ output, rewritten }: ChangedFields, overrides: readonly OutputOverride[], unapplied: UnappliedOverride[]): Json {
  if (overrides.length === 0 && rewritten === null) return output;
  if (typeof output !== 'string') {
    unapplied.push(...overrides.map((override) => ({ override, reason: 'no_such_place' as const })));
    return output;
  }
  const fitting: TextChange<OutputOverride | null>[] = [];
  for (const override of overrides) {
    const { target, before, after, change } = override;
    const [start, end] = textRange(target);
    if (end > output.length) unapplied.push({ override, reason: 'no_such_place' });
    else if (target.kind === 'range' && before !== output.slice(start, end)) unapplied.push({ override, reason: 'original_differs' });
    else fitting.push({ of: override, start, end, text: change === 'remove' ? null : String(after ?? '') });
  }
  const { text, overlapped } = effectiveText(output, rewritten === null ? fitting : [...fitting, { of: null, ...rewritten }]);
  unapplied.push(...overlapped.flatMap((override) => (override === null ? [] : [{ override, reason: 'overlaps' as const }])));
  return text;
}

function textRange(target: OutputOverride['target']): [number, number] {
  if (target.kind === 'range') return target.range;
  return target.kind === 'position' ? [target.at, target.at] : [0, 0];
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

/** Document order: numbers by value, so that /lines/10 comes after /lines/9. */
function comparePointers(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true });
}
