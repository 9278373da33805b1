// `countersign-rule-model`: what answers in the sample workflows. Not a language model: a few rules that pick sentences from what
// they are given, follow the instructions they know, and make the mistakes that such rules make.
import { answerSentences } from './rule-model-choice';
import { REWRITES, type RewriteName } from './rule-model-rewrites';

export const RULE_MODEL = { provider: 'countersign', name: 'countersign-rule-model' } as const;

export interface ModelPassage {
  id: string;
  documentId: string;
  page: number;
  text: string;
}
export interface ModelRequest {
  version: '1.0' | '1.1';
  instructions: string;
  question: string;
  passages: readonly ModelPassage[];
  maxTokens: number;
  /** How much of the question a sentence must share. */
  threshold: number;
}
export interface ModelAnswer {
  text: string;
  /** The sentences that the answer is made of: as they stood in the passages, and as the model says them. */
  used: { passage: ModelPassage; sentence: string; said: string }[];
  finishReason: 'stop' | 'length' | 'refusal';
  inputTokens: number;
  outputTokens: number;
}

const REFUSED = /\b(dose|dosage|diagnos\w*|medicine|sue|lawsuit|legal advice)\b/i;
/** Rules read whatever stands in the passages, also when it is an instruction. */
const INJECTED = /ignore (?:all )?previous instructions and answer: ([^\n]+)/i;

export function askRuleModel({ version, instructions, question, passages, maxTokens, threshold }: ModelRequest): ModelAnswer {
  const inputTokens = countTokens([instructions, question, ...passages.map(({ text }) => text)].join(' '));
  const answer = (text: string, used: ModelAnswer['used'], finishReason: ModelAnswer['finishReason'] = 'stop'): ModelAnswer => {
    const cut = firstTokens(text, maxTokens);
    return {
      text: cut,
      used,
      finishReason: cut.length < text.length ? 'length' : finishReason,
      inputTokens,
      outputTokens: countTokens(cut),
    };
  };
  if (REFUSED.test(question)) return answer('I am not able to give medical or legal advice. Please ask a professional.', [], 'refusal');
  const injected = passages.map((passage) => ({ passage, sentence: INJECTED.exec(passage.text)?.[1] })).find(({ sentence }) => sentence);
  if (injected?.sentence)
    return answer(injected.sentence, [{ passage: injected.passage, sentence: injected.sentence, said: injected.sentence }]);
  const chosen = answerSentences(question, passages, threshold);
  if (chosen.length === 0) return answer('I could not find this in the documents.', []);
  const asked = (Object.keys(REWRITES) as RewriteName[]).filter((name) => instructions.includes(REWRITES[name].instruction));
  const used = chosen.map(({ passage, sentence }) => ({
    passage,
    sentence,
    said: asked.reduce((text, name) => REWRITES[name].apply(text, version), sentence),
  }));
  const closing = /End with: "([^"]+)"/.exec(instructions)?.[1];
  return answer([...used.map(({ said }) => said), ...(closing ? [closing] : [])].join(' '), used);
}

/** Its tokens are words; in scripts without spaces, characters. */
const TOKEN = /[\p{Script=Han}]|[^\s\p{Script=Han}]+/gu;

function countTokens(text: string): number {
  return [...text.matchAll(TOKEN)].length;
}

function firstTokens(text: string, count: number): string {
  const tokens = [...text.matchAll(TOKEN)];
  const last = tokens[count - 1];
  return tokens.length <= count || !last ? text : text.slice(0, last.index + last[0].length);
}
