// What well-known base images hold that a health check can use, and what runs in them.
//
// Each row names its source. A tool that is neither in `has` nor in `lacks` is unknown, and stays unknown.

import { imageReference } from './imageReference';
import type { WorkloadId } from './workloads';

/** What an operating system image brings. `nothing` is an image without a shell or any tool. */
export interface BaseSystem {
  readonly id: 'alpine' | 'busybox' | 'debian' | 'buildpack' | 'redhat' | 'windows' | 'nothing' | 'unknown';
  readonly has: readonly string[];
  readonly lacks: readonly string[];
}

export interface ImageFamily {
  readonly system: BaseSystem;
  readonly has: readonly string[];
  /** What runs when the image's own command is kept, or which language the image is made for. */
  readonly workload?: WorkloadId;
}

const checkedTools = ['curl', 'wget', 'nc', 'bash', 'sh', 'pgrep', 'grep', 'cat', 'test'] as const;

// Alpine 3: BusyBox applets (sh, wget, nc with -z) and no curl or bash. https://wiki.alpinelinux.org/wiki/BusyBox
const alpine: BaseSystem = { id: 'alpine', has: ['sh', 'wget', 'nc', 'pgrep', 'grep'], lacks: ['curl', 'bash'] };
// https://hub.docker.com/_/busybox: its nc lacks -z, which only Alpine's configuration switches on.
const busybox: BaseSystem = { id: 'busybox', has: ['sh', 'wget', 'pgrep', 'grep'], lacks: ['curl', 'bash'] };
// debian and ubuntu hold bash (essential) but neither curl nor wget: docker-library/buildpack-deps and
// docker-library/postgres install them on top of debian:bookworm before they use them. Debian's bash has /dev/tcp.
const debian: BaseSystem = { id: 'debian', has: ['sh', 'bash', 'grep'], lacks: ['curl', 'wget', 'nc'] };
// docker-library/buildpack-deps, debian/bookworm/curl/Dockerfile: curl and wget.
const buildpack: BaseSystem = { id: 'buildpack', has: ['sh', 'bash', 'grep', 'curl', 'wget'], lacks: [] };
// docker-library/mysql, 8.4/Dockerfile.oracle calls curl on oraclelinux:9-slim before it installs anything; UBI, Fedora,
// Rocky, Alma and Amazon Linux ship curl or curl-minimal, on which microdnf and dnf rest through librepo.
const redhat: BaseSystem = { id: 'redhat', has: ['sh', 'bash', 'grep', 'curl'], lacks: [] };
// curl.exe is part of Windows, Nano Server included, since 1803.
const windows: BaseSystem = { id: 'windows', has: ['curl'], lacks: [] };
// https://github.com/GoogleContainerTools/distroless: no shell, no package manager. `scratch` is empty by definition.
const nothing: BaseSystem = { id: 'nothing', has: [], lacks: checkedTools };
const unknown: BaseSystem = { id: 'unknown', has: [], lacks: [] };

/** Systems by how their images are called. */
const systems: ReadonlyMap<string, BaseSystem> = new Map([
  ['scratch', nothing],
  ['alpine', alpine],
  ['busybox', busybox],
  ['debian', debian],
  ['ubuntu', debian],
  ['buildpack-deps', buildpack],
  ['fedora', redhat],
  ['rockylinux', redhat],
  ['almalinux', redhat],
  ['centos', redhat],
  ['oraclelinux', redhat],
  ['amazonlinux', redhat],
  // https://edu.chainguard.dev/open-source/wolfi: BusyBox and apk.
  ['cgr.dev/chainguard/wolfi-base', alpine],
]);

interface Row {
  readonly names: readonly string[];
  readonly system: (tag: string) => BaseSystem;
  readonly has?: readonly string[];
  readonly workload?: WorkloadId | ((tag: string) => WorkloadId | undefined);
}

const languageSystem = (tag: string) => byTag(tag) ?? buildpack;
const debianSystem = (tag: string) => byTag(tag) ?? debian;
const alpineSystem = () => alpine;
const unsure = (tag: string) => byTag(tag) ?? unknown;

const rows: readonly Row[] = [
  // docker-library images: `-slim` is debian-slim, the plain tag stands on buildpack-deps.
  { names: ['node'], system: languageSystem, has: ['node'], workload: 'node' },
  { names: ['python'], system: languageSystem, has: ['python', 'python3'], workload: 'python' },
  { names: ['ruby'], system: languageSystem, has: ['ruby'], workload: 'ruby' },
  { names: ['golang', 'rust'], system: languageSystem, workload: 'binary' },
  // docker-library/php, Dockerfile-linux.template: curl in both variants; FPM listens on 9000, Apache on 80.
  {
    names: ['php'],
    system: (tag) => byTag(tag) ?? debian,
    has: ['php', 'curl'],
    workload: (tag) => (tag.includes('fpm') ? 'phpFpm' : tag.includes('apache') ? 'web' : undefined),
  },
  // adoptium/containers, 21/jre/ubuntu/noble/Dockerfile: curl and wget on Ubuntu.
  { names: ['eclipse-temurin'], system: (tag) => byTag(tag) ?? buildpack, workload: 'java' },
  // https://hub.docker.com/_/amazoncorretto: Amazon Linux unless the tag says otherwise.
  { names: ['amazoncorretto'], system: (tag) => byTag(tag) ?? redhat, workload: 'java' },
  { names: ['openjdk', 'tomcat', 'jetty', 'maven', 'gradle', 'ibm-semeru-runtimes'], system: unsure, workload: 'java' },
  // dotnet/dotnet-docker, src/runtime-deps: debian-slim or ubuntu without curl; chiseled and distroless hold nothing.
  {
    names: [
      'mcr.microsoft.com/dotnet/aspnet',
      'mcr.microsoft.com/dotnet/runtime',
      'mcr.microsoft.com/dotnet/runtime-deps',
    ],
    system: (tag) => byTag(tag) ?? debian,
    workload: (tag) => (/^[1-7]\./.test(tag) ? 'dotnet80' : 'dotnet'),
  },
  { names: ['mcr.microsoft.com/dotnet/sdk'], system: unsure, workload: 'dotnet' },
  // nginxinc/docker-nginx, mainline/debian/Dockerfile: curl on debian-slim; alpine and alpine-slim keep BusyBox's wget.
  { names: ['nginx'], system: debianSystem, has: ['nginx:curl'], workload: 'web' },
  { names: ['nginxinc/nginx-unprivileged'], system: debianSystem, has: ['nginx:curl'], workload: 'web8080' },
  // docker-library/httpd, 2.4/Dockerfile: curl is purged after the build.
  { names: ['httpd'], system: debianSystem, workload: 'web' },
  // caddyserver/caddy-docker, Dockerfile.tmpl: Alpine; the admin address answers on 2019.
  { names: ['caddy'], system: alpineSystem, workload: 'caddy' },
  // https://doc.traefik.io/traefik/operations/cli: `traefik healthcheck` asks the ping endpoint.
  { names: ['traefik'], system: alpineSystem, has: ['traefik'], workload: 'traefik' },
  { names: ['haproxy'], system: debianSystem, workload: 'haproxy' },
  // docker-library/postgres, 16/bookworm/Dockerfile: debian-slim; pg_isready is on the path.
  {
    names: ['postgres', 'postgis/postgis', 'timescale/timescaledb', 'pgvector/pgvector'],
    system: debianSystem,
    has: ['pg_isready'],
    workload: 'postgres',
  },
  // docker-library/mysql, 8.4/Dockerfile.oracle: oraclelinux-slim.
  { names: ['mysql'], system: (tag) => byTag(tag) ?? redhat, has: ['mysqladmin'], workload: 'mysql' },
  // https://mariadb.com/kb/en/using-healthcheck-sh: healthcheck.sh is part of the official image.
  { names: ['mariadb'], system: debianSystem, has: ['healthcheck.sh'], workload: 'mariadb' },
  { names: ['redis'], system: debianSystem, has: ['redis-cli'], workload: 'redis' },
  { names: ['valkey/valkey'], system: debianSystem, has: ['valkey-cli'], workload: 'valkey' },
  // https://hub.docker.com/_/mongo: mongosh since 5.0, the old mongo shell before.
  {
    names: ['mongo'],
    system: unsure,
    has: ['bash', 'sh'],
    workload: (tag) => (/^[1-4](\.|$)/.test(tag) ? 'mongoLegacy' : 'mongo'),
  },
  // docker-library/rabbitmq, 3.13/ubuntu/Dockerfile: the sbin folder of RabbitMQ is on the path.
  { names: ['rabbitmq'], system: debianSystem, has: ['rabbitmq-diagnostics'], workload: 'rabbitmq' },
  { names: ['memcached'], system: debianSystem, workload: 'memcached' },
  // Elastic's and OpenSearch's own Compose examples probe with the image's curl.
  {
    names: ['elasticsearch', 'docker.elastic.co/elasticsearch/elasticsearch', 'opensearchproject/opensearch'],
    system: unsure,
    has: ['curl', 'sh', 'bash'],
    workload: 'elasticsearch',
  },
  // https://hub.docker.com/r/apache/kafka: scripts in /opt/kafka/bin.
  { names: ['apache/kafka'], system: unsure, has: ['bash', 'sh'], workload: 'kafka' },
  { names: ['confluentinc/cp-kafka'], system: unsure, has: ['bash', 'sh'], workload: 'kafkaConfluent' },
  // https://prometheus.io/docs/prometheus/latest/management_api, on BusyBox; https://grafana.com/docs: /api/health, on Alpine.
  { names: ['prom/prometheus'], system: () => busybox, workload: 'prometheus' },
  { names: ['grafana/grafana', 'grafana/grafana-oss'], system: alpineSystem, workload: 'grafana' },
];

const byName: ReadonlyMap<string, Row> = new Map(rows.flatMap((row) => row.names.map((name) => [name, row])));

/** What is known of an image by its name. An image that is not known has an unknown system and no workload. */
export function imageFamily(image: string): ImageFamily {
  const { repository, tag } = imageReference(image);
  const system = systems.get(repository);
  if (system) return { system, has: [] };
  const row = byName.get(repository);
  if (row) return rowFamily(row, tag);
  if (repository.startsWith('gcr.io/distroless/')) return distroless(repository, tag);
  // UBI micro holds no package manager and no curl that we could vouch for.
  if (/^registry\.(access\.)?redhat\.com\/ubi\d+\//.test(repository) && !repository.includes('micro')) {
    return { system: redhat, has: [] };
  }
  if (repository.startsWith('mcr.microsoft.com/windows/')) return { system: windows, has: [] };
  return { system: unknown, has: [] };
}

function rowFamily(row: Row, tag: string): ImageFamily {
  const system = row.system(tag);
  // The slim nginx on Alpine has no curl, and older Alpine ones neither: there only wget is sure.
  const has = (row.has ?? []).flatMap((tool) => {
    if (tool !== 'nginx:curl') return [tool];
    return system.id === 'debian' ? ['curl'] : [];
  });
  const workload = typeof row.workload === 'function' ? row.workload(tag) : row.workload;
  return { system, has, ...(workload && { workload }) };
}

/** Where distroless keeps its interpreters: nodejs/BUILD and python3/BUILD in GoogleContainerTools/distroless. */
function distroless(repository: string, tag: string): ImageFamily {
  const system = tag.includes('debug') ? busybox : nothing;
  const name = repository.slice('gcr.io/distroless/'.length);
  if (name.startsWith('nodejs')) return { system, has: ['/nodejs/bin/node'], workload: 'node' };
  if (name.startsWith('python3')) return { system, has: ['/usr/bin/python3'], workload: 'python' };
  if (name.startsWith('java')) return { system, has: [], workload: 'java' };
  return { system, has: [], workload: 'binary' };
}

/** Official images name their system in the tag. */
function byTag(tag: string): BaseSystem | undefined {
  if (tag.includes('alpine')) return alpine;
  if (/windowsservercore|nanoserver|ltsc20/.test(tag)) return windows;
  if (/chiseled|distroless/.test(tag)) return nothing;
  if (/oracle|ubi\d|(^|-)al\d|amazonlinux/.test(tag)) return redhat;
  if (tag.includes('slim')) return debian;
  return undefined;
}
