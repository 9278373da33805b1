// The contract of scorers: models that say how well a claim follows from evidence, behind one POST.
import { type VerifierContract, jsonHeaders, pairId, unreadable } from './contract';
import { modelName, readScores } from './read-scores';

export const scorer: VerifierContract = {
  kind: 'scorer',
  version: 'countersign-scorer@1',
  request: (pairs, { url }, secret) => ({
    what: 'scores',
    method: 'POST',
    url,
    headers: jsonHeaders(secret),
    body: JSON.stringify({
      pairs: pairs.map(({ claim, evidence, question }, index) => ({
        id: pairId(index),
        claim,
        evidence,
        ...(question === '' ? {} : { question }),
      })),
    }),
  }),
  read: (body, pairs) => {
    try {
      const answer = JSON.parse(body.toString('utf8')) as { scores?: unknown; model?: unknown } | null;
      return readScores(answer?.scores, pairs.length, modelName(answer?.model), 'detail') ?? unreadable(body, pairs);
    } catch {
      return unreadable(body, pairs);
    }
  },
};
