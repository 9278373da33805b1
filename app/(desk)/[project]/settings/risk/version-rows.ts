import type { VersionRow } from '@/components/learning/version-table';
import type { RiskModelVersion } from '@/lib/domain/learning/risk-model-view';

/** What the table of versions shows; the rest of each version stays on the server. */
export function versionRows(versions: readonly RiskModelVersion[]): VersionRow[] {
  return versions.map(({ version, judgement, createdAt, createdBy, body }) => ({
    version,
    judgement,
    madeAt: createdAt,
    madeBy: createdBy,
    verdicts: body.verdicts.runs,
    change: body.figures.log_loss_change,
  }));
}
