// What programs a container may run, how they are recognised and where they listen by default.

import type { ProbeTimings } from './healthcheckText';

export type WorkloadId =
  | 'web'
  | 'web8080'
  | 'caddy'
  | 'traefik'
  | 'haproxy'
  | 'node'
  | 'python'
  | 'flask'
  | 'ruby'
  | 'phpFpm'
  | 'php'
  | 'java'
  | 'dotnet'
  | 'dotnet80'
  | 'postgres'
  | 'mysql'
  | 'mariadb'
  | 'redis'
  | 'valkey'
  | 'mongo'
  | 'mongoLegacy'
  | 'rabbitmq'
  | 'elasticsearch'
  | 'kafka'
  | 'kafkaConfluent'
  | 'memcached'
  | 'prometheus'
  | 'grafana'
  | 'worker'
  | 'binary';

export interface Workload {
  /** As in "the usual port for …". */
  readonly name: string;
  /** How it answers: `http` can be asked for a page, `tcp` only for a connection, `none` listens nowhere. */
  readonly speaks: 'http' | 'tcp' | 'none';
  /** Its own default port; absent when there is no custom. */
  readonly port?: number;
  readonly path?: string;
  readonly timings: ProbeTimings;
}

const quick: ProbeTimings = { interval: '30s', timeout: '3s', startPeriod: '5s', retries: 3 };
const app: ProbeTimings = { interval: '30s', timeout: '5s', startPeriod: '15s', retries: 3 };
const database: ProbeTimings = { interval: '10s', timeout: '5s', startPeriod: '30s', retries: 5 };
const heavy: ProbeTimings = { interval: '30s', timeout: '10s', startPeriod: '60s', retries: 5 };

/** Ports are those of each program's own documentation. */
export const workloads: Readonly<Record<WorkloadId, Workload>> = {
  web: { name: 'web servers', speaks: 'http', port: 80, timings: quick },
  web8080: { name: 'web servers', speaks: 'http', port: 8080, timings: quick },
  caddy: { name: 'Caddy', speaks: 'http', port: 80, timings: quick },
  traefik: { name: 'Traefik', speaks: 'http', port: 8080, path: '/ping', timings: quick },
  haproxy: { name: 'HAProxy', speaks: 'tcp', port: 80, timings: quick },
  node: { name: 'Node.js', speaks: 'http', port: 3000, timings: app },
  python: { name: 'Python servers', speaks: 'http', port: 8000, timings: app },
  flask: { name: 'Flask', speaks: 'http', port: 5000, timings: app },
  ruby: { name: 'Ruby servers', speaks: 'http', port: 3000, timings: app },
  phpFpm: { name: 'PHP-FPM', speaks: 'tcp', port: 9000, timings: quick },
  php: { name: 'PHP servers', speaks: 'http', port: 8000, timings: app },
  java: { name: 'Java servers', speaks: 'http', port: 8080, timings: { ...app, startPeriod: '60s' } },
  // ASP.NET Core listens on 8080 since .NET 8 and on 80 before.
  dotnet: { name: '.NET', speaks: 'http', port: 8080, timings: app },
  dotnet80: { name: '.NET', speaks: 'http', port: 80, timings: app },
  postgres: { name: 'PostgreSQL', speaks: 'tcp', port: 5432, timings: database },
  mysql: { name: 'MySQL', speaks: 'tcp', port: 3306, timings: database },
  mariadb: { name: 'MariaDB', speaks: 'tcp', port: 3306, timings: database },
  redis: { name: 'Redis', speaks: 'tcp', port: 6379, timings: { ...database, timeout: '3s', startPeriod: '5s' } },
  valkey: { name: 'Valkey', speaks: 'tcp', port: 6379, timings: { ...database, timeout: '3s', startPeriod: '5s' } },
  mongo: { name: 'MongoDB', speaks: 'tcp', port: 27017, timings: { ...database, timeout: '10s' } },
  mongoLegacy: { name: 'MongoDB', speaks: 'tcp', port: 27017, timings: { ...database, timeout: '10s' } },
  rabbitmq: { name: 'RabbitMQ', speaks: 'tcp', port: 5672, timings: heavy },
  elasticsearch: { name: 'Elasticsearch', speaks: 'tcp', port: 9200, timings: heavy },
  kafka: { name: 'Kafka', speaks: 'tcp', port: 9092, timings: { ...heavy, timeout: '15s' } },
  kafkaConfluent: { name: 'Kafka', speaks: 'tcp', port: 9092, timings: { ...heavy, timeout: '15s' } },
  memcached: { name: 'Memcached', speaks: 'tcp', port: 11211, timings: quick },
  prometheus: { name: 'Prometheus', speaks: 'http', port: 9090, path: '/-/healthy', timings: app },
  grafana: { name: 'Grafana', speaks: 'http', port: 3000, path: '/api/health', timings: app },
  worker: { name: 'workers', speaks: 'none', timings: app },
  binary: { name: 'servers', speaks: 'http', timings: app },
};

/** Programs by the name of what CMD or ENTRYPOINT starts. */
export const workloadByProgram: ReadonlyMap<string, WorkloadId> = new Map<string, WorkloadId>([
  ['nginx', 'web'],
  ['httpd', 'web'],
  ['httpd-foreground', 'web'],
  ['apache2', 'web'],
  ['apache2ctl', 'web'],
  ['apachectl', 'web'],
  ['apache2-foreground', 'web'],
  ['lighttpd', 'web'],
  ['caddy', 'caddy'],
  ['traefik', 'traefik'],
  ['haproxy', 'haproxy'],
  ['node', 'node'],
  ['nodejs', 'node'],
  ['npm', 'node'],
  ['npx', 'node'],
  ['yarn', 'node'],
  ['pnpm', 'node'],
  ['nodemon', 'node'],
  ['pm2', 'node'],
  ['pm2-runtime', 'node'],
  ['ts-node', 'node'],
  ['tsx', 'node'],
  ['next', 'node'],
  ['python', 'python'],
  ['python3', 'python'],
  ['gunicorn', 'python'],
  ['uvicorn', 'python'],
  ['hypercorn', 'python'],
  ['daphne', 'python'],
  ['fastapi', 'python'],
  ['waitress-serve', 'python'],
  ['flask', 'flask'],
  ['celery', 'worker'],
  ['ruby', 'ruby'],
  ['puma', 'ruby'],
  ['rails', 'ruby'],
  ['bundle', 'ruby'],
  ['unicorn', 'ruby'],
  ['rackup', 'ruby'],
  ['sidekiq', 'worker'],
  ['php-fpm', 'phpFpm'],
  ['php', 'php'],
  ['java', 'java'],
  ['catalina.sh', 'java'],
  ['dotnet', 'dotnet'],
  ['postgres', 'postgres'],
  ['mysqld', 'mysql'],
  ['mariadbd', 'mariadb'],
  ['redis-server', 'redis'],
  ['valkey-server', 'valkey'],
  ['mongod', 'mongo'],
  ['rabbitmq-server', 'rabbitmq'],
  ['memcached', 'memcached'],
  ['prometheus', 'prometheus'],
]);

/** Ports behind which no web server answers. */
export const tcpOnlyPorts: ReadonlySet<number> = new Set([
  21, 22, 25, 53, 110, 143, 389, 465, 587, 636, 993, 995, 1433, 1521, 1883, 2181, 3306, 3389, 4222, 5432, 5671, 5672,
  6379, 6380, 8883, 9042, 9092, 11211, 27017, 50051,
]);
