// Probes that a program brings itself: a client, a health command, its interpreter.

import { assertNever } from '../../util/assertNever';
import { exec, field, type ProbeCommand, pieces, shell } from './probeCommand';
import type { StageWorkload } from './stageWorkload';
import type { WorkloadId } from './workloads';

export interface ProbeRecipe {
  readonly id: string;
  readonly title: string;
  /** One sentence: why this probe, here. */
  readonly why: string;
  /** The program that it needs. */
  readonly tool: string;
  readonly command: ProbeCommand;
}

const nodeRequest = (port: string, path: string) =>
  pieces`require('http').get('http://127.0.0.1:${field(port)}${field(path)}', r => process.exit(r.statusCode < 400 ? 0 : 1)).on('error', () => process.exit(1))`;
const pythonRequest = (port: string, path: string) =>
  pieces`import urllib.request; urllib.request.urlopen('http://127.0.0.1:${field(port)}${field(path)}', timeout=3)`;
const rubyRequest = (port: string, path: string) =>
  pieces`exit Net::HTTP.get_response(URI('http://127.0.0.1:${field(port)}${field(path)}')).code.to_i < 400`;

/**
 * In the order in which they are to be preferred. The caller drops those whose tool is missing.
 * Sources of the commands: each program's own reference; `-h 127.0.0.1` with databases because the official images'
 * first start runs a temporary server on the socket only, which must not count as healthy.
 */
export function ownProbes({ id, listens, path = '/' }: StageWorkload): readonly ProbeRecipe[] {
  const port = String(listens.number);
  switch (id) {
    case 'caddy':
      return [
        recipe(
          'caddy-admin',
          'Ask Caddy’s admin address with wget',
          'The admin address answers whatever sites are configured; the sites themselves may redirect to HTTPS.',
          'wget',
          exec('wget', '-q', '-O', '/dev/null', pieces`http://127.0.0.1:${field('2019')}/config/`),
        ),
      ];
    case 'traefik':
      return [
        recipe(
          'traefik-ping',
          'traefik healthcheck',
          'Traefik asks its own ping endpoint. It needs ping switched on, here by --ping.',
          'traefik',
          exec('traefik', 'healthcheck', '--ping'),
        ),
      ];
    case 'node':
      return ['node', '/nodejs/bin/node'].map((tool) =>
        recipe(
          'http-node',
          'HTTP check with Node.js',
          'Needs nothing but Node.js, so it survives a change of the base image.',
          tool,
          exec(tool, '-e', nodeRequest(port, path)),
        ),
      );
    case 'python':
    case 'flask':
      return ['python', 'python3', '/usr/bin/python3'].map((tool) =>
        recipe(
          'http-python',
          'HTTP check with Python',
          'Needs nothing but Python, so it survives a change of the base image.',
          tool,
          exec(tool, '-c', pythonRequest(port, path)),
        ),
      );
    case 'ruby':
      return [
        recipe(
          'http-ruby',
          'HTTP check with Ruby',
          'Needs nothing but Ruby, so it survives a change of the base image.',
          'ruby',
          exec('ruby', '-rnet/http', '-e', rubyRequest(port, path)),
        ),
      ];
    case 'phpFpm':
      return [
        recipe(
          'fpm-ping',
          'PHP-FPM ping page',
          'PHP-FPM speaks FastCGI, not HTTP. It needs ping.path = /ping in the pool’s configuration.',
          'cgi-fcgi',
          shell(
            pieces`SCRIPT_NAME=/ping SCRIPT_FILENAME=/ping REQUEST_METHOD=GET cgi-fcgi -bind -connect 127.0.0.1:${field(port)} || exit 1`,
          ),
        ),
        recipe(
          'tcp-php',
          'Connection check with PHP',
          'PHP-FPM speaks FastCGI, not HTTP, so this only asks whether it accepts a connection.',
          'php',
          exec('php', '-r', pieces`exit(@fsockopen('127.0.0.1', ${field(port)}) ? 0 : 1);`),
        ),
      ];
    case 'postgres':
      return [
        recipe(
          'pg-isready',
          'pg_isready',
          'It asks the server itself, over TCP: during the first start PostgreSQL listens on its socket only and is not ready yet.',
          'pg_isready',
          shell(
            pieces`pg_isready -q -h 127.0.0.1 -p ${field(port)} -U "\${POSTGRES_USER:-postgres}" -d "\${POSTGRES_DB:-\${POSTGRES_USER:-postgres}}"`,
          ),
        ),
      ];
    case 'mariadb':
      return [
        recipe(
          'mariadb-healthcheck',
          'MariaDB’s healthcheck.sh',
          'The official image brings it, with a user of its own: it asks whether MariaDB accepts connections and InnoDB is ready.',
          'healthcheck.sh',
          exec('healthcheck.sh', '--connect', '--innodb_initialized'),
        ),
        mysqlPing(port),
      ];
    case 'mysql':
      return [mysqlPing(port)];
    case 'redis':
    case 'valkey': {
      const tool = id === 'redis' ? 'redis-cli' : 'valkey-cli';
      return [
        recipe(
          `${id}-ping`,
          `${tool} ping`,
          'It wants PONG: while data is being loaded the server answers, but with an error. With a password set, put it into REDISCLI_AUTH.',
          tool,
          shell(pieces`${tool} -h 127.0.0.1 -p ${field(port)} ping | grep -q PONG`),
        ),
      ];
    }
    case 'mongo':
    case 'mongoLegacy': {
      const tool = id === 'mongo' ? 'mongosh' : 'mongo';
      return [
        recipe(
          'mongo-ping',
          `${tool} ping`,
          'It asks the server itself; ping needs no login.',
          tool,
          exec(
            tool,
            '--quiet',
            '--host',
            '127.0.0.1',
            '--port',
            pieces`${field(port)}`,
            '--eval',
            "quit(db.adminCommand('ping').ok ? 0 : 1)",
          ),
        ),
      ];
    }
    case 'rabbitmq':
      return [
        recipe(
          'rabbitmq-ping',
          'rabbitmq-diagnostics ping',
          'It asks the node itself. Each run starts an Erlang VM, so it is given time and not run often.',
          'rabbitmq-diagnostics',
          exec('rabbitmq-diagnostics', '-q', 'ping'),
        ),
      ];
    case 'elasticsearch':
      return [
        recipe(
          'elasticsearch-curl',
          'Ask the REST port with curl',
          'It takes any answer for life, since without a password the server answers 401; HTTPS is tried first, as version 8 and later use it.',
          'curl',
          shell(
            pieces`curl -sk -o /dev/null https://127.0.0.1:${field(port)}/ || curl -s -o /dev/null http://127.0.0.1:${field(port)}/ || exit 1`,
          ),
        ),
      ];
    case 'kafka':
      return [kafkaVersions('/opt/kafka/bin/kafka-broker-api-versions.sh', port)];
    case 'kafkaConfluent':
      return [kafkaVersions('kafka-broker-api-versions', port)];
    case 'web':
    case 'web8080':
    case 'haproxy':
    case 'php':
    case 'java':
    case 'dotnet':
    case 'dotnet80':
    case 'memcached':
    case 'prometheus':
    case 'grafana':
    case 'worker':
    case 'binary':
      return [];
    default:
      return assertNever(id);
  }
}

function mysqlPing(port: string): ProbeRecipe {
  return recipe(
    'mysql-ping',
    'mysqladmin ping',
    'It needs no login: a refused login still proves that the server answers. Over TCP, since the first start listens on the socket only.',
    'mysqladmin',
    exec('mysqladmin', 'ping', '--silent', '-h', '127.0.0.1', '-P', pieces`${field(port)}`),
  );
}

function kafkaVersions(tool: string, port: string): ProbeRecipe {
  return recipe(
    'kafka-api-versions',
    'kafka-broker-api-versions',
    'It asks the broker itself. Each run starts a Java VM, so it is given time and not run often.',
    tool,
    exec(tool, '--bootstrap-server', pieces`127.0.0.1:${field(port)}`),
  );
}

function recipe(id: string, title: string, why: string, tool: string, command: ProbeCommand): ProbeRecipe {
  return { id, title, why, tool, command };
}

/** Tools that an image surely holds when it runs this program, though the table of images cannot say so. */
export function impliedTools(id: WorkloadId): readonly string[] {
  switch (id) {
    case 'mongo':
      return ['mongosh'];
    case 'mongoLegacy':
      return ['mongo'];
    case 'kafka':
      return ['/opt/kafka/bin/kafka-broker-api-versions.sh'];
    case 'kafkaConfluent':
      return ['kafka-broker-api-versions'];
    default:
      return [];
  }
}
