// Ordinary English for the keys of records: how people say what a key names. Several domains; no schema is assumed.

/** By the key's words (generic ones left out): other ways to say them. */
export const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  // places to eat, stay and shop
  'take out': ['takeout', 'take-out', 'takeaway', 'take-away', 'to-go', 'carryout', 'carry-out'],
  takeout: ['take out', 'take-out', 'takeaway', 'take-away', 'to-go', 'carryout', 'carry-out'],
  delivery: ['delivers', 'delivered', 'deliver'],
  wifi: ['wi-fi', 'wireless internet', 'internet access'],
  internet: ['wifi', 'wi-fi', 'internet access'],
  groups: ['group', 'large parties', 'large party', 'group gatherings', 'group seating', 'group dining'],
  group: ['groups', 'large parties'],
  reservations: ['reservation', 'reserve a table', 'table booking'],
  booking: ['reservation', 'reservations'],
  'outdoor seating': [
    'outdoor dining',
    'patio',
    'outside seating',
    'seating outdoors',
    'outdoor area',
    'outdoor space',
    'dine outdoors',
    'indoor and outdoor',
    'indoor or outdoor',
  ],
  kids: ['children', 'families', 'family-friendly', 'kid-friendly', 'child-friendly'],
  dogs: ['pets', 'pet-friendly', 'dog-friendly'],
  pets: ['dogs', 'pet-friendly', 'dog-friendly', 'animals'],
  music: ['live music', 'background music'],
  'credit cards': ['credit card', 'card payments'],
  'happy hour': ['happy hours'],
  lot: ['car park'],
  hip: ['hipster'],
  hipster: ['hip'],
  tv: ['television', 'televisions'],
  alcohol: ['alcoholic drinks', 'alcoholic beverages'],
  wheelchair: ['wheelchair-accessible'],
  'wheelchair accessible': ['wheelchair access', 'wheelchair-accessible', 'step-free'],
  // hotels
  pool: ['swimming pool'],
  gym: ['fitness center', 'fitness centre', 'fitness room'],
  breakfast: ['breakfast included', 'complimentary breakfast'],
  'air conditioning': ['air-conditioning', 'air conditioned', 'air-conditioned'],
  'free cancellation': ['cancelled free of charge', 'cancel free of charge', 'cancel for free', 'cancelled for free'],
  smoking: ['smokers', 'smoke'],
  parking: ['car park'],
  // orders, invoices, contracts
  refundable: ['refund', 'refunds', 'refunded'],
  paid: ['payment received', 'settled'],
  shipped: ['dispatched', 'sent out'],
  'in stock': ['available', 'in-stock'],
  'gift wrap': ['gift-wrapped', 'gift wrapping', 'gift-wrapping'],
  'gift wrapped': ['gift-wrapped', 'gift wrapping', 'gift-wrapping'],
  'auto renew': ['renews automatically', 'automatic renewal', 'auto-renew', 'auto-renewal', 'automatically renewed'],
  taxable: ['subject to tax'],
  signature: ['signed'],
  // travel, products
  'non stop': ['nonstop', 'non-stop', 'direct flight'],
  nonstop: ['non-stop', 'direct flight'],
  direct: ['non-stop', 'nonstop', 'direct flight'],
  'checked baggage': ['checked bag', 'checked bags', 'checked luggage'],
  meal: ['meals', 'meal service'],
  waterproof: ['water-proof'],
  bluetooth: ['bluetooth connectivity'],
  warranty: ['guarantee'],
  // numbers and texts
  stars: ['star rating', 'rating', 'stars', 'star'],
  rating: ['rated', 'stars', 'star rating'],
  total: ['total amount', 'grand total', 'amount due'],
  price: ['costs', 'priced at', 'cost'],
  quantity: ['units', 'pieces'],
  phone: ['phone number', 'telephone'],
  nights: ['night'],
  guests: ['guest'],
};

/** Keys of a group of flags, and what people call the whole: none of its flags set means that none of these can be named. */
export const GROUP_NAMES: Readonly<Record<string, readonly string[]>> = {
  ambience: ['atmosphere', 'ambiance', 'ambience', 'vibe', 'vibes', 'setting', 'environment'],
  ambiance: ['atmosphere', 'ambiance', 'ambience', 'vibe', 'vibes', 'setting', 'environment'],
  atmosphere: ['atmosphere', 'ambiance', 'ambience', 'vibe', 'vibes', 'setting', 'environment'],
  parking: ['parking'],
  amenities: ['amenities', 'facilities'],
};

/** Words of keys that say nothing by themselves. */
export const GENERIC_KEY_WORDS: ReadonlySet<string> = new Set(
  `business restaurant restaurants has have is are was good for allow allows allowed offer offers accept accepts accepted attribute attributes cater caters provide
provides the of and a an type info data value flag details include includes included available availability supports`.split(/\s+/u),
);

/** What places and services are often said to have; said of a record that has no such key or text it is a claim of its own. */
export const COMMON_OFFERS =
  /\b(?:delivery|vegan|vegetarian|full bar|brunch|catering|happy hour|wheelchair|drive-thru|alcohol|cocktails?|affordable|pricing|prices?|budget|live music|private events?|events|kids|children|family|families|gluten|organic|locally sourced|wine|beers?|breakfast|buffet|shuttle|spa|pool|gym|rooftop|golf|credit cards?|loyalty|gift cards?|online ordering|warranty|free shipping|returns?|discounts?|refunds?|insurance|lounge|upgrades?)\b/giu;
