// What a pattern is made of, as somebody may see it, and in words.
import 'server-only';
import { findingCodes } from '@/lib/checks/registry';
import { MASK } from '@/lib/domain/mask-content';
import { type Actor, can } from '@/lib/domain/policy';
import { patternTitle } from '@/lib/domain/pattern/pattern-title';
import type { PatternMade } from '@/lib/domain/pattern/run-pattern';

/** Words of errors are content: who may not read content sees that there are some. */
export function shownMade(actor: Actor, made: PatternMade): PatternMade {
  return can(actor, 'run.read_raw') ? made : { ...made, template: made.template === null ? null : MASK };
}

export function titleOf(made: PatternMade): string {
  titles ??= new Map(findingCodes().map(({ code, title }) => [code, title]));
  return patternTitle(made, titles.get(made.code));
}

/** Codes are part of the program, so they are read once. */
let titles: Map<string, string> | undefined;
