// What all services reserve, read when one of them finds no room.

import { serviceFacts } from '../../engine/facts/serviceFacts';
import type { Reservation } from '../../model/dossier/dossier';
import { type Known, known } from '../../model/dossier/known';
import type { Service } from '../../model/service';
import { ask } from './askEvidence';
import type { EvidenceSource } from './readContainer';

/** Services beyond these are left out: the largest holders are among many anyway. */
const mostServices = 50;

export async function readReservations(
  services: Known<readonly Service[]>,
  { engine, asking }: EvidenceSource,
): Promise<Known<readonly Reservation[]>> {
  if (!services.known) return services;
  const read = await Promise.all(
    services.value.slice(0, mostServices).map((service) =>
      ask('service', `the spec of ${service.name}`, asking, async (signal) => {
        const { reservations } = serviceFacts(await engine.inspect('service', service.id, { signal }));
        return {
          serviceId: service.id,
          nanoCpus: reservations.nanoCpus ?? 0,
          memoryBytes: reservations.memoryBytes ?? 0,
        };
      }),
    ),
  );
  return known(read.flatMap((one) => (one.known && one.value.nanoCpus + one.value.memoryBytes > 0 ? [one.value] : [])));
}
