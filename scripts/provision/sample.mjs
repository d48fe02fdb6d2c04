// The sample swarm of `npm start`, the screenshots and the ui tests: a small shop with two broken services in it, some
// plain containers, and a folder to open. Nothing in it reaches outside.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { engineCall } from './engineApi.mjs';
import { provideImages } from './images.mjs';
import { say, until } from './run.mjs';

const stackLabel = 'com.docker.stack.namespace';
const second = 1e9;

/** The images that the sample needs; busybox-based all of them, so they take seconds. */
const images = [
  ...['busybox:1.36', 'nginx:1.27', 'scratch/sleeper:1.0', 'shop/web:2.4.1', 'shop/api:2.4.1', 'shop/db:16'],
  'shop/ticker:1.0',
];

/**
 * Creates the sample on two engines (nodes as startEngines gives them), which must be one swarm. Broken: shop_db (its data
 * directory belongs to root) and shop_api (ends because db does not answer); legacy-cart is unhealthy, nightly-report
 * failed. Resolves when the healthy services run and the broken ones have failed once; does nothing where it is there.
 */
export async function createSample(manager, worker) {
  await provideImages([manager.socket, worker.socket], images);
  const call = (method, url, body) => engineCall(manager.socket, method, url, { body });
  const existing = await call('GET', '/services');
  if (existing.some(({ Spec }) => Spec.Name === 'shop_web')) return;
  say('creating the sample swarm');
  const shop = { [stackLabel]: 'shop' };
  const network = await call('POST', '/networks/create', {
    ...{ Name: 'shop_default', Driver: 'overlay', Attachable: true, Labels: shop },
  });
  const inShop = [{ Target: network.Id }];
  const data = (text) => Buffer.from(text).toString('base64');
  const password = await call('POST', '/secrets/create', {
    Name: 'shop_db-password',
    Labels: shop,
    Data: data('correct horse'),
  });
  await call('POST', '/secrets/create', { Name: 'shop_api-token', Labels: shop, Data: data('t-0815') });
  const config = await call('POST', '/configs/create', {
    ...{ Name: 'shop_web-conf', Labels: shop, Data: data('/api:\n') },
  });
  const service = (name, image, task, more = {}) =>
    serviceSpec({ stack: 'shop', name, image, task, networks: inShop, ...more });
  const secretFile = { File: { Name: 'db-password', UID: '999', GID: '999', Mode: 0o400 } };
  const services = [
    service(
      'web',
      'shop/web:2.4.1',
      { Configs: [{ ConfigID: config.ID, ConfigName: 'shop_web-conf', File: confFile }] },
      {
        ...{ replicas: 3, limits: { MemoryBytes: 64 << 20, NanoCPUs: 5e8 } },
        ports: [{ Protocol: 'tcp', TargetPort: 8080, PublishedPort: 8080, PublishMode: 'ingress' }],
      },
    ),
    service(
      'api',
      'shop/api:2.4.1',
      { Env: ['DB_HOST=db', 'DB_PORT=5432', 'DB_PASSWORD_FILE=/run/secrets/db-password'] },
      {
        ...{ replicas: 2, limits: { MemoryBytes: 128 << 20 } },
      },
    ),
    service(
      'db',
      'shop/db:16',
      {
        Mounts: [
          {
            Type: 'volume',
            Source: 'shop_db-data',
            Target: '/var/lib/postgresql/data',
            VolumeOptions: { Labels: shop },
          },
        ],
        Secrets: [{ SecretID: password.ID, SecretName: 'shop_db-password', ...secretFile }],
        Env: ['PGDATA=/var/lib/postgresql/data'],
      },
      { replicas: 1, constraints: ['node.role == manager'] },
    ),
    service('orders', 'shop/ticker:1.0', { Command: ['sh', '-c', takeOrders] }, { replicas: 2 }),
  ];
  for (const spec of services) await call('POST', '/services/create', spec);
  await monitoring(call);
  await plainContainers(manager.socket, worker.socket);
  await settled(call);
}

// As monitoring.compose.yaml says, until somebody changed it by hand: it has a previous spec, and differs from its file.
async function monitoring(call) {
  const stack = 'monitoring';
  const network = await call('POST', '/networks/create', {
    ...{ Name: `${stack}_default`, Driver: 'overlay', Labels: { [stackLabel]: stack } },
  });
  const agent = (env) =>
    serviceSpec({
      ...{ stack, name: 'agent', image: 'shop/ticker:1.0', global: true, networks: [{ Target: network.Id }] },
      task: { Env: env, StopGracePeriod: second },
    });
  const { ID } = await call('POST', '/services/create', agent(['LEVEL=info', 'PAUSE=5']));
  const change = async () => {
    const { Version } = await call('GET', `/services/${ID}`);
    await call('POST', `/services/${ID}/update?version=${Version.Index}`, agent(['LEVEL=debug', 'PAUSE=1']));
    return true;
  };
  // Swarm itself writes to a service that is new.
  await until(change, 'the changed service of the sample');
}

/** Writes a small project into the folder: a Dockerfile without a HEALTHCHECK, two Compose files, a README. */
export function writeSampleFolder(folder) {
  const files = {
    Dockerfile: `FROM node:20-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM node:20-alpine
WORKDIR /app
ENV NODE_ENV=production PORT=8000
COPY --from=build /app/dist ./dist
USER node
EXPOSE 8000
CMD ["node", "dist/server.js"]
`,
    'compose.yaml': `services:
  web:
    image: shop/web:2.4.1
    ports: ["8080:8080"]
  api:
    build: .
    environment:
      DB_HOST: db
    depends_on: [db]
  db:
    image: shop/db:16
    volumes: ["db-data:/var/lib/postgresql/data"]

volumes:
  db-data:
`,
    'monitoring.compose.yaml': `services:
  agent:
    image: shop/ticker:1.0
    environment:
      LEVEL: info
      PAUSE: "5"
    stop_grace_period: 1s
    deploy:
      mode: global
      restart_policy:
        condition: any
        delay: 5s
`,
    'README.md':
      '# shop\n\nA sample project for Dockhound. The stack `shop` runs on the sample swarm; two of its services are broken.\n',
  };
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
}

// Writes what a shop's order service would: levels in colour, trouble on stderr.
const takeOrders = `trap 'exit 0' TERM
n=1040
while :; do
  n=$((n + 1))
  printf '\\033[32mINFO\\033[0m  order %s placed: 3 items, 59.90 EUR\\n' $n
  sleep 0.7
  case $((n % 7)) in
    3) printf '\\033[33mWARN\\033[0m  order %s: payment took 2.4 s, retried once\\n' $n >&2 ;;
    5) printf '\\033[31mERROR\\033[0m order %s: card declined by the bank, code 51\\n' $n >&2 ;;
    *) printf '\\033[32mINFO\\033[0m  order %s paid, sent to warehouse\\n' $n ;;
  esac
  sleep 1.3
done`;

// A little of everything that stats show: bursts of work, memory that comes and goes, files, and traffic to a neighbour.
const resizePictures = `trap 'exit 0' TERM
n=0
while :; do
  n=$((n + 1))
  held=$(head -c $((1000000 + n % 6 * 1500000)) /dev/zero | tr '\\000' x)
  head -c $((300000 + n % 4 * 700000)) /dev/urandom > /tmp/picture
  gzip -c /tmp/picture > /tmp/picture.gz
  sync /tmp/picture.gz
  wget -q -O /dev/null http://tools-adminer-1/
  echo "picture $n resized"
  sleep 1
done`;

// Reads, writes a report in part, and ends; what it has changed stays in the container.
const writeReport = `mkdir -p /var/reports/2026-11 /var/spool/mail
for day in 19 20 21; do
  echo "order,items,total" > /var/reports/2026-11/orders-$day.csv
done
echo "reading orders"
echo "day 22 of november" > /var/reports/2026-11/orders-22.csv.part
echo "report:x:1000:" >> /etc/passwd
rm /etc/group
echo "no space left on device" >&2
exit 3`;

const confFile = { Name: '/etc/httpd.conf', UID: '0', GID: '0', Mode: 0o444 };

// What `docker stack deploy` would send.
function serviceSpec({
  stack,
  name,
  image,
  task = {},
  networks = [],
  replicas,
  global = false,
  limits,
  ports,
  constraints,
}) {
  const labels = { [stackLabel]: stack, 'com.docker.stack.image': image };
  const target = networks.map((network) => ({ ...network, Aliases: [name] }));
  return {
    Name: `${stack}_${name}`,
    Labels: labels,
    TaskTemplate: {
      ContainerSpec: { Image: image, Labels: { [stackLabel]: stack }, ...task },
      RestartPolicy: { Condition: 'any', Delay: 5 * second },
      Networks: target,
      ...(limits ? { Resources: { Limits: limits } } : {}),
      ...(constraints ? { Placement: { Constraints: constraints } } : {}),
    },
    Mode: global ? { Global: {} } : { Replicated: { Replicas: replicas } },
    UpdateConfig: { Parallelism: 1, FailureAction: 'pause', Order: 'stop-first' },
    ...(ports ? { EndpointSpec: { Mode: 'vip', Ports: ports } } : {}),
  };
}

async function plainContainers(manager, worker) {
  const tools = (service) => ({
    ...{ 'com.docker.compose.project': 'tools', 'com.docker.compose.service': service },
    ...{ 'com.docker.compose.container-number': '1', 'com.docker.compose.oneoff': 'False' },
  });
  const failing = { Test: ['CMD-SHELL', 'wget -q -O /dev/null http://127.0.0.1:9090/health || exit 1'] };
  const always = { RestartPolicy: { Name: 'unless-stopped' } };
  await engineCall(manager, 'POST', '/networks/create', {
    body: { Name: 'tools_default', Driver: 'bridge', Labels: tools('') },
  });
  const list = [
    [
      manager,
      'gateway',
      { Image: 'nginx:1.27', HostConfig: { ...always, PortBindings: { '80/tcp': [{ HostPort: '8088' }] } } },
    ],
    [
      manager,
      'legacy-cart',
      { Image: 'nginx:1.27', Healthcheck: { ...failing, Interval: second, Timeout: second, Retries: 2 } },
    ],
    [manager, 'nightly-report', { Image: 'busybox:1.36', Cmd: ['sh', '-c', writeReport] }],
    [manager, 'metrics-exporter', { Image: 'scratch/sleeper:1.0', HostConfig: always }],
    [
      manager,
      'tools-adminer-1',
      { Image: 'nginx:1.27', Labels: tools('adminer'), HostConfig: { NetworkMode: 'tools_default' } },
    ],
    [
      manager,
      'tools-mailbox-1',
      { Image: 'shop/ticker:1.0', Labels: tools('mailbox'), HostConfig: { NetworkMode: 'tools_default' } },
    ],
    [
      manager,
      'tools-resizer-1',
      {
        ...{ Image: 'busybox:1.36', Cmd: ['sh', '-c', resizePictures], Labels: tools('resizer') },
        HostConfig: { NetworkMode: 'tools_default', Memory: 32 << 20, NanoCpus: 5e8, PidsLimit: 20 },
      },
    ],
    [worker, 'edge-proxy', { Image: 'nginx:1.27', HostConfig: always }],
  ];
  for (const [socket, name, body] of list) {
    const { Id } = await engineCall(socket, 'POST', `/containers/create?name=${name}`, { body });
    await engineCall(socket, 'POST', `/containers/${Id}/start`);
  }
  const toolbox = { Image: 'busybox:1.36', Tty: true, OpenStdin: true, Cmd: ['sh'], HostConfig: always };
  const { Id } = await engineCall(manager, 'POST', '/containers/create?name=toolbox', { body: toolbox });
  await engineCall(manager, 'POST', `/containers/${Id}/start`);
  await until(
    async () => (await engineCall(manager, 'GET', '/containers/legacy-cart/json')).State.Health?.Status === 'unhealthy',
    'the unhealthy container of the sample',
  );
}

async function settled(call) {
  const services = await call('GET', '/services');
  const idOf = (name) => services.find(({ Spec }) => Spec.Name === name).ID;
  await until(
    async () => {
      const tasks = await call('GET', '/tasks');
      const count = (name, state) =>
        tasks.filter((task) => task.ServiceID === idOf(name) && task.Status.State === state).length;
      const running = [
        ['shop_web', 3],
        ['shop_orders', 2],
        ['monitoring_agent', 2],
      ].every(([name, n]) => count(name, 'running') >= n);
      return running && ['shop_db', 'shop_api'].every((name) => count(name, 'failed') > 0);
    },
    'the sample swarm',
    { timeoutMs: 90_000, pauseMs: 250 },
  );
}
