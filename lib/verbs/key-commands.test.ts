import { expect, it } from 'vitest';
import { clashOf } from '@/lib/domain/key-bindings';
import { KEY_COMMANDS } from './key-commands';

it('gives no key to two commands', () => {
  expect(clashOf(KEY_COMMANDS, {})).toBeNull();
});
