// Sentences that speak to a model instead of to a reader, in the languages that are met most. Each pattern is bounded, so that a
// long text costs time in proportion to its length.

import { OTHER_LANGUAGES } from './injection-languages';

export interface InjectionPhrase {
  pattern: RegExp;
  /** What the words do, as the end of a sentence: “… tells a model to …”. */
  says: string;
  /** Wording that also occurs in honest texts about such things. */
  isWeak?: boolean;
}

const SET_ASIDE = 'tells a model to set its instructions aside';
const W = "[\\p{L}\\p{M}'’-]{1,20}";

const ANY_LANGUAGE: readonly string[] = [
  // English
  `\\b(?:ignore|disregard|forget|override|bypass|(?:do not|don['’]t) follow)\\s+(?:(?:all|any|every|each|the|of|your|my|these|those|and|other)\\s+){0,4}(?:previous|prior|above|preceding|earlier|foregoing|existing|original|system|initial)\\s+(?:${W}\\s+){0,2}(?:instructions?|prompts?|rules?|messages?|directions?|guidelines?|commands?)\\b`,
  "\\bforget (?:everything|all) (?:(?:that )?you(?:r| were| have|'ve| know)|above|before this)",
  // German, Dutch
  `\\b(?:ignoriere?n?|vergiss|vergessen|missachten?|negeer|vergeet)\\s+(?:${W}\\s+){0,4}(?:vorherigen?|vorigen?|bisherigen?|obigen?|früheren?|vorige|eerdere|bovenstaande)\\s+(?:${W}\\s+){0,2}(?:anweisungen|instruktionen|regeln|vorgaben|befehle|instructies|opdrachten)`,
  // French, Spanish, Italian, Portuguese
  `\\b(?:ignore[zr]?|oublie[zr]?|olvida|ignora|olvide|dimentica|desconsidere|esqueça)\\s+(?:${W}\\s+){0,5}(?:instructions|consignes|règles|instrucciones|indicaciones|reglas|istruzioni|regole|instruções|regras)\\s+(?:${W}\\s+){0,2}(?:précédentes|antérieures|ci-dessus|anteriores|previas|precedenti|sopra|acima)`,
  // Polish, Russian, Turkish
  `(?:zignoruj|ignoruj|zapomnij)\\s+(?:${W}\\s+){0,4}(?:poprzednie|wcześniejsze|powyższe)\\s+(?:${W}\\s+){0,2}(?:instrukcje|polecenia)`,
  `(?:игнорируй(?:те)?|забудь(?:те)?|проигнорируй(?:те)?)\\s+(?:${W}\\s+){0,4}(?:предыдущие|прежние|вышеуказанные|все)\\s+(?:${W}\\s+){0,2}(?:инструкции|указания|правила|команды)`,
  `(?:önceki|yukarıdaki)\\s+(?:${W}\\s+){0,3}(?:talimatları|komutları|yönergeleri)\\s+(?:${W}\\s+){0,2}(?:yok say|unut|görmezden gel|dikkate alma)`,
  // Arabic, Hindi
  `تجاهل\\s+(?:${W}\\s+){0,3}(?:التعليمات|الأوامر|الإرشادات)\\s+(?:${W}\\s+){0,2}(?:السابقة|أعلاه)`,
  `(?:पिछले|पहले के|उपरोक्त)\\s+(?:${W}\\s+){0,3}(?:निर्देशों?|आदेशों?)\\s+(?:को\\s+)?(?:अनदेखा|भूल|नज़रअंदाज़)`,
  // Chinese, Japanese, Korean
  '(?:忽略|无视|無視|忘记|忘記|不要理会)[^。\\n]{0,8}(?:之前|以上|先前|前面|上述|此前|所有)[^。\\n]{0,6}(?:指令|指示|提示|说明|說明|规则|規則)',
  '(?:以前|これまで|上記|前|以上)の[^。\\n]{0,10}(?:指示|命令|プロンプト|ルール)[^。\\n]{0,6}(?:無視|忘れ)',
  '(?:이전|위의|앞의|기존)[^.\\n]{0,8}(?:지시|명령|지침|프롬프트)[^.\\n]{0,8}(?:무시|잊)',
];

export const INJECTION_PHRASES: readonly InjectionPhrase[] = [
  ...ANY_LANGUAGE.map((source) => ({ pattern: new RegExp(source, 'giu'), says: SET_ASIDE })),
  ...OTHER_LANGUAGES.map(({ source, says }) => ({ pattern: new RegExp(source, 'giu'), says })),
  {
    pattern:
      /\b(?:ignore|disregard) (?:what|everything) (?:you (?:were|have been) told|the (?:user|system) (?:said|says|told|asked))\b|\b(?:your|the) (?:real|actual|true|new) (?:task|instructions?) (?:is|are) (?:now )?(?:to|as follows)\b/giu,
    says: SET_ASIDE,
  },
  {
    pattern:
      /\bwhen (?:you (?:summari[sz]e|answer|translate|review|process|read)|summari[sz]ing|answering|reviewing) (?:this|the) (?:document|page|text|e-?mail|question|review|paper|resume|cv)\b[^.\n]{0,60}\b(?:you must|always|do not|never|say|state|include|recommend|add)\b/giu,
    says: 'tells a model how to speak of the text',
  },
  {
    pattern:
      /<[^<>]{0,200}\b(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt)?\s*[;"']|opacity\s*:\s*0\s*[;"']|color\s*:\s*(?:white|#fff(?:fff)?|rgba?\(255,\s?255,\s?255)\b)[^<>]{0,200}>[^<]{0,300}\b(?:ignore|disregard|you must|assistants?|language model|ai|llms?|instructions?|approve)\b/giu,
    says: 'hides instructions in markup that is not shown',
  },
  {
    pattern:
      /\b(?:reveal|print|repeat|show|output|leak|disclose|display)\s+(?:me\s+)?(?:(?:your|the)\s+(?:(?:full|entire|hidden|secret|initial|original|exact)\s+){0,3}system\s+(?:prompt|instructions|message)|your\s+(?:(?:full|entire|hidden|secret|initial|original|exact)\s+){1,3}(?:prompt|instructions))/giu,
    says: 'asks a model for its own instructions',
  },
  {
    pattern:
      /\byou are now (?:a|an|the|my)\s+(?:[\w-]{1,20}\s+){0,3}(?:assistant|ai|model|chatbot|bot|agent|persona)\b|\byou are no longer (?:bound|restricted|limited|required|an? (?:ai|assistant))\b/giu,
    says: 'gives a model another role',
  },
  {
    pattern:
      /\b(?:new|updated|hidden|secret|important|urgent)\s+(?:system\s+)?instructions?\s+(?:for|to)\s+(?:the\s+|any\s+|all\s+)?(?:ai|llms?|assistants?|(?:language )?models?|chatbots?|agents?)\b/giu,
    says: 'speaks to a model',
  },
  {
    pattern:
      /\b(?:attention|note|message|instructions?|dear|important)[,:]?\s+(?:(?:to|for)\s+)?(?:all\s+|any\s+|the\s+)?(?:ai|llms?|large language|language|automated)\s*(?:models?|assistants?|agents?|reviewers?|systems?|readers?)?\s*[:,]/giu,
    says: 'speaks to a model',
  },
  {
    pattern:
      /\bif you are (?:an?|the)\s+(?:ai|llm|(?:large )?language model|ai assistant|chatbot|ai agent)\b|\bas an? (?:ai|large)? ?language model,? you (?:must|should|will|are to)\b/giu,
    says: 'speaks to a model',
  },
  {
    pattern:
      /\b(?:do not|don['’]t|never|without)\s+(?:tell|telling|inform|informing|mention|mentioning|reveal|revealing|disclose|disclosing)\b[^.\n]{0,40}\bto the user\b|\b(?:do not|don['’]t|never)\s+(?:tell|inform|warn|alert) the user\b/giu,
    says: 'tells a model to hide something from its user',
  },
  {
    pattern:
      /<\|(?:im_start|im_end|im_sep|system|assistant|user|endoftext|eot_id|start_header_id|end_header_id|begin_of_text)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?s>\s*\[INST\]/giu,
    says: 'holds the control marks of a chat template',
  },
  {
    pattern:
      /^[ \t]*(?:#{1,4}[ \t]*)?(?:system|assistant|instructions?)[ \t]*:[ \t]*(?:you (?:are|must|should|will)|ignore|always|never|do not)\b/gimu,
    says: 'is set as if the system spoke',
  },
  {
    pattern: /!\[[^\]\n]{0,80}\]\(\s*https?:\/\/[^)\s]{0,200}[?&/][^)\s]{0,100}(?:=|\/)(?:\{|\[|<|%7B|\$\{)[^)\n]{0,60}/giu,
    says: 'asks for an image whose address would carry data away',
  },
  {
    pattern:
      /\b(?:send|forward|post|upload|exfiltrate|append)\s+(?:[\w-]{1,20}\s+){0,6}(?:conversation|chat history|api keys?|credentials|system prompt|user(?:['’]s)? (?:data|messages?))\b[^.\n]{0,60}(?:https?:\/\/|@)/giu,
    says: 'tells a model to send data away',
  },
  {
    pattern: /\b(?:give|write|output|generate) (?:only )?(?:a )?positive reviews? only\b|\bdo not highlight any negatives\b/giu,
    says: 'tells a model how to judge',
  },
  {
    pattern: /<!--[^>]{0,300}\b(?:ignore|disregard|you must|assistant|language model|instructions? (?:for|to))\b[^>]{0,300}-->/giu,
    says: 'hides instructions in a comment',
    isWeak: true,
  },
  { pattern: /\b(?:jailbreak|DAN) mode\b|\bsystem prompt\b|\bprompt injection\b/giu, says: 'speaks of prompts', isWeak: true },
];
