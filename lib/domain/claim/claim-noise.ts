// Sentences that claim nothing: greetings, openings, offers of help, questions, and refusals to answer.
import { absenceIn } from './claim-absence';
import { queryTokens } from '@/lib/domain/match/match-query';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';

/** Why a stretch of an output is no claim. `data`: its leaves are claims by themselves. */
export type LeftOutReason =
  | 'code'
  | 'data'
  | 'heading'
  | 'table head'
  | 'rule'
  | 'mark'
  | 'reference'
  | 'greeting'
  | 'opening'
  | 'offer'
  | 'question'
  | 'refusal'
  | 'no content';

const GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|sure|certainly|of course|absolutely|great question|thanks?|thank you|sincerely|best(?: regards)?|kind regards|regards|cheers|hallo|guten tag|gerne|natürlich|mit freundlichen grüßen|viele grüße|bonjour|bien sûr|cordialement|hola|claro|saludos|ciao|buongiorno|certo|olá|dag|hej|你好|您好|好的|こんにちは|はい|مرحبا)(?=[\s,!.:，！。、]|$)/iu;
const OPENING =
  /^(?:(?:sure|certainly|of course|absolutely|yes|okay|ok)\W+)?(?:here(?:'s|’s| is| are)|below (?:is|are)|the following (?:is|are)|based on (?:the|your|my)|according to the|in (?:summary|conclusion|short)|to (?:summarize|summarise|answer)|hier (?:ist|sind|eine?)|im folgenden|voici|aquí (?:está|tiene)|ecco|以下是|以下は)[^.。]*[:：]$/iu;
const OFFER =
  /\b(?:hope (?:this|that|it) helps|let me know if|feel free to (?:ask|reach|contact|let|share|provide|message|write|tell)|(?:happy|glad) to (?:help|assist)|do not hesitate|don['’]t hesitate|if you have any (?:other|further|more|additional)? ?questions|if you (?:need|want|would like) (?:any )?(?:more|further|other|additional) (?:help|information|details|assistance)|is there anything else|anything else i can|wenn sie (?:noch )?(?:weitere )?fragen|ich hoffe,? (?:das|dies)|zögern sie nicht|n['’]hésitez pas|si vous avez (?:d['’]autres|des) questions|no dude en|espero que (?:esto|te|le)|spero che|non esit|laat het me weten|ik hoop dat)|希望(?:这|以上|对您|对你|能)|如果?您?(?:还)?有(?:任何|其他|更多)?(?:问题|疑问)|お役に立て|ご(?:質問|不明な点)/iu;
const REFUSAL =
  /\b(?:(?:unable|not able|impossible) to (?:answer|determine|provide|find|give|assist|help)|(?:can(?:no|')t|cannot|could not|couldn't|won't) (?:be (?:answered|determined|found)|answer|determine|provide|find|help|assist|give)|do(?:es)? not (?:provide|contain|mention|include|specify|state|give)|(?:no|not enough|insufficient) (?:information|context|data)|i(?:'m| am) sorry|i do(?:n't| not) know|as an ai)\b/iu;
/** A refusal of the answer's own. What a thing does not provide, or somebody else cannot find, is a claim. */
const DECLINES =
  /\b(?:(?:unable|not able|impossible) to (?:answer|determine|provide|find|give|assist|help)|(?:can(?:no|['’])t|cannot|could not|couldn['’]t|won['’]t) (?:be (?:answered|determined|found)|answer|determine|provide|find|help|assist|give)|(?:not enough|insufficient) (?:information|context|data)|i(?:['’]m| am) sorry|i do(?:n['’]t| not) know|as an ai)\b/iu;
const OF_OTHERS =
  /\b(?:if|when|once|unless|whether) |\b(?:you|he|she|they|who|people|customers?|users?|patients?|doctors?|companies) (?:are|is|were|was|be|cannot|can['’]?t|could|may|might|will|would)\b/iu;
/** `Source: passage 2`, `(Passages 1 and 3)`: where to look, not what is so. */
// Letters of every script are letters: a sentence in Arabic or Chinese is not the gap between two numbers.
const REFERENCE =
  /^[^\p{L}\p{N}]*(?:(?:sources?|references?|citations?|quellen?|see|siehe|based on|from|cited)[^\p{L}\p{N}]+)?(?:(?:passages?|sources?|documents?|docs?|refs?|steps?|pages?|pp?|and|to|und|\d{1,3})(?:[^\p{L}\p{N}]+|$))+$/iu;
const MAX_OFFER_WORDS = 25;

/** Whether a sentence says that it cannot or will not answer. */
export const isRefusal = (sentence: string): boolean => REFUSAL.test(sentence);

/** Why there is nothing in the sentence that a source could bear out or deny; null for a claim. */
export function noiseIn(sentence: string): LeftOutReason | null {
  const text = sentence.trim();
  if (/[?？؟;][*_"'”’)\]]*$/u.test(text) && isQuestion(text)) return 'question';
  if (OPENING.test(text)) return 'opening';
  const words = queryTokens(text, () => 1);
  const content = words.filter(({ word }) => !isFunctionWord(word));
  if (content.length === 0) return 'no content';
  if (/\p{L}/u.test(text) && REFERENCE.test(text)) return 'reference';
  if (words.some(({ isNumber }) => isNumber)) return null;
  if (GREETING.test(text) && words.length <= 6) return 'greeting';
  if (OFFER.test(text) && words.length <= MAX_OFFER_WORDS) return 'offer';
  if (/[:：][*_]*$/u.test(text) && content.length <= 4) return 'heading';
  const isOnlyRefusal = DECLINES.test(text) && !OF_OTHERS.test(text) && !/\b(?:but|however|although|nevertheless)\b/iu.test(text);
  return isOnlyRefusal && absenceIn(text) === null ? 'refusal' : null;
}

/** A Greek question ends in a semicolon, and nothing else does. */
const isQuestion = (text: string): boolean => !/;[*_"'”’)\]]*$/u.test(text) || /\p{Script=Greek}/u.test(text);

/** Whether an opening sentence only says the question again: all of its words are the question's, and it asserts nothing of them. */
export function restates(sentence: string, question: string): boolean {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  if (asked.size === 0) return false;
  const words = queryTokens(sentence, () => 1).filter(({ word }) => !isFunctionWord(word));
  const fresh = words.filter(({ lexeme }) => !asked.has(lexeme));
  return words.length >= 3 && fresh.length === 0 && /[:：?？]["”*_]*$/u.test(sentence.trim());
}
