// The engine could not mount what a volume stands for: an NFS or CIFS share, a folder or a device that is not there.

import { startCase } from '../../cases/startCases';
import { defineCause } from '../../cause';
import { startSymptoms } from '../../usualSymptoms';
import { oneLine } from '../../words';

interface Data {
  readonly name: string;
  readonly volume: string;
  readonly device: string;
  readonly detail: string;
  readonly why: string;
}

export const volumeMountFailed = defineCause<'container', Data>({
  id: 'volume-mount-failed',
  code: 'A21',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: [...startSymptoms, 'bind-source-missing'],
  title: ({ name, volume, device, detail }) =>
    `${name} cannot start: the volume ${volume} cannot be mounted${device === '' ? '' : ` from ${device}`}: ${detail}`,
  explanation: ({ volume, device, why }) =>
    `The driver options of the volume ${volume} tell the engine to mount ${device === '' ? 'a share or a device' : device} (docker volume create -o type=… -o device=… -o o=…). That happens when a container starts, and failed now. ${why} Options of a volume cannot be changed: it must be made anew.`,
  check: (subject) =>
    startCase(subject, wordings, ({ path = '', source = '', data, detail = '' }) => {
      const volume = /\/volumes\/([^/]{1,200})\/_data/.exec(path)?.[1] ?? 'it uses';
      const address = /(?:^|,)addr=([^,\s]{1,100})/.exec(data ?? '')?.[1];
      const device = source.startsWith(':') && address !== undefined ? `${address}${source}` : source;
      const said = oneLine(detail.trim(), 120);
      return {
        data: { name: subject.name, volume, device, detail: said, why: whyOf(said, device) },
        mending: [
          {
            title: 'Correct what it points at, or make the volume anew with right options',
            snippet: `docker volume inspect ${volume}`,
          },
          ...(device.startsWith('/') && !device.startsWith('//')
            ? [{ title: `Create ${device} on the node`, snippet: `ls -ld ${device} || mkdir -p ${device}` }]
            : []),
        ],
      };
    }),
});

function whyOf(detail: string, device: string): string {
  const share = device.includes(':') || device.startsWith('//');
  if (/no such file|does not exist/i.test(detail))
    return share ? 'The server has no such share.' : `${device} does not exist on the node.`;
  if (/no such device|unknown filesystem|wrong fs type/i.test(detail))
    return 'The kernel of the node does not know this kind of file system: its client (nfs-common, cifs-utils) or module is missing.';
  if (/refused|timed? ?out|no route|unreachable|host is down/i.test(detail))
    return 'The file server was not reached: its address, its service or a firewall is the matter.';
  if (/denied|not permitted/i.test(detail))
    return 'The file server does not let this host in: its exports or the password are the matter.';
  if (/invalid argument/i.test(detail)) return 'An option is wrong or missing: for NFS often addr= or the version.';
  if (/name|resolve|lookup/i.test(detail)) return 'The name of the file server does not resolve on the node.';
  return '';
}

// Wordings of Engine 20.10 to 28 (moby volume/local); an address with a name is looked up before.
const wordings = [
  /error while mounting volume '(?<path>[^']{1,400})': failed to mount local volume: mount (?<source>\S{1,300}?):\k<path>(?:, flags: \w{1,20})?(?:, data: (?<data>[^\s]{0,300}))?: (?<detail>[^\n]{1,200})/i,
  /error while mounting volume '(?<path>[^']{1,400})': (?:VolumeDriver\.Mount: |failed to mount local volume: )?(?<detail>[^\n]{1,300})/i,
  /error resolving passed in network volume address: (?<detail>[^\n]{1,200})/i,
  /VolumeDriver\.(?:Mount|Create): (?<detail>(?!.{0,100}not found)[^\n]{1,300})/i,
];
