// Offset and slope that turn a score into log-odds (Platt, "Probabilistic outputs for support vector machines", 1999), held towards
// those of all data where there is little.

export interface Scale {
  offset: number;
  slope: number;
}

/** How many answers the whole counts as. */
const PRIOR = 20;
const ROUNDS = 50;

export function fitScale(rows: readonly { score: number; isBad: boolean }[], whole: Scale | null): Scale {
  const towards = whole ?? { offset: 0, slope: 1 };
  const weight = whole ? PRIOR : 1e-6;
  let { offset, slope } = towards;
  for (let round = 0; round < ROUNDS; round++) {
    let [g0, g1, h00, h01, h11] = [weight * (towards.offset - offset), weight * (towards.slope - slope), weight, 0, weight];
    for (const { score, isBad } of rows) {
      const p = 1 / (1 + Math.exp(-(offset + slope * score)));
      const [error, w] = [(isBad ? 1 : 0) - p, Math.max(1e-9, p * (1 - p))];
      g0 += error;
      g1 += error * score;
      h00 += w;
      h01 += w * score;
      h11 += w * score * score;
    }
    const determinant = h00 * h11 - h01 * h01;
    const [stepOffset, stepSlope] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
    offset += stepOffset;
    slope += stepSlope;
    if (Math.abs(stepOffset) + Math.abs(stepSlope) < 1e-9) break;
  }
  return { offset: Number(offset.toPrecision(6)), slope: Number(slope.toPrecision(6)) };
}
