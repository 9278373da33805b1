import { describe, expect, it } from 'vitest';
import { mtragRisks, wiceRisks } from './other-data';
import { auroc } from './metrics';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';

// Answers and claims that people judged and that the shipped model was never fitted on. Skipped by name where the folder is absent.
const data = sharedFolder() ? `${sharedFolder()}/data` : null;

describe.skipIf(!data)('answers that people judged, of data that no weight was fitted on', () => {
  it('MT-RAG: unfaithful answers are ranked before faithful ones', { timeout: 120_000 }, () => {
    const risks = mtragRisks(data as string, 3);
    console.log(`MT-RAG: AUROC ${auroc(risks).toFixed(3)} of ${risks.length} answers`);
    expect(risks.length).toBeGreaterThan(150);
    expect(auroc(risks)).toBeGreaterThan(0.85);
  });

  it('WiCE: claims that their page does not support in full are ranked before those it does', { timeout: 120_000 }, () => {
    const risks = wiceRisks(data as string);
    console.log(`WiCE: AUROC ${auroc(risks).toFixed(3)} of ${risks.length} claims`);
    expect(auroc(risks)).toBeGreaterThan(0.79);
  });
});
