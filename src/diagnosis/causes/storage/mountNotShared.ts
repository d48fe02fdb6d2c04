// A bind mount asks to see mounts made later on the host, and the host's folder does not pass them on.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly path: string;
  readonly mount: string;
}

export const mountNotShared = defineCause<'container', Data>({
  id: 'mount-not-shared',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: startSymptoms,
  title: ({ name, path, mount }) =>
    `${name} cannot start: its bind of ${path} asks for mount propagation, and ${mount} is not a shared mount on the host`,
  explanation: ({ path, mount }) =>
    `The bind mount of ${path} was asked for with propagation shared or slave, so that mounts made later are seen on both sides. That works only where the file system on the host (${mount}) is mounted as shared.`,
  check: (subject) =>
    startCase(subject, wordings, ({ path = '', mount = '' }) => ({
      data: { name: subject.name, path, mount },
      mending: [
        { title: 'Share it on the host, or leave the propagation out', snippet: `mount --make-rshared ${mount}` },
      ],
    })),
});

// Wordings of Engine 20.10 to 28 (moby daemon/oci_linux.go).
const wordings = [/path (?<path>\/\S{0,400}) is mounted on (?<mount>\/\S{0,400}) but it is not a (?:shared|slave)/i];
