// What instructions to a model ask for besides setting its own aside, in other languages than English.

const W = "[\\p{L}\\p{M}'’-]{1,20}";
const MODELS = '(?:ki|ia|llm|ai|gpt|chatbot|assistent|assistenten|assistant|asistente|assistente|ассистент\\p{L}*|ии|нейросет\\p{L}*)';

export interface SpokenTo {
  source: string;
  says: string;
}

const ROLE = 'gives a model another role';
const SECRET = 'asks a model for its own instructions';
const HIDE = 'tells a model to hide something from its user';
const SPEAKS = 'speaks to a model';

export const OTHER_LANGUAGES: readonly SpokenTo[] = [
  // German
  {
    source: `\\bdu bist (?:jetzt|ab jetzt|nun|ab sofort) (?:ein|eine|der|die|kein)\\s+(?:${W}\\s+){0,3}(?:assistent|ki|modell|chatbot|bot|agent)`,
    says: ROLE,
  },
  {
    source: `\\b(?:gib|zeige?|nenne|verrate)\\s+(?:${W}\\s+){0,3}(?:systemprompt|system-prompt|systemanweisung(?:en)?|deine anweisungen)`,
    says: SECRET,
  },
  {
    source: `\\b(?:sage?|verrate?|erzähle?|teile?)\\s+(?:es |das |dies )?(?:dem|der) (?:nutzer|benutzer|anwender|nutzerin)\\s+(?:${W}\\s+){0,3}(?:nichts|nicht)\\b`,
    says: HIDE,
  },
  { source: `\\b(?:hinweis|anweisung(?:en)?|nachricht|achtung)[,:]?\\s+(?:an|für)\\s+(?:${W}\\s+){0,2}${MODELS}(?!\\p{L})`, says: SPEAKS },
  { source: `\\b(?:wenn|falls) du (?:ein|eine)\\s+(?:${W}\\s+){0,2}(?:ki|sprachmodell|llm)(?!\\p{L})`, says: SPEAKS },
  // French
  {
    source: `\\b(?:tu es|vous êtes) (?:désormais|maintenant) (?:un|une|le|la)\\s+(?:${W}\\s+){0,3}(?:assistant|ia|modèle|chatbot|agent)`,
    says: ROLE,
  },
  {
    source: `\\b(?:révèle|affiche|montre|donne|révélez|affichez)\\s+(?:${W}\\s+){0,4}(?:prompt système|instructions système)`,
    says: SECRET,
  },
  {
    source: `\\bne (?:dis|dites|révèle|révélez|mentionne|mentionnez) (?:rien|pas|cela|jamais)\\s+(?:${W}\\s+){0,5}à l['’]utilisateur`,
    says: HIDE,
  },
  {
    source: `\\b(?:note|message|instructions?|attention)[,:]?\\s+(?:à|pour|aux?)\\s+(?:${W}['’ ]){0,3}(?:ia|modèles? de langage|llm|assistants? ia)(?!\\p{L})`,
    says: SPEAKS,
  },
  // Spanish, Portuguese, Italian
  {
    source: `\\b(?:ahora eres|a partir de ahora eres|agora você é|ora sei|da ora in poi sei)\\s+(?:un|una|um|uma|el|la)\\s+(?:${W}\\s+){0,3}(?:asistente|ia|modelo|chatbot|agente|assistente|modello)`,
    says: ROLE,
  },
  {
    source: `\\b(?:revela|muestra|imprime|mostre|revele|rivela|mostra)\\s+(?:${W}\\s+){0,4}(?:prompt del sistema|prompt do sistema|prompt di sistema|instrucciones del sistema)`,
    says: SECRET,
  },
  {
    source: `\\b(?:no (?:le )?(?:digas|menciones|reveles)|não (?:diga|mencione|revele)|non (?:dire|menzionare|rivelare))\\s+(?:${W}\\s+){0,4}(?:al usuario|ao usuário|ao utilizador|all['’]utente)`,
    says: HIDE,
  },
  {
    source: `\\b(?:nota|mensaje|instrucciones|atención|instruções|istruzioni)[,:]?\\s+(?:para|a|per)\\s+(?:${W}\\s+){0,2}(?:ia|modelos? de lenguaje|modelos? de linguagem|llm|asistentes? de ia)(?!\\p{L})`,
    says: SPEAKS,
  },
  // Russian
  { source: '(?:теперь ты|ты теперь|отныне ты)\\s+(?:[\\p{L}-]{1,20}\\s+){0,3}(?:ассистент|модель|бот|агент|помощник)', says: ROLE },
  {
    source:
      '(?:покажи|выведи|раскрой|повтори)\\s+(?:[\\p{L}-]{1,20}\\s+){0,3}(?:системный промпт|системные инструкции|системную подсказку)',
    says: SECRET,
  },
  { source: 'не (?:говори|сообщай|рассказывай|упоминай)\\s+(?:[\\p{L}-]{1,20}\\s+){0,4}пользовател', says: HIDE },
  {
    source:
      '(?:инструкци[яи]|сообщение|внимание)[,:]?\\s+для\\s+(?:[\\p{L}-]{1,20}\\s+){0,2}(?:ии|языковой модели|ассистента|нейросети)(?!\\p{L})',
    says: SPEAKS,
  },
  // Arabic
  { source: '(?:أنت الآن|من الآن فصاعدا أنت)\\s+(?:[\\p{L}\\p{M}]{1,20}\\s+){0,3}(?:مساعد|نموذج|روبوت)', says: ROLE },
  { source: '(?:اكشف|اعرض|اطبع|أظهر)\\s+(?:[\\p{L}\\p{M}]{1,20}\\s+){0,3}(?:موجه النظام|تعليمات النظام)', says: SECRET },
  { source: 'لا (?:تخبر|تذكر ل)\\s*(?:[\\p{L}\\p{M}]{1,20}\\s+){0,3}المستخدم', says: HIDE },
  // Chinese, Japanese
  { source: '你现在是(?:一个|一名)?[^。\\n]{0,10}(?:助手|模型|机器人|人工智能)', says: ROLE },
  { source: '(?:输出|显示|告诉我|重复|泄露)[^。\\n]{0,8}(?:系统提示词|系统提示|系统指令)', says: SECRET },
  { source: '(?:不要|不得|请勿)(?:告诉|告知|提醒)用户', says: HIDE },
  { source: '(?:如果你是|致)[^。\\n]{0,6}(?:人工智能|语言模型|大模型|AI助手)', says: SPEAKS },
  { source: 'あなたは(?:今|これ)から[^。\\n]{0,14}(?:アシスタント|モデル|ボット|AI)', says: ROLE },
  { source: '(?:システムプロンプト|システム指示)[^。\\n]{0,4}(?:を)[^。\\n]{0,4}(?:表示|出力|教え|開示)', says: SECRET },
  { source: 'ユーザー(?:に|には)[^。\\n]{0,8}(?:伝え|知らせ|言わ)ない', says: HIDE },
];
