// Pairs of words that say the opposite direction, in English, German, French and Spanish; folded, without accents. Each row is one
// scale with its two ends.
import { type WordClasses, wordClasses } from './changed-words';

type Row = readonly [string, string];

const DIRECTIONS: readonly Row[] = [
  ['more|mehr|plus|mas', 'less|fewer|weniger|moins|menos'],
  ['higher|highest|hoher|plus haut|plus eleve|mas alto', 'lower|lowest|niedriger|plus bas|mas bajo'],
  ['before|prior to|vor|bevor|avant|antes de', 'after|following|nach|nachdem|apres|despues de'],
  [
    'increase|increases|increased|increasing|rise|rises|rose|risen|rising|grow|grows|grew|grown|growth|gain|gains|gained|climbed|raise|raises|raised|steigt|stieg|gestiegen|anstieg|augmente|augmentation|aumenta|aumento',
    'decrease|decreases|decreased|decreasing|decline|declines|declined|declining|fall|falls|fell|fallen|falling|drop|drops|dropped|dropping|shrink|shrank|reduce|reduces|reduced|reducing|reduction|lowers|lowered|sinkt|sank|gesunken|ruckgang|diminue|diminution|baisse|disminuye|disminucion',
  ],
  ['above|oberhalb|au dessus|encima de', 'below|beneath|unterhalb|au dessous|debajo de'],
  ['earlier|earliest|sooner|fruher|plus tot|antes', 'later|latest|spater|plus tard|despues'],
  ['faster|fastest|quicker|schneller|plus rapide|mas rapido', 'slower|slowest|langsamer|plus lent|mas lento'],
  ['larger|largest|bigger|biggest|greater|greatest|grosser|plus grand|mayor', 'smaller|smallest|kleiner|plus petit|menor'],
  ['older|oldest|alter|plus age', 'younger|youngest|newer|junger|plus jeune'],
  ['longer|longest|langer|plus long|mas largo', 'shorter|shortest|kurzer|plus court|mas corto'],
  ['better|best|besser|meilleur|mejor', 'worse|worst|schlechter|pire|peor'],
  ['stronger|strongest|starker|plus fort', 'weaker|weakest|schwacher|plus faible'],
  ['warmer|hotter|warmest|hottest', 'colder|cooler|coldest|coolest'],
  ['cheaper|cheapest|billiger|moins cher', 'dearer|more expensive|most expensive|teurer|plus cher'],
  ['maximum|max', 'minimum|min'],
  [
    'allow|allows|allowed|permit|permits|permitted|erlaubt|autorise|permitido',
    'prohibit|prohibits|prohibited|forbid|forbids|forbidden|ban|bans|banned|verboten|interdit|prohibido',
  ],
  ['accept|accepts|accepted|approve|approves|approved', 'reject|rejects|rejected|deny|denies|denied|refuse|refuses|refused'],
  ['win|wins|won', 'lose|loses|lost'],
];

/** Told one after the other as often as against each other: the left arm, then the right arm. */
const SIDES: readonly Row[] = [
  ['north|northern|northeast|northwest', 'south|southern|southeast|southwest'],
  ['east|eastern', 'west|western'],
  ['left|links|gauche|izquierda', 'right|rechts|droite|derecha'],
  ['inside|indoors|within', 'outside|outdoors'],
  ['first|erste|premier|primero', 'last|letzte|dernier|ultimo'],
  ['include|includes|included|including', 'exclude|excludes|excluded|excluding'],
  ['buy|buys|bought|purchase|purchased', 'sell|sells|sold'],
  ['open|opens|opened', 'close|closes|closed'],
  ['start|starts|started|begin|begins|began', 'end|ends|ended|finish|finishes|finished'],
];

const NEITHER = 'no more|not more|no less|not less|more or less|no more than|no less than|not more than|not less than|no fewer|any more';

const scales = (rows: readonly Row[], kind: string) =>
  Object.fromEntries(
    rows.map(([up, down], index) => [`${kind} ${index}`, { up, down, ...(up.startsWith('more|') ? { other: NEITHER } : {}) }]),
  );

export const COMPARATIVES: WordClasses = wordClasses({ ...scales(DIRECTIONS, 'direction'), ...scales(SIDES, 'side') });
/** Without the pairs that an answer may well tell one after the other. */
export const DIRECTION_WORDS: WordClasses = wordClasses(scales(DIRECTIONS, 'direction'));

export const excludesDirection = (ours: string, theirs: string): boolean => ours !== theirs && ours !== 'other' && theirs !== 'other';
