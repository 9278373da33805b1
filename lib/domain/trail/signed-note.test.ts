import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { expect, it } from 'vitest';
import { openNote, parseNote, parseVerifierKey, signNote, verifierKeyOf, verifierKeyText } from './signed-note';

/** The note and key of the documentation of golang.org/x/mod/sumdb/note. */
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_NOTE =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n\n" +
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

const { privateKey } = generateKeyPairSync('ed25519');

it('opens a note that another implementation signed', () => {
  const key = parseVerifierKey(GO_KEY);
  if (!key) throw new Error('the key was not read');
  expect(verifierKeyText(key)).toBe(GO_KEY);
  expect(openNote(GO_NOTE, key)?.text).toContain('is the answer');
  expect(openNote(GO_NOTE.replace('answer', 'Answer'), key)).toBeNull();
});

it('opens what it signed, only with the key and name that signed', () => {
  const key = verifierKeyOf('countersign/a', privateKey);
  const note = signNote('countersign/a\n1\nroot\n', 'countersign/a', privateKey);
  expect(openNote(note, key)?.text).toBe('countersign/a\n1\nroot\n');
  expect(openNote(note, verifierKeyOf('countersign/b', privateKey))).toBeNull();
  expect(openNote(note, verifierKeyOf('countersign/a', generateKeyPairSync('ed25519').privateKey))).toBeNull();
  expect(openNote(note.replace('\n1\n', '\n2\n'), key)).toBeNull();
});

it('reads its own key text back and refuses a changed one', () => {
  const text = verifierKeyText(verifierKeyOf('countersign/a', privateKey));
  expect(parseVerifierKey(text)).toEqual(verifierKeyOf('countersign/a', privateKey));
  for (const wrong of [
    text.replace('countersign/a', 'countersign/b'),
    text.slice(0, -4),
    `x${text.slice(1).replace('+', '+0')}`,
    '',
    'a+b+c',
  ]) {
    expect(parseVerifierKey(wrong), wrong).toBeNull();
  }
});

it('ignores signatures of unknown keys, at least sixteen of them', () => {
  const key = verifierKeyOf('countersign/a', privateKey);
  const note = signNote('text\n', 'countersign/a', privateKey);
  const others = Array.from({ length: 16 }, (_, at) => `— witness.example/${at} ${Buffer.alloc(76, at).toString('base64')}\n`).join('');
  expect(openNote(note + others, key)?.signatures).toHaveLength(17);
  expect(openNote(`text\n\n${others}${note.slice('text\n\n'.length)}`, key)?.signatures).toHaveLength(17);
});

it('does not take for a note what is none', () => {
  const note = signNote('text\n', 'countersign/a', privateKey);
  for (const wrong of [
    '',
    'text\n',
    note.slice(0, -1),
    note.replace('—', '-'),
    note.replace('text', 'te\u0000xt'),
    `${note}\n`,
    note.replace(/=\n$/, '\n'),
    'text\n\n— a b c\n',
  ]) {
    expect(parseNote(wrong), JSON.stringify(wrong)).toBeNull();
  }
});

it('refuses names and texts that would not survive', () => {
  expect(() => signNote('no newline at the end', 'name', privateKey)).toThrow(TypeError);
  expect(() => signNote('text\n', 'two words', privateKey)).toThrow(TypeError);
  expect(() => signNote('text\n', 'a+b', privateKey)).toThrow(TypeError);
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  expect(() => verifierKeyOf('name', createPrivateKey(ec.export({ type: 'pkcs8', format: 'pem' })))).toThrow('Ed25519');
});
