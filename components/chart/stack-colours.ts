// Fills of stacked shares. Beside their colour, neighbours differ in lightness, and every value stands in the legend and the table.

const KINDS = ['fill-link', 'fill-success', 'fill-warning', 'fill-violet', 'fill-info', 'fill-orange', 'fill-danger'] as const;
const STATES: { [value: string]: string } = {
  exact: 'fill-success',
  normalised: 'fill-success/60',
  approximate: 'fill-info',
  moved: 'fill-warning',
  ambiguous: 'fill-violet',
  contradicted: 'fill-danger',
  missing: 'fill-orange',
  no_source: 'fill-muted-foreground/50',
  approved: 'fill-success',
  corrected: 'fill-warning',
  rejected: 'fill-danger',
  used: 'fill-success',
  unused: 'fill-warning',
};
/** From little to much. */
const BINS = ['fill-link/20', 'fill-link/35', 'fill-link/50', 'fill-link/65', 'fill-link/80', 'fill-link'] as const;
export const OTHERS_FILL = 'fill-muted-foreground/35';

export function fillOf(scale: 'kinds' | 'bins', value: string, index: number, count: number): string {
  if (scale === 'bins') return BINS[count <= 1 ? BINS.length - 1 : Math.round((index / (count - 1)) * (BINS.length - 1))] ?? BINS[0];
  if (value === '' || value === 'none') return OTHERS_FILL;
  return STATES[value] ?? KINDS[index % KINDS.length] ?? KINDS[0];
}
