// Words for how many, how much at most and how binding, in English, German, French and Spanish; folded, without accents.
import { wordClasses } from './changed-words';

/** `only`, `mainly` and `also` stand apart from the row that leads from none to all. */
export const QUANTIFIERS = wordClasses({
  extent: {
    all: 'all|all of|every|each|always|entirely|every one of|alle|jeder|jede|jedes|immer|samtliche|tous|toutes|toujours|chaque|todos|todas|siempre|cada',
    most: 'most|most of|almost all|nearly all|almost always|nearly always|almost every|nearly every|fast alle|presque tous|casi todos|usually|generally|typically|the majority of|normally|die meisten|meistens|meist|la plupart|la mayoria de|generalmente|normalmente|generalement',
    many: 'many|many of|often|frequently|viele|oft|haufig|souvent|beaucoup de|muchos|muchas|a menudo',
    some: 'some|some of|several|several of|sometimes|occasionally|certain|einige|manche|manchmal|certains|certaines|quelques|parfois|algunos|algunas|a veces',
    few: 'few|few of|almost never|hardly any|rarely|seldom|hardly ever|wenige|selten|peu de|rarement|pocos|pocas|raramente',
    none: 'never|none of|none|nie|niemals|keiner|jamais|aucun|aucune|nunca|ninguno|ninguna',
    only: 'only|solely|exclusively|nur|ausschliesslich|seulement|uniquement|solo|solamente|unicamente',
    mainly: 'mainly|primarily|mostly|largely|predominantly|hauptsachlich|uberwiegend|principalement|surtout|principalmente',
    also: 'also|auch|aussi|egalement|tambien',
    // Found so that they are not read as what they hold.
    other:
      'not all|not every|not always|not only|at all|after all|all in all|each other|the most|most of all|nicht alle|nicht nur|pas toujours|pas tous|no todos|no siempre',
  },
});

const EXTENT = ['none', 'few', 'some', 'many', 'most', 'all'];

/** Neighbours of the row may mean the same; `all` and `none` have no neighbours. */
export function excludesExtent(a: string, b: string): boolean {
  const [x, y] = [EXTENT.indexOf(a), EXTENT.indexOf(b)];
  if (x < 0 || y < 0) return (a === 'only' && isWider(b)) || (isWider(a) && b === 'only');
  return x !== y && (Math.abs(x - y) > 1 || [x, y].includes(0) || [x, y].includes(EXTENT.length - 1));
}

const isWider = (name: string): boolean => name === 'mainly' || name === 'also';

export const MODALS = wordClasses({
  duty: {
    may: 'may|can|could|might|is allowed to|are allowed to|is permitted to|are permitted to|kann|konnen|darf|durfen|peut|peuvent|puede|pueden|optional',
    should:
      'should|ought to|is recommended|are recommended|recommended|it is recommended to|is advised to|are advised to|is encouraged to|are encouraged to|sollte|sollten|devrait|devraient|deberia|deberian|empfohlen|recommande|recomendado',
    must: 'must|shall|has to|have to|is required to|are required to|required|mandatory|is obliged to|are obliged to|need to|needs to|muss|mussen|doit|doivent|debe|deben|erforderlich|obligatoire|obligatorio',
    will: 'will|wird|werden',
    // A lost `not` is for another check.
    other: 'may not|can not|could not|might not|should not|must not|shall not|will not|need not|not required|not recommended|not mandatory',
  },
});

/** A softer `can` for `will` is how answers speak and was never marked in labelled ones; the other way round is a promise. */
export function excludesDuty(ours: string, theirs: string): boolean {
  if (ours === 'other' || theirs === 'other' || theirs === 'will') return false;
  return ours === 'will' ? theirs === 'may' : ours !== theirs && [ours, theirs].includes('must');
}

export const BOUNDS = wordClasses({
  bound: {
    low: 'at least|no less than|not less than|no fewer than|minimum of|a minimum of|more than|over|in excess of|upwards of|exceeding|mindestens|mehr als|uber|au moins|plus de|al menos|por lo menos|mas de',
    high: 'at most|no more than|not more than|no later than|maximum of|a maximum of|up to|less than|fewer than|under|not exceeding|hochstens|bis zu|weniger als|maximal|unter|au plus|au maximum|jusqu a|moins de|como maximo|hasta|menos de',
  },
});
/** The same, set behind the number: `30 or more`. */
export const BOUNDS_AFTER = wordClasses({
  bound: {
    low: 'or more|or above|or over|or longer|or later|or older|or higher|and above|and over|and up|oder mehr|ou plus|o mas',
    high: 'or less|or fewer|or below|or under|or younger|or shorter|or lower|and under|and below|oder weniger|ou moins|o menos',
  },
});
