// GET /images/{id}/json → ImageFacts.

import type { ImageFacts } from '../../model/dossier/containerFacts';
import { isRaw, present, raw, text, texts, time } from '../records/read';
import { healthcheckFacts, maskedList, variables, words } from './containerFacts';

export function imageFacts(value: unknown): ImageFacts {
  const object = raw(value);
  const config = raw(object.Config);
  return {
    id: text(object.Id) ?? text(object.ID) ?? '',
    tags: texts(object.RepoTags),
    entrypoint: maskedList('Entrypoint', words(config.Entrypoint)),
    command: maskedList('Cmd', words(config.Cmd)),
    exposedPorts: isRaw(config.ExposedPorts) ? Object.keys(config.ExposedPorts) : [],
    volumes: isRaw(config.Volumes) ? Object.keys(config.Volumes) : [],
    envNames: variables(texts(config.Env)).map(({ name }) => name),
    ...present({
      architecture: text(object.Architecture),
      os: text(object.Os),
      user: text(config.User),
      workdir: text(config.WorkingDir),
      healthcheck: healthcheckFacts(config.Healthcheck),
      stopSignal: text(config.StopSignal),
      createdAt: time(object.Created),
    }),
  };
}
