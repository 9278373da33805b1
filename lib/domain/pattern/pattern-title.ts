// A pattern in words: what fails, and where.
import type { PatternMade } from './run-pattern';

/** `Tool failed in get_order`, `Number not in source on route billing`; `codeTitle` is what its check calls the code. */
export function patternTitle({ code, step, route }: Pick<PatternMade, 'code' | 'step' | 'route'>, codeTitle: string | undefined): string {
  const what = codeTitle ?? code.replaceAll('_', ' ');
  if (step) return `${what} in ${step.name || step.kind.toLowerCase()}`;
  return route ? `${what} on route ${route}` : what;
}
