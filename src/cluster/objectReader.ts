// Reads one object again and puts what it finds into the picture.

import type { Engine } from '../engine/engine';
import { EngineError } from '../engine/engineError';
import type { ObjectKind } from '../model/objects';
import type { Image } from '../model/storage';
import { asEngineError } from './asEngineError';
import { type FinishContext, finishRecord } from './finishRecord';
import { objectGapPrefix } from './partLister';
import type { PictureStore } from './pictureStore';
import { partOf } from './swarmState';

export interface ObjectReaderOptions {
  readonly engine: Engine;
  readonly store: PictureStore;
  readonly signal: AbortSignal;
  readonly deadlineMs: number;
  readonly context: FinishContext;
  readonly reread: (kind: ObjectKind, id: string) => void;
  readonly log: (line: string) => void;
}

export class ObjectReader {
  /** Which image holds a tag, so that the one which lost it is found without a search. */
  private readonly tagOwners = new Map<string, string>();

  constructor(private readonly options: ObjectReaderOptions) {}

  /** False when it failed and may be tried again. `id` may be a name; the object is kept under its own id. */
  async read(kind: ObjectKind, id: string, isOutdated: () => boolean): Promise<boolean> {
    const { engine, store, signal, deadlineMs, context, log } = this.options;
    // Nothing to put it into: the list is still to come, failed, or is not for us to have.
    if (!store.all(kind)) return true;
    try {
      const read = await engine.get(kind, id, { signal, deadlineMs });
      if (isOutdated()) return true;
      if (read.ok) {
        const object = finishRecord(read.value, context);
        store.put(object);
        if (object.kind === 'image') this.claimTags(object);
      } else {
        // An id of its own, where the record had none: the one it was asked for by.
        const odd = read.unreadable;
        store.putUnreadable({ ...odd, kind, id: store.get(kind, id) ? id : odd.id });
      }
    } catch (error) {
      if (isOutdated() || signal.aborted) return true;
      if (!(error instanceof EngineError) || error.reason !== 'notFound') {
        log(`Reading ${kind} ${id} failed: ${asEngineError(error, engine.label).message}`);
        return false;
      }
      store.drop(kind, id);
    }
    store.setGap(`${objectGapPrefix(kind)}${id}`, undefined);
    return true;
  }

  /** Says in the picture that this object may be older than it looks. */
  gaveUp(kind: ObjectKind, id: string): void {
    const { store } = this.options;
    const name = store.get(kind, id)?.name ?? id.slice(0, 12);
    store.setGap(`${objectGapPrefix(kind)}${id}`, {
      part: partOf(kind),
      reason: 'unexpected',
      message: `The ${kind} ${name} changed, but the engine did not tell how. What is shown of it may be old. Refresh to try again.`,
    });
  }

  /** Call after images were listed. */
  noteTags(images: Iterable<Image>): void {
    this.tagOwners.clear();
    for (const image of images) {
      for (const tag of image.tags) this.tagOwners.set(tag, image.id);
    }
  }

  /** A tag moves without an event about the image that held it before. */
  private claimTags(image: Image): void {
    for (const tag of image.tags) {
      const before = this.tagOwners.get(tag);
      this.tagOwners.set(tag, image.id);
      if (before !== undefined && before !== image.id) this.options.reread('image', before);
    }
  }
}
