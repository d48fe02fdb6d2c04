// A program refuses to run because a kernel setting of the host is too low for it.

import { lastSaid } from '../../cases/cases';
import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { logProof } from '../../proofs/proofs';
import { exitSymptoms } from '../../usualSymptoms';

interface Data {
  readonly name: string;
  readonly setting: string;
  readonly wanted: string | undefined;
}

export const hostSettingTooLow = defineCause<'container', Data>({
  id: 'host-setting-too-low',
  code: 'A22',
  severity: 'error',
  over: 'container',
  needs: ['log'],
  explains: exitSymptoms,
  title: ({ name, setting, wanted }) =>
    `${name} ends because the kernel setting ${setting} of its host is too low${wanted === undefined ? '' : `: it wants ${wanted}`}`,
  explanation: ({ name, setting }) =>
    `${name} checks at its start what the machine allows. ${setting} belongs to the kernel of the host: no option of a container changes it, it is set on each machine where ${name} may run, and is lost at a reboot unless a file in /etc/sysctl.d keeps it.`,
  check(subject) {
    const fact = lastSaid(subject, 'hostSetting');
    const { type } = subject.condition;
    if (fact === undefined || (type !== 'failed' && type !== 'looping')) return [];
    const setting = fact.name ?? 'fs.aio-max-nr';
    const wanted = /at least \[?(\d{1,12})/i.exec(fact.line.text)?.[1];
    return [
      {
        data: { name: subject.name, setting, wanted },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [logProof(fact.line)],
        remedies: runRemedies(subject, [
          {
            title: 'Raise it on the host, and keep it over reboots in /etc/sysctl.d',
            snippet: `sysctl -w ${setting}=${wanted ?? '<value>'}`,
          },
        ]),
      },
    ];
  },
});
