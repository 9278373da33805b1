// The contract of a trace source. A new tracer is one file that exports a Source, one test, and one line in registry.ts.
import type { CanonicalRun, RunFacts, StepFacts, StepKind, CanonicalStep, Json } from '@/lib/domain/run/run';
import type { CanonicalScore } from '@/lib/domain/score';
import type { KindRule } from '@/lib/domain/step-kind-rule';
import type { Attributes, OtlpLog, OtlpSpan } from './otlp-span';
import type { RunStatement } from './ranked-facts';

/** What one convention says about a span. A field it is silent on stays absent, and the next convention is asked. */
export interface SpanReading {
  kind?: StepKind;
  /** The kind word of the source, verbatim, also when it is not one of ours. */
  sourceKind?: string;
  name?: string;
  /** Wins over the span's own status: some sources say that a step failed in a word of their own. */
  status?: CanonicalStep['status'];
  /** One line or many: the first is the step's error, the rest its detail. */
  error?: string;
  input?: Json;
  output?: Json;
  facts?: StepFacts;
  /** What the step above is, should it say no more than that it is a chain: an outer call with tool calls below it is an agent. */
  parentKind?: StepKind;
  /** What the span states about its run as every span might (session, user): the root's word wins, then the earliest span's. */
  run?: RunFacts;
  /** What it states about the run on purpose (`countersign.route`, a trace name): wins over `run` of any span. */
  explicitRun?: RunFacts;
  /** Ids by which somebody may look the run up. */
  aliases?: CanonicalRun['aliases'];
  /** Scores with a target of their own. A score of this very step is simpler said in `facts.scores`. */
  scores?: CanonicalScore[];
  /** Run facts that common attributes seem to state and do not mean: a `user.id` that is no person. */
  withheld?: (keyof RunFacts)[];
}

export interface Source {
  /** Registry name, stored with the run. */
  name: string;
  /** OTLP spans in the convention of this source. The registry's order is the precedence of conventions, per field. */
  spans?: {
    /** A span that has an attribute of such a name speaks it. Answers are kept, so nothing but the name may be looked at. */
    ownsName?(name: string): boolean;
    /** Whatever else shows that a span speaks it. */
    matches?(span: OtlpSpan): boolean;
    read(span: OtlpSpan): SpanReading;
  };
  /** Log records that belong to spans: what they add to the step. */
  logs?: {
    matches(log: OtlpLog): boolean;
    read(log: OtlpLog): SpanReading;
    /** Reads a step again from all of its records, for what only all of them say together (`CanonicalRun.reread`). */
    reread?(step: CanonicalStep): CanonicalStep;
  };
  /** HTTP calls of the source's own SDKs, beside OTLP. */
  surfaces?: Surface[];
  /** What the source's HTTP calls bring is kept as it was sent, among the attributes of the step that it tells, and read again from there. */
  records?: {
    /** The step that its records tell; a step without any comes back as it is. */
    reread(step: CanonicalStep, kindRules?: readonly KindRule[]): CanonicalStep;
    /** What the records of a step, or those of the run itself, say about the run. */
    stated(records: Attributes, of: { runId: string; stepId?: string }): RunStatement[];
  };
}

export interface Surface {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  /** Matched against the end of the path: users put any prefix before it. */
  path: RegExp;
  /** Throws an ExpectedError when the call as a whole cannot be read. Pure: storing is the door's. */
  read(call: SurfaceCall): SurfaceReading;
  /** Where the SDK puts its key into the body and not into a header. */
  keyIn?(body: Json): string | undefined;
}

export interface SurfaceCall {
  path: RegExpExecArray;
  query: URLSearchParams;
  contentType: string;
  headers: Headers;
  /** Uncompressed and within the limits of the door. */
  body: Buffer;
  /** Parses JSON with its nesting measured first and all digits of whole numbers kept; throws an ExpectedError. */
  parseJson(text: Buffer): Json;
  /** Every source, for bodies that carry attributes of any convention. */
  sources: readonly Source[];
  /** Which names of steps stand for which kind in the project; absent: what goes for everybody. */
  kindRules?: readonly KindRule[] | undefined;
}

export interface SurfaceReading {
  runs: CanonicalRun[];
  /** Scores that came without their run. */
  scores?: CanonicalScore[];
  /** Parts whose run is not named: bound to the run that has the alias, now or when it comes. */
  unbound?: UnboundPart[];
  /** Bytes that came beside their run (attachments): kept by their hash before the run is, which names them (`media-reference.ts`), or by `key`. */
  media?: { bytes: Uint8Array; mediaType: string; key?: string }[];
  /** Bytes that the sender will bring afterwards: it is told where. By their hash, unless they are here already, or by a key of its own. */
  upload?: { sha256: string } | { key: string };
  /** Writes the answer that the SDK expects, once it is known what was stored. */
  answer(stored: { rejected: RejectedRun[]; rejectedScores?: RejectedScore[]; uploadUrl?: string }): SurfaceAnswer;
}

/** The run id of the part is empty until the run of the alias (of kind `span`) is known; scores of the part may leave out their run. */
export interface UnboundPart {
  alias: string;
  run: CanonicalRun;
}

export interface SurfaceAnswer {
  status: number;
  /** JSON; absent: an answer without a body. */
  body?: Json;
  headers?: { [name: string]: string };
}

/** A score that could not be stored. */
export interface RejectedScore {
  id: string;
  code: string;
  detail: string;
}

/** A run that could not be stored, as lib/data reports it. */
export interface RejectedRun {
  runId: string;
  stepId?: string;
  code: string;
  detail: string;
  path: string;
}
