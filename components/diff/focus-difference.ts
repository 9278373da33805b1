/** Puts the focus on the next difference of the page, or the one before; at the ends it stays. Windowed lists bring their own rows in. */
export function focusDifference(direction: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-difference]')].filter((row) => row.getClientRects().length > 0);
  const ordered = all.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  const own = ordered.findIndex((row) => row.contains(document.activeElement));
  const next =
    own === -1
      ? (ordered.find((row) => direction === 1 && row.getBoundingClientRect().bottom > 0) ?? ordered[0])
      : ordered[own + direction];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: 'center' });
}
