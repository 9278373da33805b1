// The way through the step tree by names, from the root to a step.

const SEPARATOR = ' › ';
const DEEPEST = 10;
const MAX_CHARS = 300;

export interface PathStep {
  stepId: string;
  parentId: string | null;
  name: string;
}

/**
 * A function that gives the path of a step. Steps of one name below each other are one (an agent that calls itself), a path that is
 * deeper than ten keeps its end, and a loop of parents ends it.
 */
export function pathsOf(steps: readonly PathStep[]): (stepId: string) => string {
  const byId = new Map(steps.map((step) => [step.stepId, step]));
  return (stepId) => {
    const names: string[] = [];
    const seen = new Set<string>();
    let at = byId.get(stepId);
    let isCut = false;
    while (at && !seen.has(at.stepId)) {
      seen.add(at.stepId);
      if (names.length === DEEPEST && names[0] !== at.name) {
        isCut = true;
        break;
      }
      if (names[0] !== at.name) names.unshift(at.name);
      at = at.parentId === null ? undefined : byId.get(at.parentId);
    }
    const path = `${isCut ? `…${SEPARATOR}` : ''}${names.join(SEPARATOR)}`;
    return path.length <= MAX_CHARS ? path : `…${path.slice(-MAX_CHARS)}`;
  };
}
