// Statements about what is not in the sources: `the policy does not mention pets`, `not stated in the passages`. They are claims of
// their own kind: a source that holds the thing denies them, and one that holds nothing of it bears them out.
import type { Claim } from '@/lib/domain/evidence';
import { trimmed } from './claim-sentence';

export interface Absence {
  /** What is said to be missing, in the sentence's own words, in pieces. */
  subject: string;
  /** `mention`: a source that speaks of it at all denies this. `detail`: only one that gives the detail does. */
  asserts: 'mention' | 'detail';
  /** UTF-16 range in the sentence of the clause that says so. */
  range: [number, number];
  /** The sentence says something else as well. */
  isPart: boolean;
}

const HOW = `(?:(?:explicitly|specifically|directly|clearly|actually|further|also|even|seem to|appear to|itself|themselves)\\s+)*`;
const SOURCE = `(?:(?:the|this|these|those|any|any of the|your|our|its|either|both|provided|given|above|supplied|retrieved|available)\\s+)*(?:passages?|texts?|contexts?|documents?|articles?|polic(?:y|ies)|leases?|contracts?|agreements?|sources?|reports?|records?|data|invoices?|materials?|excerpts?|pages?|websites?|information|statements?|filings?|files?|knowledge base|structured data|reviews?|json|schedule|manual|guide|handbook|terms)(?:\\s+(?:provided|given|above|itself|does not))?`;
const NOT = `(?:(?:do|does|did)(?:\\s+not|n['’]t)|never)\\s+${HOW}`;
const MENTION = `(?:mention|refer to|discuss|address|talk about|cover|name|reference|touch (?:on|upon)|speak of)`;
const DETAIL = `(?:specify|state|say|give|indicate|disclose|list|describe|explain|clarify|define|detail|note|identify|report|provide|contain|include|offer|have|make clear|reveal|show|tell)`;
const MENTIONED = `(?:mentioned|addressed|discussed|referenced|referred to|covered|named)`;
const DETAILED = `(?:specified|stated|given|indicated|disclosed|listed|described|explained|clarified|defined|detailed|noted|identified|provided|included|found|available|clear|reported|known)`;
const BE = `(?:is|are|was|were|has been|have been|been)`;
const WITHIN = `(?:in|by|from|within|among|on|according to)\\s+(?:(?:(?:any|either|both) of )?(?:the )?passages? \\d+(?:\\s*(?:,|and|or|&)\\s*\\d+)*|${SOURCE}|here)`;
const VAGUE = `(?:(?:any|specific|explicit|further|direct|clear|additional|relevant|sufficient|enough|more|other|detailed|exact|such|concrete)\\s+)*`;
const MATTER = `(?:information|details?|data|mention|reference|indication|evidence|records?|explanation|description|specifics|instructions?|guidance|discussion)`;
const ABOUT = `(?:\\s+(?:of|about|on|regarding|concerning|for|in|to|that|as to|related to|relating to|pertaining to|with regards? to))?`;

/** Frames of absence; what the sentence says besides is its subject. The first that fits counts. */
const FRAMES: [asserts: Absence['asserts'], pattern: RegExp][] = (
  [
    ['mention', `${SOURCE}\\s+(?:(?:that|which)\\s+)?${NOT}${MENTION}`],
    ['mention', `\\b(?:makes?|made)\\s+no\\s+(?:mention|reference)\\s+(?:of|to)`],
    ['mention', `${SOURCE}\\s+(?:is|are|remains?)\\s+silent\\s+(?:on|about|as to)`],
    ['mention', `(?:${BE}\\s+)?(?:not|n['’]t|never|nowhere)\\s+${HOW}${MENTIONED}(?:\\s+${WITHIN})?`],
    [
      'mention',
      `\\b(?:there\\s+(?:is|are|was|were)|${SOURCE}\\s+(?:has|have|contains?|provides?|offers?|gives?|includes?))\\s+(?:no|not any)\\s+${VAGUE}(?:mention|reference|discussion)${ABOUT}(?:\\s+${WITHIN})?`,
    ],
    [
      'detail',
      `\\b(?:there\\s+(?:is|are|was|were)(?:n['’]t)?|${SOURCE}\\s+(?:has|have|contains?|provides?|offers?|gives?|includes?))\\s+(?:no|not any|not enough|any|insufficient)\\s+${VAGUE}${MATTER}${ABOUT}(?:\\s+${WITHIN})?`,
    ],
    ['detail', `${SOURCE}\\s+(?:(?:that|which)\\s+)?(?:${NOT}|fails?\\s+to\\s+)${DETAIL}(?:\\s+${VAGUE}${MATTER}${ABOUT})?`],
    ['detail', `(?:${BE}\\s+)?(?:not|n['’]t|never|nowhere)\\s+${HOW}${DETAILED}\\s+${WITHIN}`],
    ['detail', `(?:${BE}\\s+)(?:not|n['’]t|never)\\s+${HOW}(?:specified|stated|disclosed|indicated|listed)(?!\\p{L})`],
    ['detail', `\\bi\\s+(?:could|can|did)(?:\\s*not|n['’]t)\\s+find\\s+(?:any\\s+)?(?:${VAGUE}${MATTER}${ABOUT})?(?:\\s+${WITHIN})?`],
    ['detail', `\\b(?:it\\s+is\\s+)?(?:unclear|unknown|cannot\\s+be\\s+determined|can['’]t\\s+be\\s+determined)\\s+(?:${WITHIN})`],
    [
      'mention',
      `(?:erwähnt|erwähnen)\\b(?=[^.]{0,80}\\b(?:nicht|kein\\p{L}*)\\b)|(?:wird|werden|ist|sind)\\s+(?:(?:im|in\\s+den|in\\s+der)\\s+\\p{L}+\\s+)?nicht\\s+(?:erwähnt|genannt)`,
    ],
    [
      'detail',
      `(?:enthält|enthalten|macht|machen|gibt|liefert|liefern)\\s+keine\\s+(?:\\p{L}+\\s+)?(?:angaben?|informationen|hinweise|details|auskunft)(?:\\s+(?:zu[mr]?|über|darüber))?|(?:wird|werden|ist|sind)\\s+(?:(?:im|in\\s+den|in\\s+der)\\s+\\p{L}+\\s+)?nicht\\s+(?:angegeben|aufgeführt|spezifiziert|festgelegt|geregelt|ersichtlich)`,
    ],
    [
      'mention',
      `ne\\s+(?:mentionne(?:nt)?)\\s+pas|n['’](?:est|a\\s+pas\\s+été)\\s+(?:pas\\s+)?mentionnée?s?|no\\s+(?:se\\s+)?mencionan?|non\\s+(?:si\\s+)?menziona(?:no)?|não\\s+mencionam?`,
    ],
    [
      'detail',
      `ne\\s+(?:précise|indique|spécifie|donne)(?:nt)?\\s+pas|aucune\\s+(?:information|indication|précision)|no\\s+(?:se\\s+)?(?:especifican?|indican?|proporcionan?)|non\\s+(?:si\\s+)?(?:specifica(?:no)?|indica(?:no)?)`,
    ],
    ['mention', `(?:没有|沒有|未|并未|並未)(?:明确|具体)?(?:提及|提到)|(?:言及|記載)(?:されて)?(?:い?ません|いない|がない|がありません)`],
    ['detail', `(?:没有|沒有|未|并未|並未)(?:明确|具体)?(?:说明|說明|注明|规定|規定|指出)|(?:明記|記載|記述)されて(?:いません|いない)`],
  ] as const
).map(([asserts, source]) => [asserts, new RegExp(source, 'iu')]);

const CLAUSE_BREAK =
  /\s*(?:[;；]|,?\s+(?:but|however|although|though|while|whereas|aber|sondern|jedoch|mais|pero)\b|,\s+(?:and|so|which)\b)\s*/giu;
/** `It is not mentioned what each of them does`: that they are spoken of does not answer it. */
const QUESTION = /\b(?:what|how|why|which|whether|when|where|who|whose|wie|warum|welche[rs]?|wann|wo|comment|pourquoi|cómo|qué)\b/iu;
/** A longer sentence says too much to be about one thing that is missing. Characters. */
const MAX_SENTENCE = 600;

/** Null for a sentence that says nothing of the kind. */
export function absenceIn(sentence: string): Absence | null {
  if (sentence.length > MAX_SENTENCE) return null;
  const clauses = clausesAt(sentence);
  for (const range of clauses) {
    const clause = sentence.slice(...range);
    for (const [asserts, pattern] of FRAMES) {
      const match = pattern.exec(clause);
      // `(not mentioned in the passages)` behind a statement owns up to it; the statement is the claim.
      if (!match || isInBrackets(clause, match.index)) continue;
      const subject = `${clause.slice(0, match.index)} … ${clause.slice(match.index + match[0].length)}`.replace(/\s+/gu, ' ').trim();
      const isPart = clauses.some((other) => other !== range && /(?:[\p{L}\p{N}]+\W+){3}/u.test(sentence.slice(...other)));
      return { subject, asserts: QUESTION.test(subject) ? 'detail' : asserts, range, isPart };
    }
  }
  return null;
}

const isInBrackets = (text: string, at: number): boolean => text.lastIndexOf('(', at) > text.lastIndexOf(')', at) && text.includes(')', at);

/** What kind of assertion a claim is: most say that something is so, some that the sources do not say it. */
export function assertionOf({ kind, text }: Pick<Claim, 'kind' | 'text'>): 'statement' | 'absence' {
  const absence = kind === 'sentence' ? absenceIn(text) : null;
  return absence && !absence.isPart ? 'absence' : 'statement';
}

function clausesAt(sentence: string): [number, number][] {
  const clauses: [number, number][] = [];
  let from = 0;
  for (const { 0: gap, index } of sentence.matchAll(CLAUSE_BREAK)) {
    clauses.push(trimmed(sentence, from, index));
    from = index + gap.length;
  }
  return [...clauses, trimmed(sentence, from, sentence.length)].filter(([start, end]) => end > start);
}
