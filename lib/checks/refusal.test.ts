import { describe, expect, it } from 'vitest';
import { saidOfRun } from './example-run';
import { refusal } from './refusal';
import { refuses } from './refusal-words';

const said = (output: string) => saidOfRun(refusal, { facts: { output } });
const ANSWER = 'Orders may be returned within 30 days of delivery. ';

describe('a refusal', () => {
  it('is not an answer, nor an answer with a reservation or an apology', () => {
    expect(saidOfRun(refusal)).toEqual([]);
    expect(said('I am sorry for the delay. Your order may be returned within 30 days.')).toEqual([]);
    expect(said(`${ANSWER.repeat(3)}The policy does not say what holds for gift cards.`)).toEqual([]);
    expect(said(`I cannot find order 4711 by its number. ${ANSWER.repeat(20)}`)).toEqual([]);
  });

  it('is told with its words', () => {
    expect(said('I cannot help with that request.')).toEqual(['low refusal: The answer refuses: “I cannot help with that request.”.']);
    expect(said('Unable to answer based on given passages.\n\nThe passages do not mention pasta.')[0]).toMatch(/^low refusal/);
    expect(saidOfRun(refusal, { facts: { output: { answer: 'I do not know.' } } })[0]).toMatch(/^low refusal/);
  });

  it.each([
    ['German', 'Diese Frage kann ich anhand der Unterlagen leider nicht beantworten.', 'Das kann bis Freitag bezahlt werden.'],
    ['French', 'Je ne peux pas répondre à cette question.', 'Vous pouvez répondre avant vendredi.'],
    ['Spanish', 'Lo siento, no puedo responder a esa pregunta.', 'Puede devolverlo en 30 días.'],
    ['Italian', 'Non sono in grado di rispondere.', 'Il reso è possibile entro 30 giorni.'],
    ['Portuguese', 'Não consigo responder a essa pergunta.', 'A devolução é possível em 30 dias.'],
    ['Dutch', 'Ik kan deze vraag helaas niet beantwoorden.', 'U kunt het binnen 30 dagen terugsturen.'],
    ['Polish', 'Nie mogę odpowiedzieć na to pytanie.', 'Zwrot jest możliwy w ciągu 30 dni.'],
    ['Russian', 'К сожалению, не могу ответить на этот вопрос.', 'Товар можно вернуть в течение 30 дней.'],
    ['Turkish', 'Bu soruyu yanıtlayamıyorum.', 'Ürün 30 gün içinde iade edilebilir.'],
    ['Arabic', 'لا أستطيع الإجابة على هذا السؤال.', 'يمكن إرجاع الطلب خلال 30 يومًا.'],
    ['Hindi', 'इस प्रश्न का उत्तर नहीं दे सकता।', 'आदेश 30 दिनों में लौटाया जा सकता है।'],
    ['Chinese', '很抱歉，我无法回答这个问题。', '订单可在三十天内退货。'],
    ['Japanese', '申し訳ありませんが、回答できません。', '商品は30日以内に返品できます。'],
    ['Korean', '죄송하지만 답변드릴 수 없습니다.', '주문은 30일 이내에 반품할 수 있습니다.'],
  ])('is understood in %s', (_, no, yes) => {
    expect(refuses(no)).toBe(true);
    expect(refuses(yes)).toBe(false);
  });
});
