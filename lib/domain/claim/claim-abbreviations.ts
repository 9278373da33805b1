// Full stops that end no sentence: abbreviations, initials, list numbers and ordinals, in the languages that are met most.
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';
import { monthOf } from '@/lib/domain/match/match-month-names';

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

/** Something always follows these. */
const OPEN = words(
  `vs eg ie cf viz i.e e.g bzw ca z.b d.h u.a vgl inkl exkl zzgl ggf evtl sog bspw insb i.d.r o.g s.o s.u u.u i.s.d d.w.z bijv o.a p.ex c.-à-d`,
);
/** Before a name, and written with a capital: `St. Louis`, but not `5 ft. The`. */
const TITLES = words(
  `mr mrs ms dr prof st messrs gov gen col sgt capt lt cmdr adm rev hon mt ft rep sen pres supt hr fr frl dipl mm mme mlle me sr sra srta dra dhr mevr drs ir sig
  sigg dott avv`,
);
/** `Dr. med.`, `Prof. Dr. jur.` */
const DEGREE = /(?:Dr|Prof|Dipl)\.(?:[\s-]?\p{L}+\.)+$/u;
/** They stand before a name, `U.S. Treasury`, or end a sentence, which a word of grammar in capitals then opens anew. */
const COUNTRIES = words('u.s u.k e.u u.n u.s.a');
/** Before a figure they are its name; before anything else they end the sentence as any word does. */
const BEFORE_FIGURE = words(
  `no nos nr nrn num núm art arts sec secs § para paras par abs s seite bd kap ch vol fig figs tab eq pag pág pp p n ed eds approx est ca tel max min pos ziff ziffer
  jan feb mar apr jun jul aug sep sept oct nov dec mrz mai okt dez mon tue wed thu fri sat sun clause cl app ex exh item rn az`,
);
/** They may end a sentence; a small letter or a figure behind them shows that they do not. */
const OFTEN_LAST = words(
  `etc inc ltd co corp llc plc bros jr esq a.m p.m ph.d b.v n.v s.a s.p.a gmbh ag usw u.s.w usf mio mrd incl excl dept ave blvd rd ste apt attn ext max min est approx
  b.c a.d d.c mwst zgl st ff tsd std min sek abk`,
);
/** A number and a full stop behind these is an ordinal: `am 5. Mai`, `im 3. Quartal`, `der 2. Abschnitt`. */
const BEFORE_ORDINAL =
  /(?:^|[\s(])(?:am|im|der|die|das|den|dem|des|vom|zum|zur|beim|jede[rsnm]?|ein(?:e[rnms]?)?|dieser?|unser(?:er|em)?|på|den)\s(?:\d{1,2}\.?[-–]?){1,2}\.$/iu;
const MILLIONS = /^(?:mio|mrd|mln|mn|bn)$/u;
const TAIL_CHARS = 48;

/** Whether the full stop at the end of `head` leaves its sentence open, by what stands before and behind it. */
export function isOpenStop(head: string, next: string): boolean {
  const end = head.slice(-TAIL_CHARS);
  const follower = /^[("'“„«]*([\p{L}\p{M}]+)/u.exec(next)?.[1] ?? '';
  const opensSentence = isFunctionWord(follower.toLowerCase()) && /^\p{Lu}\p{L}/u.test(follower);
  if (/(?:^|\s)\d{1,2}\.$/u.test(end))
    return monthOf(follower) !== null || (BEFORE_ORDINAL.test(end) && /^\p{L}/u.test(next) && !opensSentence);
  const word = /(?:^|[\s("'“„«/])([\p{L}.§à-]+)\.$/u.exec(end)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  if (/^\p{L}$/u.test(word)) return isInitial(end, next, follower);
  if (OPEN.has(word) || DEGREE.test(end) || /\bet al\.$/u.test(end)) return true;
  if (TITLES.has(word)) return new RegExp(`(?<!\\p{L})\\p{Lu}\\p{L}{${word.length - 1}}\\.$`, 'u').test(end);
  if (COUNTRIES.has(word)) return /^[\p{L}\d]/u.test(next) && !opensSentence;
  if (MILLIONS.test(word) && /^(?:\p{Sc}|\p{Lu}{3}\b|euros?\b|dollar|franken|pounds?\b)/iu.test(next)) return true;
  const [isFigure, isSmall] = [/^[\d§#]|^[IVX]+\b/u.test(next), /^\p{Ll}/u.test(next)];
  return (isFigure && (BEFORE_FIGURE.has(word) || OFTEN_LAST.has(word))) || (isSmall && (OFTEN_LAST.has(word) || BEFORE_FIGURE.has(word)));
}

/** `J. R. Tolkien` and `z. B.`, but not `Plan B. The next one`: a word of grammar in capitals opens a sentence. */
function isInitial(end: string, next: string, follower: string): boolean {
  const letter = end.at(-2) ?? '';
  if (/^\p{Ll}$/u.test(letter))
    return /^(?:\p{L}\.|\d)/u.test(next) || /(?:^|\s)\p{L}\.\s\p{Ll}\.$/u.test(end) || letter === 'p' || letter === 'v';
  if (/(?:^|[\s(])\p{Ll}\.\s\p{Lu}\.$/u.test(end)) return true;
  if (!/^\p{L}/u.test(next) || (isFunctionWord(follower.toLowerCase()) && follower.length > 1))
    return /^\d/u.test(next) && /^[S§]$/u.test(letter);
  const before = /([\p{L}.]+)\s\p{Lu}\.$/u.exec(end)?.[1];
  return before === undefined || /^\p{Lu}/u.test(before) || /^\p{Lu}\.\s/u.test(next) || isFunctionWord(before.toLowerCase());
}
