// Rules made ready, and one pass of them over what came in: texts, JSON, JSON inside texts. Collects what has to go to the vault.
import type { MaskAction, PrivacyRules } from '@/lib/domain/privacy-rules';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import { customRecogniser } from './custom-pattern';
import { type CompiledFieldRule, compileFieldRules, type FieldRules, nameOf } from './field-rules';
import { looksLikeJson, redactJsonText } from './json-text';
import { maskMark } from './pseudonym';
import type { Recogniser } from './recogniser';
import { RECOGNISERS } from './registry';
import { type Found, makeScanner, mayFind, mayHoldValues, type Scanner, scanText } from './scan-text';

export interface ReadyRules {
  fields: FieldRules;
  scanner: Scanner;
  /** The same for ids of runs and steps. */
  idScanner: Scanner;
  actions: ReadonlyMap<Recogniser, MaskAction>;
  needsKey: boolean;
  /** Names of fields in which nothing was found: the same few come with every span. */
  cleanNames: Set<string>;
}

export function readyRules(rules: PrivacyRules): ReadyRules {
  const known = RECOGNISERS.flatMap((recogniser) => {
    const action = rules.recognisers[recogniser.id] ?? 'off';
    return action === 'off' ? [] : [[recogniser, action] as const];
  });
  const actions = new Map([...known, ...rules.custom.map((custom) => [customRecogniser(custom), custom.action] as const)]);
  const recognisers = [...actions.keys()];
  const phoneRegions = rules.phone_regions;
  return {
    fields: compileFieldRules(rules.fields, rules.credential_fields === 'mask'),
    scanner: makeScanner(recognisers, phoneRegions),
    idScanner: makeScanner(
      recognisers.filter(({ isSafeInIds }) => isSafeInIds),
      phoneRegions,
    ),
    actions,
    cleanNames: new Set(),
    needsKey: [...actions.values(), ...rules.fields.map(({ action }) => action)].some(
      (action) => action === 'hash' || action === 'tokenise',
    ),
  };
}

/** Removed by a field rule. */
export const DROPPED = Symbol('dropped');

export interface TakenValue {
  token: string;
  type: string;
  /** As it stood there. */
  value: string;
}
export interface Change {
  path: readonly string[];
  type: string;
  before: string;
  mark: string;
}

/** Readers bound what they take far above this; deeper values are refused rather than stored without a look. */
const MAX_DEPTH = 512;
const MAX_NAMES = 10_000;
/** Longer names are data, and not kept. */
const MAX_NAME = 200;
/** JSON inside a text inside JSON; deeper than this it is scanned as text. */
const MAX_NESTED_TEXTS = 4;

export class Redactor {
  /** By token. */
  readonly taken = new Map<string, TakenValue>();
  /** Whole texts that a mark replaced, so that ids that repeat them can follow; null when the field was dropped. */
  readonly replaced = new Map<string, string | null>();

  /** The last long texts that hold nothing: input and output come once more as messages. */
  private clean: readonly [string, string] = ['', ''];

  /** `onChange` hears of every value that is taken out, for previews. */
  constructor(
    private readonly rules: ReadyRules,
    private readonly key: Buffer | null,
    private readonly onChange?: (change: Change) => void,
  ) {}

  /** A text that stands at `path`; its last part is its name. JSON inside is read as JSON. */
  text(text: string, path: readonly string[], nesting = 0): string {
    if (nesting < MAX_NESTED_TEXTS && looksLikeJson(text)) {
      if (!this.rules.fields.mayApplyIn(text) && !mayHoldValues(text, this.rules.scanner)) return text;
      const inner = redactJsonText(text, path, {
        value: (value, at) => this.leaf(value, at, nesting + 1),
        name: (name) => this.name(name),
        takesWhole: (at) => !this.rules.fields.isEmpty && this.rules.fields.at(at)?.isTextOnly === false,
      });
      if (inner !== null) return inner;
    }
    return this.masked(text, path, this.rules.scanner);
  }

  /** An id of a run or step: only what cannot be mistaken. */
  id(id: string): string {
    return this.rules.idScanner.recognisers.length === 0 ? id : this.masked(id, ['id'], this.rules.idScanner);
  }

  /** A name of a field, as an id: it is referred to. */
  name(name: string): string {
    const { cleanNames } = this.rules;
    if (cleanNames.has(name)) return name;
    const safe = this.id(name);
    if (safe !== name || name.length > MAX_NAME) return safe;
    if (cleanNames.size >= MAX_NAMES) cleanNames.clear();
    cleanNames.add(name);
    return name;
  }

  /** The value without what the rules take out: the same object when that is nothing. Throws a RangeError for what nests too deep. */
  json(value: Json, path: string[]): Json | typeof DROPPED {
    if (path.length > MAX_DEPTH) throw new RangeError('nested too deep');
    const byRule = this.leaf(value, path, 0);
    if (byRule !== null) return byRule;
    if (typeof value !== 'object' || value === null) return value;
    return Array.isArray(value) ? this.list(value, path) : this.object(value, path);
  }

  /** What becomes of the value by a field rule, or as a text or number; null when it stays or has parts to look into. */
  private leaf(value: Json, path: readonly string[], nesting: number): Json | typeof DROPPED | null {
    const rule = this.rules.fields.isEmpty ? null : this.rules.fields.at(path);
    if (rule && value !== null && (!rule.isTextOnly || typeof value === 'string')) return this.byRule(value, rule, path);
    if (typeof value === 'string') {
      const masked = this.text(value, path, nesting);
      return masked === value ? null : masked;
    }
    if (typeof value === 'number') return this.number(value, path);
    return null;
  }

  private list(values: Json[], path: string[]): Json[] {
    let copy: Json[] | null = null;
    for (let index = 0; index < values.length; index++) {
      const value = values[index] ?? null;
      const masked = this.member(value, String(index), path);
      if (masked === value) continue;
      copy ??= [...values];
      copy[index] = masked === DROPPED ? null : masked;
    }
    return copy ?? values;
  }

  private member(value: Json, part: string, path: string[]): Json | typeof DROPPED {
    path.push(part);
    const masked = this.json(value, path);
    path.pop();
    return masked;
  }

  private object(value: { [key: string]: Json }, path: string[]): { [key: string]: Json } {
    let copy: { [key: string]: Json } | null = null;
    for (const name of Object.keys(value)) {
      const child = value[name];
      if (child === undefined) continue;
      const masked = this.member(child, name, path);
      const safeName = this.name(name);
      if (masked === child && safeName === name) continue;
      copy ??= { ...value };
      if (safeName !== name || masked === DROPPED) delete copy[name];
      if (masked !== DROPPED)
        Object.defineProperty(copy, safeName, { value: masked, enumerable: true, configurable: true, writable: true });
    }
    return copy ?? value;
  }

  private byRule(value: Json, rule: CompiledFieldRule, path: readonly string[]): Json | typeof DROPPED {
    const text = typeof value === 'string' ? value : stableJson(value);
    if (rule.action === 'drop') {
      this.onChange?.({ path: [...path], type: rule.type, before: text, mark: '' });
      if (typeof value === 'string') this.replaced.set(value, null);
      return DROPPED;
    }
    if (value === '' || /^⟦[^⟧]*⟧$/.test(text)) return value;
    const mark = this.mark(rule.action, rule.type, text.normalize('NFKC').trim().toLowerCase(), text, path);
    if (typeof value === 'string') this.replaced.set(value, mark);
    return mark;
  }

  /** A number is taken only when all of it is the value: a card number that was sent without quotes. */
  private number(value: number, path: readonly string[]): string | null {
    if (!Number.isSafeInteger(value) || value < 1_000_000) return null;
    const text = String(value);
    const masked = this.masked(text, path, this.rules.scanner);
    return masked.startsWith('⟦') && masked.endsWith('⟧') && masked.lastIndexOf('⟦') === 0 ? masked : null;
  }

  private masked(text: string, path: readonly string[], scanner: Scanner): string {
    if (this.isClean(text, scanner)) return text;
    const found = scanText(text, scanner, nameOf(path));
    if (found.length === 0) return text;
    let [out, done] = ['', 0];
    for (const { start, end, recogniser, value } of found) {
      const action = this.rules.actions.get(recogniser) ?? 'mask';
      out += text.slice(done, start) + this.mark(action, recogniser.id, value, text.slice(start, end), path);
      done = end;
    }
    out += text.slice(done);
    if (isWhole(found, text)) this.replaced.set(text, out);
    return out;
  }

  private isClean(text: string, scanner: Scanner): boolean {
    if (!scanner.isBlindToNames || text.length <= MAX_NAME) return !mayFind(text, scanner);
    if (text === this.clean[0] || text === this.clean[1]) return true;
    if (mayFind(text, scanner)) return false;
    this.clean = [text, this.clean[0]];
    return true;
  }

  private mark(action: MaskAction, type: string, normalised: string, value: string, path: readonly string[]): string {
    const mark = maskMark(action, type, normalised, this.key);
    if (action === 'tokenise' && this.key !== null && !this.taken.has(mark)) this.taken.set(mark, { token: mark, type, value });
    this.onChange?.({ path: [...path], type, before: value, mark });
    return mark;
  }
}

function isWhole(found: readonly Found[], text: string): boolean {
  return found.length === 1 && found[0]?.start === 0 && found[0].end === text.length;
}
