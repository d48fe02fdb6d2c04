// A file system has bytes left and no more inodes: no further file can be created.

import type { MountFacts } from '../../../model/dossier/containerFacts';
import { valueIn } from '../../../model/dossier/known';
import { type CauseAround, defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { inspectProof, logProof } from '../../proofs/proofs';
import { mountOf } from '../../reading/dataPlaces';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly target: string;
  readonly limit: string;
}

export const inodesExhausted = defineCause<'container', Data>({
  id: 'inodes-exhausted',
  code: 'B20',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: [...exitSymptoms, 'volume-full', 'tmpfs-full', 'disk-full-inside'],
  title: ({ name, target, limit }) =>
    `${name} can create no more files in ${target}: the file system is out of inodes${limit}, although bytes are free`,
  explanation: ({ name, target, limit }) =>
    `The kernel says the same of a file system without free bytes and of one without free inodes (no space left on device). ${limit === '' ? `There is said to be room where ${target} lies, and still ${name} cannot create files: its inodes are used up, or a quota is.` : `The mount on ${target} was made with a limit on their number${limit}.`} Many small files use them up: caches, sessions, mails.`,
  check(subject, around) {
    const fact = subject.said.findLast(({ theme }) => theme === 'noSpace');
    if (fact === undefined) return [];
    const mount = fact.path === undefined ? undefined : mountOf(subject, fact.path);
    const limit = mount === undefined ? undefined : limitOf(mount, around);
    const told = roomLeft.test(around.symptom.text) && !/\b(?:host|server|machine|node)\b/i.test(around.symptom.text);
    // A tmpfs has a size of its own, whatever room its host has.
    if (limit === undefined && (!told || mount?.type === 'tmpfs')) return [];
    return [
      {
        data: {
          name: subject.name,
          target: mount?.target ?? fact.path ?? 'its layer',
          limit: limit === undefined ? '' : ` (nr_inodes=${limit})`,
        },
        confidence: limit === undefined ? 0.9 : 0.96,
        subject: subject.ref,
        evidence: [
          logProof(fact.line),
          ...(mount === undefined
            ? []
            : [inspectProof('Mounts', `${mount.target} ${mount.options ?? mount.name ?? ''}`)]),
        ],
        remedies: runRemedies(subject, [
          {
            title: 'Look at the inodes',
            snippet: `docker exec ${subject.name} df -i ${mount?.target ?? fact.path ?? '/'}`,
          },
          { title: 'Remove small files that nobody needs, or make the file system anew with more inodes' },
        ]),
      },
    ];
  },
});

function limitOf({ name, options }: MountFacts, around: CauseAround): string | undefined {
  const driver = valueIn(around.dossier.picture.volumes)?.find((one) => one.name === name)?.options?.o;
  return /(?:^|,)nr_inodes=(\w{1,20})/.exec(`${options ?? ''},${driver ?? ''}`)?.[1];
}

const roomLeft =
  /\bdf\b|\b(?:free|plenty|enough|lots|half|empty|only \d{1,2} ?%)\b.{0,40}(?:space|room|free|empty|full|used|disk|volume|left)|(?:space|room|disk|volume)\b.{0,40}\b(?:free|available|half|not full|far from full|only \d{1,2} ?%)/i;
