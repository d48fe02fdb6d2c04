// Images without a registry: made here from Debian's static busybox (and, on demand, from Debian's own packages), then
// imported into the private engines. Names look like what people run; the content is the least that behaves so.
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { asRoot, ensurePrograms, unpackPackage } from './apt.mjs';
import { engineCall } from './engineApi.mjs';
import { cacheFolder } from './paths.mjs';
import { runSync, say } from './run.mjs';

// Bump when a recipe changes: cached root file systems are named after it.
const recipeVersion = '1';

const web = {
  'www/index.html': '<!doctype html><title>shop</title><h1>It works</h1>\n',
  'etc/httpd.conf': '/api:\n',
};

/**
 * tag → recipe. `base` says what it starts from: busybox, nothing, or a Debian with packages. `files` are added, `changes`
 * are Dockerfile instructions for `docker import --change`.
 */
const recipes = {
  'busybox:1.36': { base: 'busybox', changes: ['ENV PATH=/bin', 'CMD ["sh"]'] },
  'alpine:3.20': { base: 'busybox', changes: ['ENV PATH=/bin', 'CMD ["sh"]'] },
  // One program and nothing else, as images "FROM scratch" are: no shell to open, no tool for a health check.
  'scratch/sleeper:1.0': { base: 'sleeper', changes: ['ENTRYPOINT ["/sleep"]', 'CMD ["100000"]'] },
  'nginx:1.27': {
    base: 'busybox',
    files: web,
    changes: ['ENV PATH=/bin', 'EXPOSE 80', 'CMD ["httpd", "-f", "-v", "-p", "80", "-h", "/www"]'],
  },
  'shop/web:2.4.1': {
    base: 'busybox',
    files: web,
    changes: [
      'ENV PATH=/bin',
      'EXPOSE 8080',
      'HEALTHCHECK --interval=5s --timeout=3s --retries=3 CMD wget -q -O /dev/null http://127.0.0.1:8080/ || exit 1',
      'CMD ["httpd", "-f", "-v", "-p", "8080", "-h", "/www"]',
    ],
  },
  // Writes a line per second, of every level and on both streams; numbered, so that a test can see what is missing.
  'shop/ticker:1.0': {
    base: 'busybox',
    files: {
      'app/tick.sh': `#!/bin/sh
n=0
while :; do
  n=$((n + 1))
  echo "$(date -u +%FT%TZ) INFO  tick $n"
  [ $((n % 5)) = 0 ] && printf '%s \\033[31mERROR\\033[0m tick %s is the fifth\\n' "$(date -u +%FT%TZ)" "$n" >&2
  sleep "\${PAUSE:-1}"
done
`,
    },
    changes: ['ENV PATH=/bin', 'CMD ["/app/tick.sh"]'],
  },
  // Needs a database: asks for it, and ends with status 1 when it does not answer.
  'shop/api:2.4.1': {
    base: 'busybox',
    files: {
      'app/api.sh': `#!/bin/sh
db="\${DB_HOST:-db}"; port="\${DB_PORT:-5432}"
echo "$(date -u +%FT%TZ) INFO  shop-api 2.4.1 starting, listening on :8000"
echo "$(date -u +%FT%TZ) INFO  connecting to database $db:$port"
for attempt in 1 2 3; do
  if nc -w 1 "$db" "$port" < /dev/null > /tmp/why 2>&1; then
    echo "$(date -u +%FT%TZ) INFO  database ready"
    exec httpd -f -v -p 8000 -h /app
  fi
  why=$(cat /tmp/why)
  echo "$(date -u +%FT%TZ) ERROR connection to $db:$port failed (attempt $attempt of 3): \${why:-connection refused}" >&2
  sleep 1
done
echo "$(date -u +%FT%TZ) FATAL giving up: database $db:$port is not reachable" >&2
exit 1
`,
    },
    changes: ['ENV PATH=/bin', 'EXPOSE 8000', 'CMD ["/app/api.sh"]'],
  },
  // Refuses to start on a data directory that is not its own, as PostgreSQL does.
  'shop/db:16': {
    base: 'busybox',
    files: {
      'usr/local/bin/docker-entrypoint.sh': `#!/bin/sh
data="\${PGDATA:-/var/lib/postgresql/data}"
echo "The files belonging to this database system will be owned by user \\"postgres\\"."
if [ "$(stat -c %u "$data")" != "$(id -u)" ]; then
  echo "FATAL:  data directory \\"$data\\" has wrong ownership" >&2
  echo "HINT:  The server must be started by the user that owns the data directory." >&2
  exit 1
fi
echo "LOG:  database system is ready to accept connections"
exec nc -lk -p 5432 -e cat
`,
    },
    changes: [
      'ENV PATH=/usr/local/bin:/bin PGDATA=/var/lib/postgresql/data',
      'EXPOSE 5432',
      'USER 999',
      'ENTRYPOINT ["docker-entrypoint.sh"]',
    ],
    folders: ['var/lib/postgresql/data'],
  },
  'python:3.11-slim': { base: 'debian', packages: ['python3-minimal'], changes: ['CMD ["python3"]'] },
  'debian:bookworm-slim': { base: 'debian', packages: [], changes: ['CMD ["bash"]'] },
};

/** The images that take a moment, and those that need a Debian root file system (a minute the first time). */
export const imageNames = Object.keys(recipes);
export const quickImages = imageNames.filter((name) => recipes[name].base !== 'debian');

/** Makes the named images on each of these engines (socket paths), where they are not there yet. */
export async function provideImages(sockets, names = quickImages) {
  for (const name of names) {
    const recipe = recipes[name];
    if (!recipe) throw new Error(`No recipe for image ${name}; there are: ${imageNames.join(', ')}.`);
    const file = await rootArchive(name, recipe);
    await Promise.all(sockets.map((socket) => importImage(socket, name, file, recipe.changes)));
  }
}

async function importImage(socket, name, file, changes) {
  if (await hasImage(socket, name)) return;
  const [repo, tag] = name.split(':');
  const query = new URLSearchParams({ fromSrc: '-', repo, tag });
  for (const change of changes) query.append('changes', change);
  const headers = { 'Content-Type': 'application/x-tar' };
  const body = createReadStream(file);
  const reply = await engineCall(socket, 'POST', `/images/create?${query}`, { body, headers, timeoutMs: 120_000 });
  // Podman 4.3 imports, but gives no name.
  if (!(await hasImage(socket, name)) && typeof reply?.status === 'string') {
    await engineCall(socket, 'POST', `/images/${reply.status}/tag?${new URLSearchParams({ repo, tag })}`);
  }
  if (!(await hasImage(socket, name))) {
    throw new Error(`The image ${name} could not be made: ${JSON.stringify(reply).slice(-500)}`);
  }
}

async function hasImage(socket, name) {
  try {
    await engineCall(socket, 'GET', `/images/${name}/json`);
    return true;
  } catch (error) {
    if (error.status === 404) return false;
    throw error;
  }
}

async function rootArchive(name, recipe) {
  const cache = cacheFolder('images', `v${recipeVersion}`);
  const file = path.join(cache, `${name.replace(/[/:]/g, '_')}.tar`);
  if (existsSync(file)) return file;
  const work = cacheFolder('images', `work-${process.pid}-${Math.random().toString(36).slice(2, 8)}`);
  const draft = `${file}.${path.basename(work)}`;
  try {
    if (recipe.base === 'debian') {
      await debianArchive(draft, recipe.packages);
    } else {
      await fillRoot(work, recipe);
      runSync('tar', ['-C', work, '--owner=0', '--group=0', '--numeric-owner', '-cf', draft, '.']);
    }
    renameSync(draft, file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return file;
}

async function fillRoot(folder, { base, files = {}, folders = [] }) {
  const busybox = path.join(await unpackPackage('busybox-static'), 'bin', 'busybox');
  if (base === 'sleeper') {
    copyFileSync(busybox, path.join(folder, 'sleep'));
    return;
  }
  for (const name of ['bin', 'etc', 'root', 'var', 'usr', ...folders])
    mkdirSync(path.join(folder, name), { recursive: true });
  mkdirSync(path.join(folder, 'tmp'));
  chmodSync(path.join(folder, 'tmp'), 0o1777);
  copyFileSync(busybox, path.join(folder, 'bin', 'busybox'));
  for (const applet of runSync(busybox, ['--list']).trim().split('\n')) {
    if (applet !== 'busybox') symlinkSync('busybox', path.join(folder, 'bin', applet));
  }
  writeFileSync(
    path.join(folder, 'etc', 'passwd'),
    [
      'root:x:0:0:root:/root:/bin/sh',
      'postgres:x:999:999::/var/lib/postgresql:/bin/sh',
      'nobody:x:65534:65534::/:/bin/false',
      '',
    ].join('\n'),
  );
  writeFileSync(path.join(folder, 'etc', 'group'), 'root:x:0:\npostgres:x:999:\nnobody:x:65534:\n');
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text, { mode: name.endsWith('.sh') ? 0o755 : 0o644 });
  }
}

async function debianArchive(file, packages) {
  await ensurePrograms(['debootstrap', 'tar']);
  say(`making a Debian root file system${packages.length > 0 ? ` with ${packages.join(' ')}` : ''}, once`);
  const folder = path.join('/var/tmp', `dockhound-rootfs-${process.pid}`);
  const include = packages.length > 0 ? [`--include=${packages.join(',')}`] : [];
  try {
    await asRoot('debootstrap', ['--variant=minbase', ...include, 'bookworm', folder]);
    const left = [
      'proc/*',
      'sys/*',
      'dev/*',
      'var/cache/apt/*',
      'var/lib/apt/lists/*',
      'usr/share/doc/*',
      'usr/share/locale/*',
    ];
    await asRoot('tar', ['-C', folder, ...left.map((name) => `--exclude=./${name}`), '-cf', file, '.']);
  } finally {
    await asRoot('rm', ['-rf', folder]);
  }
}
