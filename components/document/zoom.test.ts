import { describe, expect, test } from 'vitest';
import { scaleOf, zoomFactor, zoomStep } from './zoom';

const page = { width: 600, height: 800 };
const pane = { width: 624, height: 424 };

describe('scaleOf', () => {
  test('fits the width, or the whole page', () => {
    expect(scaleOf('width', page, pane, false)).toBe(1);
    expect(scaleOf('page', page, pane, false)).toBe(0.5);
  });
  test('100 % is real size for pages and one to one for pictures', () => {
    expect(scaleOf(1, page, pane, false)).toBeCloseTo(4 / 3);
    expect(scaleOf(1, page, pane, true)).toBe(1);
  });
  test('a tiny picture is not blown up beyond reading, a pane without size keeps something to show', () => {
    expect(scaleOf('width', { width: 20, height: 20 }, pane, true)).toBe(4);
    expect(scaleOf('page', page, { width: 0, height: 0 }, false)).toBeGreaterThan(0);
  });
});

test('steps go on from a fitted scale and end at the last step', () => {
  expect(zoomStep(0.83, 1)).toBe(1);
  expect(zoomStep(0.83, -1)).toBe(0.75);
  expect(zoomStep(1, 1)).toBe(1.25);
  expect(zoomStep(4, 1)).toBe(4);
  expect(zoomStep(0.25, -1)).toBe(0.25);
  expect(zoomFactor(4 / 3, false)).toBe(1);
});
