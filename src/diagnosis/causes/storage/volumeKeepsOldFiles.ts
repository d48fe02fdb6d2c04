// A volume lies over the program's own folder and shows the files of an older image.

import { valueIn } from '../../../model/dossier/known';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { imageProof, inspectProof } from '../../proofs/proofs';
import { dataPlaces } from '../../reading/dataPlaces';
import { timeOf } from '../../words';

interface Data {
  readonly name: string;
  readonly volume: string;
  readonly target: string;
}

export const volumeKeepsOldFiles = defineCause<'container', Data>({
  id: 'volume-keeps-old-files',
  severity: 'warning',
  over: 'container',
  needs: ['image', 'volumes'],
  onlyWith: ['updateStuck'],
  title: ({ name, volume, target }) =>
    `${name} shows old files: the volume ${volume} on ${target} was filled from an older image and hides the new one’s`,
  explanation: ({ volume, target }) =>
    `An empty volume is filled once with what the image has at its mount point. ${volume} is older than the image that runs now, and lies over ${target}, where the image keeps its program: what the new image brings there is never seen.`,
  check(subject, around) {
    const { facts, image } = subject;
    const built = timeOf(image?.createdAt);
    if (facts.state.status !== 'running' || built === undefined) return [];
    const data = new Set(dataPlaces(subject).map(({ path }) => path));
    const folders = [
      facts.workdir,
      image?.workdir,
      ...facts.argv.slice(0, 3).filter((word) => /^\/\w/.test(word)),
      ...webRoots,
    ];
    for (const mount of facts.mounts) {
      const volume =
        mount.type === 'volume'
          ? valueIn(around.dossier.picture.volumes)?.find(({ name }) => name === mount.name)
          : undefined;
      const made = timeOf(volume?.createdAt);
      const over = folders.some(
        (path) => path !== undefined && path !== '/' && (path === mount.target || path.startsWith(`${mount.target}/`)),
      );
      if (volume === undefined || made === undefined || made >= built || !over || data.has(mount.target)) continue;
      return [
        {
          data: { name: subject.name, volume: volume.name, target: mount.target },
          confidence: 0.86,
          subject: subject.ref,
          evidence: [
            inspectProof('Mounts', `volume ${volume.name} on ${mount.target}`),
            inspectProof(`volume ${volume.name}: CreatedAt`, volume.createdAt ?? ''),
            imageProof('Created', image?.createdAt ?? ''),
          ],
          remedies: runRemedies(subject, [
            { title: 'Take the mount away, or keep only data in volumes' },
            {
              title: 'Or let the volume be filled anew, if it holds nothing else',
              snippet: `docker rm -f ${subject.name} && docker volume rm ${volume.name}`,
            },
          ]),
        },
      ];
    }
    return [];
  },
});

/** Where images of web servers keep their pages (Debian, the official nginx and httpd images). */
const webRoots: readonly string[] = ['/usr/share/nginx/html', '/var/www/html', '/usr/local/apache2/htdocs'];
