// Content hashes of a run and of the bodies of its steps: the same content gives the same revision on every machine.
import { createHash } from 'node:crypto';
import type { AssembledRun, CanonicalStep, Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';

/** `sha256:<hex>` over the RFC 8785 text of the assembled run. */
export function revisionOf(run: AssembledRun): string {
  return `sha256:${sha256Hex(canonicalJson(run as unknown as Json))}`;
}

/** SHA-256, hex, over input, output, attributes, events and the texts among the facts of a step. */
export function bodySha256({
  input,
  output,
  attributes,
  events,
  facts,
}: Pick<CanonicalStep, 'input' | 'output' | 'attributes' | 'events' | 'facts'>): string {
  const body = {
    input,
    output,
    attributes,
    events: events.map((event) => ({ ...event, timeNs: event.timeNs === null ? null : String(event.timeNs) })),
    facts,
  };
  return sha256Hex(canonicalJson(body as unknown as Json));
}

export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
