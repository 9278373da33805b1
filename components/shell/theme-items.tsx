'use client';
import { useState } from 'react';
import { DropdownMenuLabel, DropdownMenuRadioGroup, DropdownMenuRadioItem } from '@/components/ui/dropdown-menu';

const THEMES = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

const YEAR_S = 365 * 24 * 60 * 60;

/** The theme as entries of a menu. Kept in a cookie, so that the server renders the right one. */
export function ThemeItems() {
  const [theme, setTheme] = useState(() => document.documentElement.dataset['theme'] ?? 'system');
  const choose = (value: string) => {
    setTheme(value);
    const isSystem = value === 'system';
    if (isSystem) delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = value;
    document.cookie = `theme=${isSystem ? '' : value}; path=/; max-age=${isSystem ? 0 : YEAR_S}; samesite=lax`;
  };
  return (
    <DropdownMenuRadioGroup value={theme} onValueChange={choose}>
      <DropdownMenuLabel>Theme</DropdownMenuLabel>
      {THEMES.map(({ value, label }) => (
        <DropdownMenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
          {label}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenuRadioGroup>
  );
}
