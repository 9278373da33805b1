// What the sentence model reads of each prose claim: how it is borne out by what the model was given, how it was anchored, and what
// the checks said of it.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import type { Finding } from '@/lib/domain/evidence';
import { type SupportContext, supportContext } from '@/lib/domain/support/support-context';
import { type Features, supportFeatures } from '@/lib/domain/support/support-features';
import type { EvidenceSpace } from './evidence-space';
import type { ReadClaims } from './read-claims';

export interface ReadSentences {
  /** By claim id; claims with nothing to be checked against, and fields, are not among them. */
  features: ReadonlyMap<string, Features>;
  /** Of what the answer was held against, also where it states nothing. */
  shape: SupportContext['shape'];
}

/** Sources up to this many characters are read whole; of longer ones the stretches around what was found. */
const WHOLE_CHARS = 300_000;
/** Characters around a place that belong to it. */
const AROUND = 1500;

export function sentenceFeatures({ run, readings, space }: ReadClaims, findings: readonly Finding[]): ReadSentences {
  const { output } = run.facts;
  const prose = readings.filter(({ claim }) => claim.kind === 'sentence' && claim.range !== null && claim.state !== 'no_source');
  const context = supportContext(space.question, prose.length === 0 ? [] : textsFor(space, prose));
  const ranges = prose.flatMap(({ claim }) => (claim.range ? [claim.range] : []));
  const support = typeof output === 'string' ? supportFeatures(context, output, ranges) : [];
  const codes = codesByClaim(findings);
  return {
    shape: prose.length > 0 || space.sources.length === 0 ? context.shape : 'passages',
    features: new Map(
      prose.map((reading, index) => [
        reading.claim.claimId,
        { ...support[index], ...anchored(reading), ...codes.get(reading.claim.claimId) },
      ]),
    ),
  };
}

function anchored({ claim: { state, candidates }, coverage, changes }: ClaimReading): Features {
  return {
    state_exact: state === 'exact' ? 1 : 0,
    state_normalised: state === 'normalised' ? 1 : 0,
    state_approximate: state === 'approximate' ? 1 : 0,
    state_contradicted: state === 'contradicted' ? 1 : 0,
    anchor_coverage: Math.min(1, coverage),
    anchor_candidates: candidates.length,
    anchor_changes: Math.min(6, changes.length),
  };
}

function codesByClaim(findings: readonly Finding[]): Map<string, Features> {
  const codes = new Map<string, Features>();
  for (const { claimId, code } of findings) {
    if (claimId === null) continue;
    const own = codes.get(claimId) ?? {};
    own[`code_${code}`] = 1;
    codes.set(claimId, own);
  }
  return codes;
}

/** What the model was given, as texts: passages, and documents where no passage of theirs is known. */
function textsFor({ sources }: EvidenceSpace, readings: readonly ClaimReading[]): string[] {
  const passages = sources.filter(({ kind }) => kind === 'passage');
  const shown = passages.length > 0 ? passages : sources;
  const total = shown.reduce((sum, { index }) => sum + index.text.length, 0);
  if (total <= WHOLE_CHARS) return shown.map(({ index }) => index.text);
  return shown.map((source) => {
    const places = readings.flatMap(({ claim, best }) => [
      ...(best?.source === source ? [best.place] : []),
      ...[...claim.anchors, ...claim.candidates].flatMap((anchor) => {
        if (source.kind === 'passage' ? anchor.passageOrdinal !== source.passageOrdinal : anchor.documentId !== source.documentId)
          return [];
        const page = source.index.pages.find((one) => one.page === anchor.page);
        const offset = page?.start ?? 0;
        return [{ start: offset + anchor.start, end: offset + anchor.end }];
      }),
    ]);
    return stretches(source.index.text, places);
  });
}

/** The text around the places, in order, each part once. */
function stretches(text: string, places: readonly { start: number; end: number }[]): string {
  const sorted = places.map(({ start, end }) => ({ from: Math.max(0, start - AROUND), to: end + AROUND })).sort((a, b) => a.from - b.from);
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged.map(({ from, to }) => text.slice(from, to)).join('\n');
}
