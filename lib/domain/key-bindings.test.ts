import { describe, expect, it } from 'vitest';
import { commandOfKey, keyBindingsSchema, keysOf, readKeyBindings } from './key-bindings';

describe('key bindings', () => {
  it('have no clash among the defaults', () => {
    expect(keyBindingsSchema.safeParse({}).success).toBe(true);
  });

  it('tell small letters from capitals', () => {
    expect(commandOfKey({}, 'e')).toBe('claim.edit');
    expect(commandOfKey({}, 'E')).toBe('item.escalate');
  });

  it('follow a remapped key and free the old one', () => {
    const bindings = keyBindingsSchema.parse({ keys: { 'claim.next': ['n'] } });
    expect(keysOf(bindings, 'claim.next')).toEqual(['n']);
    expect(commandOfKey(bindings, 'n')).toBe('claim.next');
    expect(commandOfKey(bindings, 'j')).toBeNull();
  });

  it('let a command have no key at all', () => {
    expect(commandOfKey(keyBindingsSchema.parse({ keys: { 'item.skip': [] } }), 'S')).toBeNull();
  });

  it('do nothing when single keys are turned off', () => {
    expect(commandOfKey({ isOff: true }, 'j')).toBeNull();
  });

  it('refuse one key for two commands, naming both', () => {
    const parsed = keyBindingsSchema.safeParse({ keys: { 'claim.next': ['k'] } });
    expect(parsed.success).toBe(false);
    expect(parsed.error?.issues[0]?.message).toContain('Next claim that needs work; Previous claim that needs work');
  });

  it('refuse keys of several characters, and fall back to the defaults when stored data is broken', () => {
    expect(keyBindingsSchema.safeParse({ keys: { 'claim.next': ['Enter'] } }).success).toBe(false);
    expect(readKeyBindings({ keys: { gone: ['x'] } })).toEqual({});
    expect(readKeyBindings(null)).toEqual({});
  });
});
