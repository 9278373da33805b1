/** The first stop of Tab: past the navigation. */
export function SkipLink() {
  return (
    <a
      href="#main"
      className="sr-only z-50 rounded-md bg-primary px-3 py-1.5 text-primary-foreground text-sm focus:not-sr-only focus:fixed focus:top-2 focus:start-2"
    >
      Skip to content
    </a>
  );
}
