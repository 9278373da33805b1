import { describe, expect, it } from 'vitest';
import { clashOf, commandOfKey, type KeyCommand, keyBindingsSchema, keysOf, readKeyBindings } from './key-bindings';

const next: KeyCommand = { name: 'next', title: 'Next', keys: ['j'] };
const edit: KeyCommand = { name: 'edit', title: 'Edit', keys: ['e'] };
const escalate: KeyCommand = { name: 'escalate', title: 'Escalate', keys: ['E'] };
const commands = [next, edit, escalate];
const nameOf = (bindings: Parameters<typeof commandOfKey>[1], key: string) => commandOfKey(commands, bindings, key)?.name ?? null;

describe('key bindings', () => {
  it('tell small letters from capitals', () => {
    expect(nameOf({}, 'e')).toBe('edit');
    expect(nameOf({}, 'E')).toBe('escalate');
  });

  it('follow a remapped key and free the old one', () => {
    const bindings = keyBindingsSchema.parse({ keys: { next: ['n'] } });
    expect(keysOf(bindings, next)).toEqual(['n']);
    expect(nameOf(bindings, 'n')).toBe('next');
    expect(nameOf(bindings, 'j')).toBeNull();
  });

  it('let a command have no key at all', () => {
    expect(nameOf({ keys: { edit: [] } }, 'e')).toBeNull();
  });

  it('do nothing when single keys are turned off', () => {
    expect(nameOf({ isOff: true }, 'j')).toBeNull();
  });

  it('name both commands that want one key', () => {
    expect(clashOf(commands, { keys: { next: ['e'] } })).toContain('Next; Edit');
    expect(clashOf(commands, { keys: { next: ['e'], edit: ['j'] } })).toBeNull();
  });

  it('refuse keys of several characters, and fall back to the defaults when stored data is broken', () => {
    expect(keyBindingsSchema.safeParse({ keys: { next: ['Enter'] } }).success).toBe(false);
    expect(readKeyBindings({ keys: ['x'] })).toEqual({});
    expect(readKeyBindings(null)).toEqual({});
  });

  it('are not misled by names of object members', () => {
    expect(keysOf({ keys: {} }, { name: 'constructor', title: '', keys: ['q'] })).toEqual(['q']);
  });
});
