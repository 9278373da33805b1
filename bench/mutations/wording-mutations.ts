// Mutations of wording: negations, names, quantifiers, comparatives, clauses of other documents.
import { likeCase, type Mutate, type Mutation, replaceOne } from './mutation';
import { textOf } from './true-quote';

const AUXILIARY = /\b(?:is|are|was|were|will|may|can|must|shall|should|has|have|had|would|could|does|do|did)\b(?! not\b|n['’]t)/gu;

const notDropped: Mutate = (text, { random }) =>
  replaceOne(
    text,
    /\bcannot\b|\b(?:do|does|did) not (?=\p{Ll})|(?<=\p{L} )not (?!only\b|limited\b|just\b|necessarily\b)|(?<=\b(?:is|are|was|were|do|does|did|has|have|would|could|should))n['’]t\b/giu,
    random,
    ([found]) => (found.toLowerCase() === 'cannot' ? 'can' : ''),
  );

const notAdded: Mutate = (text, { random }) =>
  /\b(?:not|no|never|nor|neither|cannot|without)\b|n['’]t\b/iu.test(text)
    ? null
    : replaceOne(text, AUXILIARY, random, ([found]) => `${found} not`);

/** A name inside the sentence, exchanged for another that the same source has, of another word. */
const nameSwapped: Mutate = (text, { random, names }) =>
  replaceOne(text, NAME, random, (match) => {
    if (match.index === 0 || !names.includes(match[0]) || isTitle(text)) return null;
    const stem = (word: string) => word.slice(0, 3).toLowerCase();
    const words = new Set(match[0].split(' ').map(stem));
    const others = names.filter((name) => !text.includes(name) && !name.split(' ').some((word) => words.has(stem(word))));
    return others[Math.floor(random() * others.length)] ?? null;
  });

const NAME = /(?<=[\p{Ll},] )\p{Lu}[\p{Ll}]{2,}(?: \p{Lu}[\p{Ll}]{2,})*(?![\p{L}’'-])/gu;
/** Capitalised, but no name. */
const NO_NAME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|The|This|That|These|Those|In|On|At|For|And|But|If|When|While|We|You|They|He|She|It|Our|Your|Their|There|Here|What|How|Why|Note|Notes|Item|Section|Part|Table|Passage|Not|No|Yes|All|Some|Any|As|To|Of|Or|By|From|With|After|Before|Other|Another|Each|Both|Such|Who|Which|Oh|Someone|Anyone|Is|Are|Do|Does|Can|May|Will|Please|See|First|Second|Some|Where|Automatically|About|Ended|Current|Out|Off|Up|Over|Under)\b/u;

/** Where every word has a capital, none is a name by it. */
const isTitle = (text: string): boolean => {
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length > words.length / 2;
};

export function namesOf(text: string): string[] {
  const found = [...text.matchAll(NAME)].map(([name]) => name).filter((name) => !name.split(' ').some((word) => NO_NAME.test(word)));
  return [...new Set(found)];
}

const QUANTIFIERS: [RegExp, string][] = [
  [/\ball\b/giu, 'some'],
  [/\bsome\b/giu, 'all'],
  [/\bmost\b(?= (?:of|people|users|\p{Ll}+s\b))/giu, 'few'],
  [/\bmany\b/giu, 'few'],
  [/\bat least\b/giu, 'at most'],
  [/\bat most\b/giu, 'at least'],
  [/\bup to\b(?= [\d$€£])/giu, 'at least'],
  [/\bno more than\b/giu, 'at least'],
  [/\balways\b/giu, 'sometimes'],
  [/\busually\b/giu, 'rarely'],
  [/\boften\b/giu, 'rarely'],
  [/\bnever\b/giu, 'sometimes'],
  [/\bevery\b/giu, 'some'],
  [/\bonly\b/giu, 'also'],
];
const COMPARATIVES: [RegExp, string][] = [
  [/\bmore than\b/giu, 'less than'],
  [/\bless than\b/giu, 'more than'],
  [/\bhigher\b/giu, 'lower'],
  [/\blower\b/giu, 'higher'],
  [/\bgreater\b/giu, 'smaller'],
  [/\blarger\b/giu, 'smaller'],
  [/\bsmaller\b/giu, 'larger'],
  [/\bincreased\b/giu, 'decreased'],
  [/\bdecreased\b/giu, 'increased'],
  [/\bincreases?\b/giu, 'decrease'],
  [/\bdecreases?\b/giu, 'increase'],
  // Of a number or a thing: `as described above` speaks of the page, not of the world.
  [/\babove\b(?= [\p{L}\d$€£])/giu, 'below'],
  [/\bbelow\b(?= [\p{L}\d$€£])/giu, 'above'],
  [/\bbefore\b/giu, 'after'],
  [/\bafter\b/giu, 'before'],
  [/\blonger\b/giu, 'shorter'],
  [/\bbetter\b/giu, 'worse'],
];

const oneOf =
  (pairs: readonly [RegExp, string][]): Mutate =>
  (text, { random }) => {
    const first = Math.floor(random() * pairs.length);
    for (let offset = 0; offset < pairs.length; offset++) {
      const [pattern, other] = pairs[(first + offset) % pairs.length] as [RegExp, string];
      const changed = replaceOne(text, pattern, random, ([found]) => likeCase(found, other));
      if (changed !== null) return changed;
    }
    return null;
  };

/** The sentence with a clause of another document behind it. */
const clauseSpliced: Mutate = (text, { ground, foreign, random }) => {
  const end = /[.!]["”’)]?$/u.exec(text)?.index;
  if (end === undefined || foreign.length === 0) return null;
  const own = new Set(
    textOf(ground)
      .toLowerCase()
      .match(/\p{L}{5,}/gu) ?? [],
  );
  const first = Math.floor(random() * foreign.length);
  for (let offset = 0; offset < Math.min(50, foreign.length); offset++) {
    const words = (foreign[(first + offset) % foreign.length] as string).replace(/[.!?"“”]+$/gu, '').split(/\s+/u);
    if (words.length < 7) continue;
    const clause = words.slice(0, 12).join(' ');
    // A clause whose words the document has anyway could be true of it.
    const content = clause.toLowerCase().match(/\p{L}{5,}/gu) ?? [];
    if (content.filter((word) => !own.has(word)).length >= 3)
      return `${text.slice(0, end)}, and ${clause.charAt(0).toLowerCase()}${clause.slice(1)}.`;
  }
  return null;
};

export const WORDING_MUTATIONS: readonly Mutation[] = [
  { name: 'not dropped', mutate: notDropped, codes: ['negation_flipped'] },
  { name: 'not added', mutate: notAdded, codes: ['negation_flipped'] },
  { name: 'name swapped', mutate: nameSwapped, codes: ['name_not_in_source', 'name_changed'] },
  { name: 'quantifier changed', mutate: oneOf(QUANTIFIERS), codes: ['quantifier_changed'] },
  { name: 'comparative changed', mutate: oneOf(COMPARATIVES), codes: ['comparative_changed'] },
  { name: 'clause spliced in', mutate: clauseSpliced, codes: ['clause_not_in_source', 'evidence_missing'] },
];
