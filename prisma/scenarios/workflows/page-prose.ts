// The running text of a page: headings and the line at its foot are left out, wrapped lines are joined.

export function pageProse(text: string): string {
  let isOpen = false;
  const kept = text.split('\n').filter((line) => {
    const isHeading = !isOpen && line.length < 70 && !/[.。]$/.test(line.trim());
    if (isHeading || /\| Page \d+ of/.test(line)) return false;
    isOpen = !/[.。]$/.test(line.trim());
    return true;
  });
  return kept.join(' ').replace(/\s+/g, ' ');
}
