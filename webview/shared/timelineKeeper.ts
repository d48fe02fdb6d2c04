// Keeps the timeline current: asks for it when events come, when time goes by, and at once when another range is wanted.

import type { EventRange, EventsContract, EventTimeline } from '../../src/protocol/events';

export interface TimelineKeeperOptions {
  readonly read: (question: EventsContract['requests']['timeline']['params']) => Promise<EventTimeline>;
  /** None: it is not seen, or must not move. */
  readonly columns: () => number;
  readonly range: () => EventRange;
  readonly changed: (timeline: EventTimeline) => void;
  readonly failed: (error: unknown) => void;
}

export interface TimelineKeeper {
  drawSoon(): void;
  drawNow(): void;
}

const drawEveryMs = 500;
/** Without an event, time goes by all the same. */
const moveEveryMs = 5000;
const mostLanes = 40;

export function createTimelineKeeper({ read, columns, range, changed, failed }: TimelineKeeperOptions): TimelineKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let drawn = false;

  async function draw(): Promise<void> {
    const count = columns();
    if (count < 2) return;
    const wanted = range();
    try {
      const timeline = await read({ range: wanted, columns: count, lanes: mostLanes });
      drawn = true;
      if (wanted === range()) changed(timeline);
    } catch (error) {
      failed(error);
    }
  }

  const keeper = {
    drawSoon() {
      if (timer !== undefined) return;
      timer = setTimeout(
        () => {
          timer = undefined;
          void draw();
        },
        drawn ? drawEveryMs : 0,
      );
    },
    drawNow: () => void draw(),
  };
  setInterval(() => keeper.drawSoon(), moveEveryMs);
  return keeper;
}
