// The main process of a container puts itself into the background and ends, and the container with it (B11).

import { defineCause } from '../../cause';
import { runRemedies } from '../../proofs/causeRemedies';
import { eventProofs, inspectProof } from '../../proofs/proofs';

interface Data {
  readonly name: string;
  readonly program: string;
  readonly fix: string;
}

export const mainProcessDaemonizes = defineCause<'container', Data>({
  id: 'main-process-daemonizes',
  code: 'B11',
  severity: 'error',
  over: 'container',
  needs: [],
  explains: ['container-restarting', 'one-shot-restarted', 'service-below-replicas'],
  title: ({ name, program }) =>
    `${name} keeps ending because its main process (${program}) goes into the background: it daemonizes instead of staying in the foreground`,
  explanation: ({ name, program }) =>
    `${program} starts a copy of itself in the background and then exits with 0, as servers do on a plain machine. A container ends when its first process ends, so that ${name} ends at once without any error.`,
  check(subject) {
    const { condition, facts } = subject;
    if ((condition.type !== 'finished' && condition.type !== 'looping') || (condition.exitCode ?? 1) !== 0) return [];
    if ((condition.ranMs ?? 0) > 15_000) return [];
    const line = facts.argv.join(' ');
    const known = daemons.find(({ runs, stays }) => runs.test(line) && !stays.test(line));
    if (known === undefined) return [];
    return [
      {
        data: { name: subject.name, program: known.name, fix: known.fix },
        confidence: 0.9,
        subject: subject.ref,
        evidence: [
          inspectProof('Path, Args', facts.argv),
          inspectProof('State.ExitCode', 0),
          ...eventProofs(subject.events, ['die'], 2),
        ],
        remedies: runRemedies(subject, [{ title: `Keep ${known.name} in the foreground`, snippet: known.fix }]),
      },
    ];
  },
});

interface Daemon {
  readonly name: string;
  readonly runs: RegExp;
  /** What keeps it in the foreground. */
  readonly stays: RegExp;
  readonly fix: string;
}

// From the manuals of each program.
const daemons: readonly Daemon[] = [
  { name: 'nginx', runs: /(?:^|[\s/])nginx(?:\s|$)/, stays: /daemon\s+off/, fix: 'CMD ["nginx", "-g", "daemon off;"]' },
  {
    name: 'Apache httpd',
    runs: /(?:^|[\s/])(?:apache2ctl|apachectl|httpd|apache2)(?:\s|$)/,
    stays: /FOREGROUND|NO_DETACH/i,
    fix: 'CMD ["apachectl", "-D", "FOREGROUND"]',
  },
  { name: 'redis-server', runs: /redis-server.*daemonize yes/, stays: /^$/, fix: 'redis-server --daemonize no' },
  { name: 'sshd', runs: /(?:^|[\s/])sshd(?:\s|$)/, stays: /\s-\w*[Dd]/, fix: 'CMD ["/usr/sbin/sshd", "-D", "-e"]' },
  {
    name: 'php-fpm',
    runs: /(?:^|[\s/])php-fpm[\d.]*(?:\s|$).*(?:-D|--daemonize)/,
    stays: /^$/,
    fix: 'CMD ["php-fpm", "-F"]',
  },
  {
    name: 'haproxy',
    runs: /(?:^|[\s/])haproxy\s(?:.*\s)?-D/,
    stays: /^$/,
    fix: 'haproxy -db -f /etc/haproxy/haproxy.cfg',
  },
  { name: 'mongod', runs: /(?:^|[\s/])mongod\s(?:.*\s)?--fork/, stays: /^$/, fix: 'leave out --fork' },
  { name: 'gunicorn', runs: /gunicorn\s(?:.*\s)?(?:-D|--daemon)(?:\s|$)/, stays: /^$/, fix: 'leave out --daemon' },
  {
    name: 'dockerd and other services',
    runs: /(?:^|[\s/'"])(?:service \S+ start|systemctl start|\/etc\/init\.d\/\S+ start)\s*['"]?$/,
    stays: /^$/,
    fix: 'run the server itself, in the foreground',
  },
  { name: 'postfix', runs: /postfix start(?:\s|$)/, stays: /start-fg/, fix: 'postfix start-fg' },
  { name: 'cron', runs: /(?:^|[\s/])(?:cron|crond)$/, stays: /\s-\w*f/, fix: 'cron -f' },
  { name: 'memcached', runs: /(?:^|[\s/])memcached\s(?:.*\s)?-d(?:\s|$)/, stays: /^$/, fix: 'leave out -d' },
  {
    name: 'supervisord',
    runs: /(?:^|[\s/])supervisord(?:\s|$)/,
    stays: /\s-\w*n|--nodaemon|nodaemon=true/,
    fix: 'supervisord -n',
  },
  { name: 'named', runs: /(?:^|[\s/])named(?:\s|$)/, stays: /\s-\w*[fg]/, fix: 'named -g' },
  { name: 'rsyslogd', runs: /(?:^|[\s/])rsyslogd(?:\s|$)/, stays: /\s-\w*n/, fix: 'rsyslogd -n' },
];
