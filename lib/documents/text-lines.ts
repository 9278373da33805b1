// Puts fragments into lines and lines into reading order. The order in which a file draws its text is nearly always the order in
// which it is read, columns included; only files that jump about are sorted by place, row by row.
import type { Fragment } from './text-fragments';

export interface Line {
  fragments: Fragment[];
  across: number;
  size: number;
}

export function textLines(fragments: Fragment[]): Line[] {
  const drawn = linesInDrawingOrder(fragments);
  return isDisordered(drawn) ? linesByPlace(fragments) : drawn;
}

function linesInDrawingOrder(fragments: Fragment[]): Line[] {
  const lines: Line[] = [];
  for (const fragment of fragments) {
    const line = lines.at(-1);
    if (line && belongsTo(line, fragment)) addTo(line, fragment);
    else lines.push({ fragments: [fragment], across: fragment.across, size: fragment.size });
  }
  return lines.map(sorted);
}

/** Sorts by place: what stands on one baseline is one line, top to bottom. Turned text keeps its drawing order, after the rest. */
function linesByPlace(fragments: Fragment[]): Line[] {
  const upright = fragments.filter((fragment) => fragment.ux > 0.999).sort((a, b) => b.across - a.across);
  const lines: Line[] = [];
  for (const fragment of upright) {
    const line = lines.findLast((candidate, index) => index >= lines.length - 3 && belongsTo(candidate, fragment));
    if (line) addTo(line, fragment);
    else lines.push({ fragments: [fragment], across: fragment.across, size: fragment.size });
  }
  const turned = fragments.filter((fragment) => fragment.ux <= 0.999);
  return [...lines.map(sorted), ...linesInDrawingOrder(turned)];
}

/** One baseline (a raised or lowered smaller fragment still belongs), one direction, and no overlap with what is there. */
function belongsTo(line: Line, fragment: Fragment): boolean {
  const first = line.fragments[0];
  if (!first || first.ux * fragment.ux + first.uy * fragment.uy < 0.999) return false;
  const [small, large] = [Math.min(line.size, fragment.size), Math.max(line.size, fragment.size)];
  const reach = small < 0.8 * large ? 0.6 * large : 0.4 * large;
  if (Math.abs(line.across - fragment.across) > reach) return false;
  const allowed = 0.3 * small;
  return line.fragments.every((other) => fragment.start >= other.end - allowed || fragment.end <= other.start + allowed);
}

function addTo(line: Line, fragment: Fragment): void {
  line.fragments.push(fragment);
  if (fragment.size > line.size) {
    line.size = fragment.size;
    line.across = fragment.across;
  }
}

function sorted(line: Line): Line {
  return { ...line, fragments: [...line.fragments].sort((a, b) => a.start - b.start) };
}

/** Columns, headers and footers make a handful of jumps up the page; a file written in no order jumps at every third line. */
function isDisordered(lines: Line[]): boolean {
  let jumps = 0;
  for (let index = 1; index < lines.length; index += 1) {
    const [before, line] = [lines[index - 1], lines[index]];
    if (before && line && line.across > before.across + 0.5 * line.size) jumps += 1;
  }
  return jumps > Math.max(4, 0.25 * lines.length);
}
