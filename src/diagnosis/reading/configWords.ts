// What stands beside an error in a configuration: the line in question, where the file comes from, how to check it.

import type { EvidenceLine } from '../../model/dossier/dossier';
import type { ContainerCase } from '../cases/cases';

/** The quoted line that Redis and the like print before what is wrong with it. */
export function detailBeside(lines: readonly EvidenceLine[], line: EvidenceLine): string | undefined {
  const at = lines.indexOf(line);
  return lines
    .slice(Math.max(0, at - 3), at)
    .findLast(({ text }) => text.startsWith('>>> '))
    ?.text.slice(4);
}

/** Swarm configs and the mounts that look like one: where a file may come from that the log does not name. */
export function configOf({ facts }: ContainerCase): string {
  const files = facts.mounts.filter(
    ({ type, target }) => type === 'bind' && /\.(?:json|ya?ml|toml|conf|cfg|ini|xml)$/.test(target),
  );
  const [file] = files;
  return file === undefined ? '' : ` It may be ${file.target}, which comes from ${file.source ?? 'a mount'}.`;
}

/** The program's own test of its configuration. */
export function checkConfig(argv: readonly string[], image: string): string {
  const line = argv.join(' ');
  if (/nginx/.test(line)) return `docker run --rm … ${image} nginx -t`;
  if (/apache|httpd/.test(line)) return `docker run --rm … ${image} apachectl configtest`;
  if (/haproxy/.test(line)) return `docker run --rm … ${image} haproxy -c -f /usr/local/etc/haproxy/haproxy.cfg`;
  return `docker run --rm -it … ${image}   # and watch its first lines`;
}
