// Word forms: light stems, so that `renews` meets `renewal`, and the words that carry no content of their own.

/** Function words of the languages that documents are most often met in, folded. */
const FUNCTION_WORDS = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by can could
did do does doing down during each few for from further had has have having he her here hers him his how i if in into is it its itself just me more most my
no nor not now of off on once only or other our ours out over own same she should so some such than that the their theirs them then there these they this
those through to too under until up upon us very was we were what when where which while who whom whose why will with would you your yours may might must
shall per via etc
der die das den dem des ein eine einer eines einem einen und oder nicht mit von zu im ist sind war auf fur als auch an bei nach aus wird werden sich dass
le la les un une des du de et ou ne pas dans pour par sur avec est sont au aux ce cette ces que qui il elle se son sa ses
het een van en niet op te met voor zijn dat die aan er ook bij door
el los las una unos y o no en con por para es son que su sus al lo del se
il lo gli uno di e non in con per che si sono della dei nel alla`.split(/\s+/u),
);

const NEGATIONS = new Set(
  `no not never none neither nor without cannot cant dont doesnt didnt isnt arent wasnt werent wont wouldnt shouldnt couldnt hasnt havent hadnt
unable nicht kein keine keinen niemals ohne ne pas jamais sans aucun aucune niet geen nooit zonder nunca sin ningun ninguna non mai senza`.split(
    /\s+/u,
  ),
);

/** Endings taken off, longest first, while at least four letters stay. */
const ENDINGS = [
  'ational',
  'ization',
  'isation',
  'fulness',
  'ements',
  'ations',
  'ingly',
  'ement',
  'ation',
  'ments',
  'ities',
  'ness',
  'ment',
  'ings',
  'ies',
  'ity',
  'ing',
  'als',
  'ors',
  'ers',
  'ion',
  'ive',
  'ful',
  'ed',
  'es',
  'al',
  'or',
  'er',
  'ly',
  'en',
  's',
  'e',
  'y',
];
const MIN_STEM = 4;
const stems = new Map<string, string>();
const STEM_CACHE = 50_000;

export const isFunctionWord = (word: string): boolean => FUNCTION_WORDS.has(word);
export const isNegation = (word: string): boolean => NEGATIONS.has(word);

/** The folded word without inflection; numbers lose trailing decimal zeros (`5.00` is `5`). */
export function lexeme(word: string): string {
  const first = word.charCodeAt(0);
  if (first >= 48 && first <= 57) return word.includes('.') ? word.replace(/\.?0+$/u, '') : word;
  if (word.length <= MIN_STEM || first >= 0x250) return word;
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemOf(word);
  if (stems.size >= STEM_CACHE) stems.clear();
  stems.set(word, stem);
  return stem;
}

function stemOf(word: string): string {
  let stem = word;
  for (let round = 0; round < 2; round++) {
    const ending = ENDINGS.find((candidate) => stem.length - candidate.length >= MIN_STEM && stem.endsWith(candidate));
    if (!ending || (ending === 's' && stem.endsWith('ss'))) break;
    stem = stem.slice(0, -ending.length);
    // Doubled consonants of `planned` fall together with `plan`.
    if (/([bdgkmnprt])\1$/u.test(stem) && stem.length > MIN_STEM) stem = stem.slice(0, -1);
  }
  return stem;
}
