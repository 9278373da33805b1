import { FindingLine } from '@/components/evidence/finding-line';
import type { Finding } from '@/lib/domain/evidence';
import type { AssembledRun } from '@/lib/domain/run/run';
import { PaneSection } from './pane-section';
import { PassageList } from './passage-list';
import { Rationale } from './rationale';
import { RunFacts } from './run-facts';
import { RunInput } from './run-input';
import { StepTree } from './step-tree';

interface RunPaneProps {
  record: AssembledRun;
  /** Ordinals of passages that an anchor stands in. */
  usedPassages: readonly number[];
  /** Findings about the run as a whole. */
  findings: readonly Finding[];
  /** Address of the run page, where steps open. */
  runHref: string;
  passage: { shown: number | null; titleOf: (documentId: string) => string; onOpen: (ordinal: number) => void };
  rationale: { isOpen: boolean; onOpen: () => void };
}

/** What went in and what happened, beside what came out. */
export function RunPane({ record, usedPassages, findings, runHref, passage, rationale }: RunPaneProps) {
  const { facts, passages, steps } = record;
  return (
    <>
      <h2 className="sr-only">Run</h2>
      {findings.length > 0 ? (
        <PaneSection title="Checks on the whole run">
          <div className="grid gap-1">
            {findings.map((finding) => (
              <FindingLine key={`${finding.checkId} ${finding.code} ${finding.detail}`} finding={finding} />
            ))}
          </div>
        </PaneSection>
      ) : null}
      <PaneSection title="Input">
        <RunInput facts={facts} />
      </PaneSection>
      <PaneSection title={`Passages ${passages.length}`} aside={passages.length > 0 ? <span>{usedPassages.length} used</span> : null}>
        <PassageList passages={passages} used={usedPassages} {...passage} />
      </PaneSection>
      <PaneSection title={`Steps ${steps.length}`}>
        <StepTree steps={steps} runHref={runHref} />
      </PaneSection>
      <PaneSection title="Prompt and model">
        <RunFacts facts={facts} />
      </PaneSection>
      {facts.rationale ? <Rationale text={facts.rationale} isOpen={rationale.isOpen} onOpen={rationale.onOpen} /> : null}
    </>
  );
}
