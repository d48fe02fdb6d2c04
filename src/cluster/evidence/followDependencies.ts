// Whom what was read depends on: names in logs, environment and labels first, then the others on its networks.

import type { Container } from '../../model/container';
import type { ContainerDossier, DossierPicture, ServiceDossier } from '../../model/dossier/dossier';
import { valueIn } from '../../model/dossier/known';
import { mentionsOf } from '../../model/dossier/mentions';
import type { Service } from '../../model/service';

export interface Wave {
  readonly containers: readonly Container[];
  readonly services: readonly Service[];
}

const nameless = new Set(['bridge', 'host', 'none', 'ingress']);

/** At most `most` objects that are not `seen` yet: those that are mentioned, then those on a shared network. */
export function nextAlong(
  read: { readonly containers: readonly ContainerDossier[]; readonly services: readonly ServiceDossier[] },
  picture: DossierPicture,
  seen: ReadonlySet<string>,
  most: number,
): Wave {
  const services = (valueIn(picture.services) ?? []).filter(({ id }) => !seen.has(id));
  const containers = (valueIn(picture.containers) ?? []).filter(
    ({ id, serviceId }) => !seen.has(id) && serviceId === undefined,
  );
  const all = [...read.containers, ...read.services.flatMap((one) => one.containers)];
  const names = new Set(
    [...containers.flatMap(namesOfContainer), ...services.flatMap(namesOfService)].map((name) => name.toLowerCase()),
  );
  const mentioned = mentionsOf(textsOf(all), names);
  const networks = new Set(
    all.flatMap((one) =>
      (valueIn(one.facts)?.networks ?? []).flatMap(({ name, networkId }) => [name, networkId ?? name]),
    ),
  );
  for (const name of nameless) networks.delete(name);
  const isMentioned = (own: readonly string[]) => own.some((name) => mentioned.has(name.toLowerCase()));
  const joined = new Set(all.flatMap((one) => joinedContainer(one) ?? []));
  const chosen: Wave = {
    containers: containers.filter(
      (one) => joined.has(one.id) || joined.has(one.name) || isMentioned(namesOfContainer(one)),
    ),
    services: services.filter((one) => isMentioned(namesOfService(one))),
  };
  const near: Wave = {
    containers: containers.filter(
      (one) => !chosen.containers.includes(one) && one.networks.some(({ name }) => networks.has(name)),
    ),
    services: services.filter((one) => !chosen.services.includes(one) && one.networkIds.some((id) => networks.has(id))),
  };
  const picked = [...chosen.services, ...chosen.containers, ...near.containers, ...near.services].slice(
    0,
    Math.max(0, most),
  );
  return {
    containers: picked.filter((one) => one.kind === 'container'),
    services: picked.filter((one) => one.kind === 'service'),
  };
}

/** Whose network it uses (`container:<id>`): it comes and goes with that one. */
function joinedContainer(one: ContainerDossier): string | undefined {
  return /^container:(.+)$/.exec(valueIn(one.facts)?.networkMode ?? '')?.[1];
}

function textsOf(containers: readonly ContainerDossier[]): readonly string[] {
  return containers.flatMap((one) => {
    const facts = valueIn(one.facts);
    const log = valueIn(one.log);
    return [
      ...(facts?.endpoints ?? []).map(({ host }) => host),
      ...(facts?.env ?? []).map(({ value }) => value),
      facts?.labels['com.docker.compose.depends_on'] ?? '',
      ...[...(log?.previous.lines ?? []), ...(log?.current.lines ?? [])].slice(-100).map(({ text }) => text),
    ];
  });
}

function namesOfContainer(one: Container): readonly string[] {
  return [
    one.name,
    ...(one.composeService === undefined ? [] : [one.composeService]),
    ...one.networks.flatMap(({ aliases, ipv4 }) => [...aliases, ...(ipv4 ? [ipv4] : [])]),
  ];
}

function namesOfService(one: Service): readonly string[] {
  const short =
    one.stack !== undefined && one.name.startsWith(`${one.stack}_`) ? [one.name.slice(one.stack.length + 1)] : [];
  return [one.name, ...short, ...Object.values(one.networkAliases ?? {}).flat()];
}
