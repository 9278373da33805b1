// How answers say that they cannot or will not answer, in the languages that are met most. Apologies alone do not count: they
// also open answers that do help.

const ENGLISH = [
  '(?:un|not )able to (?:answer|determine|provide|find|give|assist|help|comply|respond|complete|process|verify|share|discuss)',
  '(?:im|not )possible to (?:answer|determine|say|tell|provide|give|find)',
  "(?:can ?not|can(?:'|’)?t|could not|couldn(?:'|’)t|won(?:'|’)t|will not) (?:be (?:answered|determined|found|provided)|answer|determine|provide|find|help|assist|give|comply|respond|fulfil|share|discuss|process)",
  "(?:does|do)(?: not|n(?:'|’)t) (?:appear to |seem to |explicitly )?(?:provide|contain|mention|include|specify|state|have|give|address)",
  '(?:no|not enough|insufficient) (?:relevant |specific |sufficient )?(?:information|context|data|details)',
  "i (?:do not|don(?:'|’)t) (?:know|have (?:enough|access|any|the|that|this|information))",
  'against (?:my|our) (?:guidelines|polic(?:y|ies)|programming)',
  'as an ai(?: language model)?,? i',
];
const OTHERS = [
  // German
  'kann (?:ich |man )?(?:\\S+ ){0,6}nicht (?:beantwort|angeb|nenn|bereitstell|helf|ermittel|bestimm|sag)',
  '(?:nicht in der lage|außerstande|nicht möglich),? ',
  '(?:keine|nicht genügend|unzureichende) (?:\\S+ )?(?:informationen|angaben|daten|auskunft)',
  'weiß (?:ich )?(?:es |das )?(?:leider )?nicht',
  // French
  '(?:je )?ne (?:peux|puis|sais|suis) pas (?:\\S+ ){0,3}(?:répondre|fournir|en mesure|déterminer|aider|capable)',
  "(?:pas|aucune|insuffisamment) (?:assez |suffisamment )?(?:d['’ e]+)?information",
  'impossible de (?:répondre|déterminer)',
  // Spanish
  'no (?:puedo|podemos|es posible|se puede|me es posible) (?:responder|contestar|proporcionar|determinar|ayudar|dar|ofrecer)',
  'no (?:hay|tengo|dispongo de|contiene|contienen|se menciona|proporcionan?) (?:\\S+ ){0,3}(?:información|datos|detalles)',
  'no lo sé',
  // Italian
  'non (?:posso|sono in grado di|è possibile|riesco a) (?:\\S+ ){0,2}(?:rispondere|fornire|determinare|aiutar|dare)',
  'non (?:ci sono|ho|contiene|contengono|dispongo di) (?:\\S+ ){0,3}(?:informazioni|dati)',
  // Portuguese
  'não (?:posso|consigo|é possível|sou capaz de) (?:\\S+ ){0,2}(?:responder|fornecer|determinar|ajudar|dar)',
  'não (?:há|tenho|contém|contêm|disponho de) (?:\\S+ ){0,3}(?:informaç|dados)',
  // Dutch
  'kan (?:ik )?(?:\\S+ ){0,6}niet (?:beantwoord|geven|bepalen|verstrekken|helpen)',
  '(?:geen|onvoldoende) (?:\\S+ )?(?:informatie|gegevens)',
  // Polish
  'nie (?:mogę|jestem w stanie|można|potrafię) (?:\\S+ ){0,3}(?:odpowiedzieć|podać|określić|pomóc|udzielić)',
  '(?:brak|nie ma|niewystarczając\\S+) (?:\\S+ )?informacji',
  // Turkish
  '(?:yanıtlayam|cevaplayam|veremem|yardımcı olamam|belirleyem)',
  'yeterli bilgi (?:yok|bulunmamakta|bulunmuyor)',
  // Russian
  'не (?:могу|можем|удалось|удаётся|удается|представляется возможным) (?:\\S+ ){0,3}(?:ответить|предоставить|определить|помочь|дать)',
  '(?:нет|недостаточно|отсутствует|не содерж\\S+) (?:\\S+ ){0,2}(?:информаци|данных|сведений)',
  // Arabic
  'لا (?:أستطيع|يمكنني|نستطيع|يمكن) (?:\\S+ ){0,3}(?:الإجابة|تقديم|تحديد|المساعدة|إعطاء)',
  'لا (?:توجد|تتوفر|تحتوي) (?:\\S+ ){0,4}(?:معلومات|بيانات)',
  // Hindi
  '(?:उत्तर|जवाब|जानकारी) (?:\\S+ ){0,2}नहीं (?:दे|है|दी|मिल)',
  // Chinese, Japanese, Korean
  '(?:无法|無法|不能|没法|沒法)(?:直接)?(?:回答|提供|确定|確定|判断|判斷|回应|协助|给出)',
  '(?:没有|沒有|未)(?:提供|包含|提及|足够|足夠)?[^。]{0,12}(?:信息|資訊|资料|内容)',
  '(?:お答え|回答|提供|判断|特定)(?:する(?:こと)?(?:が|は)?)?(?:でき(?:ま|な)|いたしかね)',
  '(?:情報|記載)(?:が|は)(?:ありません|ない|不足|含まれて(?:い(?:ま)?せん|いない))',
  '(?:답변|제공|확인|판단)(?:을|를)?\\s?(?:드릴|할|해\\s?드릴|하실)?\\s?수\\s?(?:가\\s?)?없',
  '(?:정보|내용)(?:가|이|은|는)\\s?(?:없|부족|포함되어 있지)',
];

/** Words of scripts without spaces have no boundary to begin at; the others begin at one. */
const PATTERN = new RegExp(`(?:(?<![\\p{L}\\p{N}])(?:${ENGLISH.join('|')}))|(?:${OTHERS.join('|')})`, 'iu');

/** Whether the sentence says that no answer can or will be given. */
export const refuses = (sentence: string): boolean => PATTERN.test(sentence);
