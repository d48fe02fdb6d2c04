// From an object of the picture to the files that it was made from.

import type { Container } from '../../model/container';
import type { Service } from '../../model/service';

export interface Origin {
  /** Absolute paths as they were written where the object was made; a later file overrides an earlier one. */
  readonly files: readonly string[];
  /** Key of the service in these files. */
  readonly service: string;
  readonly project: string;
  readonly isStack: boolean;
}

/** Which file a stack was deployed from, as far as Dockhound did it. */
export type StackFile = (stack: string) => string | undefined;

const configFiles = 'com.docker.compose.project.config_files';
const workingFolder = 'com.docker.compose.project.working_dir';

/** Undefined for what neither Compose nor a deployment of Dockhound made. A task's container is its service's affair. */
export function originOf(object: Container | Service, stackFile: StackFile): Origin | undefined {
  if (object.kind === 'service') {
    const { stack, name } = object;
    const file = stack === undefined ? undefined : stackFile(stack);
    if (stack === undefined || file === undefined || !name.startsWith(`${stack}_`)) return undefined;
    return { files: [file], service: name.slice(stack.length + 1), project: stack, isStack: true };
  }
  const { composeProject: project, composeService: service, labels } = object;
  const listed = labels[configFiles];
  if (project === undefined || service === undefined || listed === undefined || listed === '') return undefined;
  const folder = labels[workingFolder];
  const files = listed.split(',').flatMap((file) => absolute(file.trim(), folder) ?? []);
  return files.length === 0 ? undefined : { files, service, project, isStack: false };
}

/** Compose 1 wrote paths relative to the project's folder. */
function absolute(file: string, folder: string | undefined): string | undefined {
  if (/^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(file)) return file;
  return folder === undefined || file === ''
    ? undefined
    : `${folder.replace(/[\\/]+$/, '')}/${file.replace(/^\.\//, '')}`;
}
