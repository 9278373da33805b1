// The last searches of this browser, by project. Never sent anywhere; gone when somebody signs out.

const PREFIX = 'countersign.searches.';
const MOST = 8;
const MAX_LENGTH = 200;

/** The newest first, each once; what is too long to be read in a list is not kept. */
export function withSearch(searches: readonly string[], text: string): string[] {
  const asked = text.trim();
  if (asked === '' || asked.length > MAX_LENGTH) return [...searches];
  return [asked, ...searches.filter((each) => each !== asked)].slice(0, MOST);
}

export function withoutSearch(searches: readonly string[], text: string): string[] {
  return searches.filter((each) => each !== text);
}

/** What was stored, or nothing: another version, another program or a full disk may have left anything there. */
export function readSearches(stored: string | null): string[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]');
    if (!Array.isArray(value)) return [];
    return value.filter((each): each is string => typeof each === 'string' && each !== '' && each.length <= MAX_LENGTH).slice(0, MOST);
  } catch {
    return [];
  }
}

export function loadSearches(project: string): string[] {
  try {
    return readSearches(localStorage.getItem(PREFIX + project));
  } catch {
    return [];
  }
}

/** Storage may be full or forbidden: then searches are simply not remembered. */
export function saveSearches(project: string, searches: readonly string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(PREFIX + project);
    else localStorage.setItem(PREFIX + project, JSON.stringify(searches));
  } catch {
    // Nothing to do: a search works without being remembered.
  }
}

/** Of every project: whoever signs in next is somebody else. */
export function forgetSearches(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}
