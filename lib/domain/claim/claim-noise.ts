// Sentences that claim nothing: greetings, openings, closings, questions, and statements that no answer can be given.
import { queryTokens } from '@/lib/domain/match/match-query';
import { isFunctionWord } from '@/lib/domain/match/match-lexeme';

const GREETING =
  /^(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening|day)|sure|certainly|of course|absolutely|great question|thanks?|thank you|sincerely|best(?: regards)?|kind regards|regards|cheers|hallo|guten tag|bonjour|hola|gerne|natürlich|bien sûr)(?=[\s,!.:]|$)/iu;
const OPENING =
  /^(?:here(?:'s| is| are)|below (?:is|are)|the following (?:is|are)|based on (?:the|your|my)|according to the|in (?:summary|conclusion|short)|to (?:summarize|summarise|answer))\b[^.]*:$/iu;
const CLOSING =
  /\b(?:hope (?:this|that) helps|let me know if|feel free to|happy to help|do not hesitate|don't hesitate|if you have any (?:other|further|more|additional)? ?questions|is there anything else)\b/iu;
const REFUSAL =
  /\b(?:(?:unable|not able|impossible) to (?:answer|determine|provide|find|give|assist|help)|(?:can(?:no|')t|cannot|could not|couldn't|won't) (?:be (?:answered|determined|found)|answer|determine|provide|find|help|assist|give)|do(?:es)? not (?:provide|contain|mention|include|specify|state|give)|(?:no|not enough|insufficient) (?:information|context|data)|i(?:'m| am) sorry|i do(?:n't| not) know|as an ai)\b/iu;

/** Whether a sentence says that it cannot or will not answer. */
export const isRefusal = (sentence: string): boolean => REFUSAL.test(sentence);

/** Whether there is nothing in the sentence that a source could bear out. */
export function isNoise(sentence: string): boolean {
  const text = sentence.trim();
  if (/[?？؟]["'”’)\]]*$/u.test(text) || OPENING.test(text)) return true;
  const words = queryTokens(text, () => 1);
  const content = words.filter(({ word }) => !isFunctionWord(word));
  if (content.length === 0) return true;
  if (words.some(({ isNumber }) => isNumber)) return false;
  if (GREETING.test(text) && words.length <= 6) return true;
  if (CLOSING.test(text) && words.length <= 25) return true;
  if (text.endsWith(':') && content.length <= 4) return true;
  return REFUSAL.test(text) && !/\b(?:but|however|although|nevertheless)\b/iu.test(text);
}

/** Whether an opening sentence only says the question again: nearly all of its words are the question's, and no figure is new. */
export function restates(sentence: string, question: string): boolean {
  const asked = new Set(queryTokens(question, () => 1).map(({ lexeme }) => lexeme));
  if (asked.size === 0) return false;
  const words = queryTokens(sentence, () => 1).filter(({ word }) => !isFunctionWord(word));
  const fresh = words.filter(({ lexeme }) => !asked.has(lexeme));
  return words.length >= 3 && fresh.length === 0 && /[:?]$/u.test(sentence.trim());
}
