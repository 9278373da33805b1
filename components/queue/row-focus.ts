// `j` and `k` move between the rows of the table by focusing the link of each; Enter then opens it as any link.

/** Focuses the link of the next or previous row that is drawn; the table scrolls along as focus moves. */
export function focusRow(direction: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const current = links.indexOf(document.activeElement as HTMLElement);
  const next = current === -1 ? (direction === 1 ? 0 : links.length - 1) : current + direction;
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}
