// The looks that every text-like field has.
export const FIELD_CLASSES =
  'w-full rounded-md border border-input bg-background px-2.5 text-sm text-foreground placeholder:text-muted-foreground ' +
  'focus-visible:outline-2 focus-visible:outline-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground ' +
  'aria-invalid:border-danger';
