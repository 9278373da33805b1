// What a page's own clock tells: tasks that were long, frames that did not come, memory.
import type { Page } from '@playwright/test';

export interface Feelings {
  /** The longest task since the last time this was asked, milliseconds; 0 when none took 50 or more. */
  longestMs: number;
  count: number;
  /** Since the page was opened. */
  nowMs: number;
}

declare global {
  interface Window {
    benchTasks?: number[];
  }
}

const SCROLL_FRAMES = 300;
/** A frame of a screen that shows sixty a second. */
const FRAME_MS = 1000 / 60;

/** Before the page is opened: keeps the lengths of its long tasks. */
export async function installObserver(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.benchTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.benchTasks?.push(duration);
    }).observe({ type: 'longtask', buffered: true });
  });
}

export function feelings(page: Page): Promise<Feelings> {
  return page.evaluate(() => {
    const tasks = window.benchTasks ?? [];
    window.benchTasks = [];
    return { longestMs: Math.max(0, ...tasks), count: tasks.length, nowMs: performance.now() };
  });
}

/**
 * Scrolls the nearest scrolling parent of an element for 300 frames: by `pixels` each, as with a wheel, or without them from its top to
 * its end, so that each frame shows other rows altogether.
 */
export async function scrollFigures(
  page: Page,
  selector: string,
  pixels?: number,
): Promise<Feelings & { frames: number; dropped: number }> {
  await feelings(page);
  const deltas = await page.evaluate(
    async ({ at, frames, step }) => {
      let scroller = document.querySelector(at) as HTMLElement;
      while (scroller.scrollHeight <= scroller.clientHeight && scroller.parentElement) scroller = scroller.parentElement;
      const length = Math.min(scroller.scrollHeight - scroller.clientHeight, step === null ? Number.POSITIVE_INFINITY : step * frames);
      scroller.scrollTop = 0;
      const times: number[] = [];
      let before = await new Promise<number>(requestAnimationFrame);
      for (let frame = 1; frame <= frames; frame++) {
        scroller.scrollTop = (length * frame) / frames;
        const now = await new Promise<number>(requestAnimationFrame);
        times.push(now - before);
        before = now;
      }
      return times;
    },
    { at: selector, frames: SCROLL_FRAMES, step: pixels ?? null },
  );
  const dropped = deltas.reduce((sum, ms) => sum + Math.max(0, Math.round(ms / FRAME_MS) - 1), 0);
  return { ...(await feelings(page)), frames: deltas.length + dropped, dropped };
}

/** Bytes of JavaScript objects after a collection. */
export async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
}
