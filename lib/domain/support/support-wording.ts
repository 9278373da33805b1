// How a sentence is worded, whatever it says: hedges, advice, praise and the like mark filler that no source bears out.
import { isRefusal } from '@/lib/domain/claim/claim-noise';
import type { AnswerSentence, Features } from './support-features';

const PATTERNS: Record<string, RegExp> = {
  hedge:
    /\b(?:may|might|could|possibl[ey]|perhaps|likely|probably|seems?|appears?|suggests?|potential(?:ly)?|generally|typically|usually|often|sometimes|can be|tends? to|some (?:people|users|reviewers|customers))\b/iu,
  puff: /\b(?:popular|ideal|perfect|great|excellent|amazing|unique|variety|various|delicious|cozy|vibrant|charming|must-visit|well-known|renowned|famous|wide range|inviting|memorable|exceptional|fantastic|enjoyable|solid|favorite)\b/iu,
  advice:
    /\b(?:consult|make sure|ensure|recommend(?:ed)?|important to|should|advis(?:e|able)|consider|remember to|be sure|keep in mind|best to|necessary to|crucial|essential)\b/iu,
  opener:
    /^\W*(?:overall|note that|please note|in (?:conclusion|summary|general|addition)|additionally|however|therefore|also|furthermore|moreover|it(?:'s| is) (?:important|worth)|keep in mind|ultimately|despite|while|remember)\b/iu,
  summary: /^\W*(?:overall|in conclusion|in summary|ultimately|therefore)\b/iu,
  cause: /\b(?:because|due to|therefore|thus|as a result|since|leading to|which means|in order to|so that|allowing|ensuring|making it)\b/iu,
  provided: /\b(?:passages?|provided|given|according to|based on|mentioned|context|states?d?|text|article|review(?:s|ers?)?)\b/iu,
  absence:
    /\b(?:not (?:mention(?:ed)?|specif(?:y|ied)|provid(?:e|ed)|stat(?:e|ed)|clear|contain|include)|no (?:mention|information|specific)|unknown|unclear)\b/iu,
  you: /\b(?:you|your)\b/iu,
  we: /\b(?:we|our|us)\b/iu,
  example: /\b(?:such as|including|for example|for instance|e\.g\.|like)\b/iu,
  contrast: /\b(?:but|although|though|while|whereas|despite|instead)\b/iu,
};

const NAMES = Object.keys(PATTERNS);

export function wordingOf({ text, words, lead }: AnswerSentence, shape: string): Features {
  const features: Features = {};
  for (const name of NAMES) features[`says_${name}`] = PATTERNS[name]?.test(text) ? 1 : 0;
  return {
    ...features,
    says_refusal: isRefusal(text) ? 1 : 0,
    says_bracket: /[([][^)\]]{3,400}[)\]]/u.test(text) ? 1 : 0,
    says_exclaims: text.trimEnd().endsWith('!') ? 1 : 0,
    says_colon: text.includes(':') ? 1 : 0,
    list_item: /^\s*(?:[-*+•]|\d{1,3}[.)])/u.test(lead) ? 1 : 0,
    record_praise: shape === 'record' && PATTERNS['puff']?.test(text) ? 1 : 0,
    article_hedge: shape === 'article' && PATTERNS['hedge']?.test(text) ? 1 : 0,
    short: words.length < 6 ? 1 : 0,
  };
}
