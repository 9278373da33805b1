// Which conventions a span speaks: mostly told by the names of its attributes, which are the same few in span after span.
import type { OtlpSpan } from './otlp-span';
import type { Source } from './source';

/** Names are data of whoever sends them: no more than this many are kept. */
const MAX_KNOWN = 20_000;
const MAX_NAME = 200;

interface Speakers {
  byName: readonly Source[];
  /** For each name the sources that own it, as bits in the order of `byName`. */
  known: Map<string, number>;
}

const speakersOf = new WeakMap<readonly Source[], Speakers>();

/** In the order of the list, which is the precedence of conventions. */
export function speakingSources(span: OtlpSpan, sources: readonly Source[]): Source[] {
  const speakers = speakersOf.get(sources) ?? newSpeakers(sources);
  let owners = 0;
  for (const name in span.attributes) owners |= speakers.known.get(name) ?? ownersOf(name, speakers);
  const speaking: Source[] = [];
  let bit = 1;
  for (const source of sources) {
    const { spans } = source;
    if (spans === undefined) continue;
    if (spans.ownsName !== undefined) {
      if ((owners & bit) !== 0 || spans.matches?.(span)) speaking.push(source);
      bit <<= 1;
    } else if (spans.matches?.(span)) speaking.push(source);
  }
  return speaking;
}

function newSpeakers(sources: readonly Source[]): Speakers {
  const speakers: Speakers = { byName: sources.filter(({ spans }) => spans?.ownsName !== undefined), known: new Map() };
  if (speakers.byName.length > 31) throw new Error('more sources go by names of attributes than one number has bits');
  speakersOf.set(sources, speakers);
  return speakers;
}

function ownersOf(name: string, { byName, known }: Speakers): number {
  let owners = 0;
  for (let index = 0; index < byName.length; index++) if (byName[index]?.spans?.ownsName?.(name)) owners |= 1 << index;
  if (name.length > MAX_NAME) return owners;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(name, owners);
  return owners;
}
