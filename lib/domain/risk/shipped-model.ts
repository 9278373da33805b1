// The sentence model that ships with the product. Its version and provenance are in the file.
import type { SentenceModel } from './sentence-model';
import weights from './sentence-weights.json' with { type: 'json' };

export const SHIPPED_MODEL = weights as unknown as SentenceModel;
