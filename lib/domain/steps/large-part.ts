// Parts of a step that are too large to travel with it: named, counted, and fetched by themselves when somebody looks.
import type { CanonicalStep } from '@/lib/domain/run/run';

/** Bytes of JSON text from which a part stays behind. */
export const LARGE_PART_BYTES = 256 * 1024;

export const BODY_PARTS = ['input', 'output', 'attributes', 'events'] as const;
export type BodyPart = (typeof BODY_PARTS)[number];

export interface LargePart {
  /** One of the body parts, or `facts.` and the name of a fact. */
  part: string;
  /** Of its JSON text, UTF-8; null when it is too large to be measured while somebody waits. */
  bytes: number | null;
  /** As it is stored, packed. */
  storedBytes: number;
}

/** A step as its panel gets it: what is large is absent from it and named in `large`. */
export interface ShownStep {
  step: CanonicalStep;
  large: LargePart[];
}

/** Null for a name that is no part. */
export function readPartName(name: string): { body: BodyPart } | { fact: string } | null {
  const body = BODY_PARTS.find((each) => each === name);
  if (body) return { body };
  const fact = /^facts\.([A-Za-z]{1,40})$/.exec(name)?.[1];
  return fact === undefined ? null : { fact };
}
