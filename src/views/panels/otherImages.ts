// The other images of the engine in hand, as it inspects them: what an image is compared with to find shared layers.

import type { Cluster } from '../../cluster/cluster';
import { slots } from '../../util/slots';
import type { OtherImage } from './inspectFacts/sharedLayers';

/** An inspect of an image takes the engine about a millisecond, a slow connection a hundred. */
const maxImages = 60;
const callsAtATime = 4;

/** Never rejects: what could not be read, or is beyond a bound, comes without `json`. */
export async function otherImages(cluster: Cluster, id: string, signal: AbortSignal): Promise<readonly OtherImage[]> {
  const others = [...(cluster.all('image')?.values() ?? [])].filter((image) => image.id !== id);
  const room = slots(callsAtATime);
  return Promise.all(
    others.map(async ({ id: other, name }, i): Promise<OtherImage> => {
      if (i >= maxImages) return { name, json: undefined };
      try {
        const leave = await room.enter(signal);
        try {
          const engine = await cluster.engine(signal);
          return { name, json: await engine.inspect('image', other, { signal }) };
        } finally {
          leave();
        }
      } catch {
        return { name, json: undefined }; // It is told as one that was not looked at.
      }
    }),
  );
}
