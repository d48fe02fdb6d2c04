// Whether the evidence of findings really stands in the engine's answers: they are read anew, and looked through.
import { engineCall } from '../provision/engineApi.mjs';
import { sleep } from '../provision/run.mjs';

const masked = '••••••••';
/** What changes from second to second (a container between two crashes) is read again until it comes round. */
const roundMs = 6_000;

/** { source, path, excerpt, stands } for each piece of evidence of a diagnosis. `sockets`: the engines' . */
export async function checkProofs(diagnosis, sockets) {
  const proofs = diagnosis.findings.flatMap(({ evidence, subject, rule }) =>
    evidence.map((one) => ({ rule, subject, ...one, stands: false })),
  );
  for (const proof of proofs) proof.stands = await isFirstLine(proof, sockets);
  const end = Date.now() + roundMs;
  while (proofs.some(({ stands }) => !stands)) {
    const answers = await readAnswers(sockets);
    for (const proof of proofs) proof.stands ||= standsIn(proof, answers);
    if (Date.now() > end) break;
    await sleep(300);
  }
  return proofs.map(({ rule, source, path, excerpt, stands }) => ({ rule, source, path, excerpt, stands }));
}

/** `first line of /entry.sh`: so begins that file of some container; a carriage return at its end is quoted as \\r. */
async function isFirstLine({ path = '', excerpt }, sockets) {
  const [, file] = /^first line of (\/.+)$/.exec(path) ?? [];
  if (file === undefined) return false;
  const quoted = excerpt.replace(/\\r$/, '\r');
  for (const socket of sockets) {
    for (const { Id } of await engineCall(socket, 'GET', '/containers/json?all=1')) {
      const query = `/containers/${Id}/archive?path=${encodeURIComponent(file)}`;
      const archive = await engineCall(socket, 'GET', query).catch(() => '');
      // A header of 512 bytes, then the file.
      if (String(archive).slice(512).split('\n')[0] === quoted) return true;
    }
  }
  return false;
}

/** Everything that the engines say of their objects, as they say it. */
async function readAnswers(sockets) {
  const all = await Promise.all(sockets.map(readEngine));
  return {
    objects: all.flatMap(({ objects }) => objects),
    lines: all.flatMap(({ lines }) => lines),
    events: all.flatMap(({ events }) => events),
  };
}

async function readEngine(socket) {
  const ask = (path) => engineCall(socket, 'GET', path).catch(() => undefined);
  const list = async (path) => (await ask(path)) ?? [];
  const containers = await list('/containers/json?all=1');
  const inspected = await Promise.all(containers.map(({ Id }) => ask(`/containers/${Id}/json?size=0`)));
  const logs = await Promise.all([
    ...containers.map(({ Id }) => ask(`/containers/${Id}/logs?stdout=1&stderr=1&tail=2000`)),
    ...(await list('/services')).map(({ ID }) => ask(`/services/${ID}/logs?stdout=1&stderr=1&tail=2000`)),
  ]);
  const running = containers.filter(({ State }) => State === 'running');
  const now = Math.ceil(Date.now() / 1000);
  const [services, tasks, nodes, images, networks, volumes, info, stats, tops, events] = await Promise.all([
    list('/services'),
    list('/tasks'),
    list('/nodes'),
    Promise.all((await list('/images/json')).map(({ Id }) => ask(`/images/${Id}/json`))),
    Promise.all((await list('/networks')).map(({ Id }) => ask(`/networks/${Id}`))),
    list('/volumes').then((answer) => answer.Volumes ?? []),
    ask('/info'),
    Promise.all(running.map(({ Id }) => ask(`/containers/${Id}/stats?stream=false&one-shot=true`))),
    Promise.all(
      running.map(({ Id }) => ask(`/containers/${Id}/top?ps_args=${encodeURIComponent('-eo pid,nlwp,args')}`)),
    ),
    ask(`/events?since=${now - 3600}&until=${now}`),
  ]);
  return {
    objects: [
      ...[
        ...inspected,
        ...services,
        ...tasks,
        ...nodes,
        ...images,
        ...networks,
        ...volumes,
        ...containers,
        ...stats,
        ...tops,
      ].filter(Boolean),
      { Info: info },
    ],
    // Each line may have a header of eight bytes before it, which is not text.
    lines: logs.flatMap((text) => String(text ?? '').split('\n')),
    events: String(typeof events === 'object' ? JSON.stringify(events) : (events ?? ''))
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line)),
  };
}

function standsIn(proof, { objects, lines, events }) {
  switch (proof.source) {
    case 'log':
      return lines.some((line) => holds(line, proof.excerpt));
    case 'event':
      return events.some((event) => isEvent(event, proof));
    case 'health':
      return objects.some((one) => (one.State?.Health?.Log ?? []).some((probe) => isProbe(probe, proof)));
    default:
      if (/^\d+\/\d+ running$/.test(proof.excerpt)) return isCounted(proof, objects);
      return objects.some((one) => isAt(one, proof));
  }
}

/** `die exitCode=137`: the action, then attributes as the event has them. */
function isEvent({ Action, Actor }, { excerpt }) {
  const [action, ...told] = excerpt.split(' ');
  if (Action.split(':')[0] !== action) return false;
  return told.every((word) => {
    const [key, value] = word.split('=');
    return value === undefined ? Action.includes(word) : Actor.Attributes[key] === value;
  });
}

/** `failed, exit code 1: what it said`. */
function isProbe({ ExitCode, Output }, { excerpt }) {
  const [, code, said] = /^[a-z ]+, exit code (-?\d+)(?::\s*(.*))?$/s.exec(excerpt) ?? [];
  return code === undefined ? holds(Output, excerpt) : Number(code) === ExitCode && holds(Output, said ?? '');
}

/** `NAME: tasks`, `2/3 running`: counted in the list of tasks. */
function isCounted({ path, excerpt, subject }, objects) {
  const name = path.includes(': ') ? path.replace(/: .*/, '') : subject.name;
  const service = objects.find(({ Spec, ID }) => ID && Spec?.Name === name);
  const running = objects.filter(({ ServiceID, Status }) => ServiceID === service?.ID && Status?.State === 'running');
  return service !== undefined && running.length === Number(excerpt.split('/')[0]);
}

/** Words of ours between what is quoted, as in `exited, exit code 1` or `bind /src on /app`. */
const glue = new Set(
  'on at of to and or in with is no none exit code uid gid mode for by from -> state availability role labels names'.split(
    ' ',
  ),
);

/** The value at the path holds what was quoted: its text, or each value and each word of it. */
function isAt(object, { path = '', excerpt }) {
  const bare = path.replace(/^[^:]+: /, '');
  const values = [...bare.split(', '), path].map((one) => valueAt(object, one)).filter((one) => one !== undefined);
  const isPath = /^[A-Z]\w+(\.|,|$)/.test(bare);
  // Quoted as not there; the engine leaves out what is zero.
  const absent = ['', '[]', '{}', 'none', 'false', '0'].includes(excerpt);
  if (absent && isPath && values.every((one) => leavesOf(one).length === 0)) return true;
  // What a path names in words (`top: processes`) is looked for in the whole of the object.
  const leaves = values.length > 0 ? values.flatMap(leavesOf) : isPath ? [] : leavesOf(object);
  if (leaves.length === 0) return false;
  const within = (part) => leaves.some((one) => holds(one, part));
  const quoted = parsed(excerpt);
  if (typeof quoted === 'object' && quoted !== null) return valuesOf(quoted).every(within);
  return within(excerpt) || wordsOf(excerpt).every((word) => within(word) || within(decimal(word)));
}

/** What is quoted, without the words between; never nothing. */
function wordsOf(excerpt) {
  const words = excerpt.split(/[\s,;:=()"'{}[\]]+/).map((word) => word.replace(/^tasks\./, ''));
  const quoted = words.filter((word) => word !== '' && word !== masked && !glue.has(word));
  return quoted.length > 0 ? quoted : [excerpt];
}

/** File modes are octal for people and decimal for the engine. */
function decimal(word) {
  return /^0[0-7]{3}$/.test(word) ? String(Number.parseInt(word, 8)) : word;
}

function valueAt(object, path) {
  let value = object;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, part) ? value[part] : undefined;
  }
  return value;
}

/** Every plain value at any depth, as text. */
function valuesOf(value) {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(valuesOf) : [String(value)];
}

/** Every plain value at any depth, and every key, as text. */
function leavesOf(value) {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(leavesOf);
  if (typeof value === 'object') return Object.entries(value).flatMap(([key, one]) => [key, ...leavesOf(one)]);
  return [String(value)];
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the text holds the quotation, of which parts may be masked or cut, and white space may differ. */
function holds(text, quotation) {
  const whole = smooth(text);
  let at = 0;
  for (const part of quotation
    .split(masked)
    .flatMap((one) => one.split('…'))
    .map(smooth)) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

function smooth(text) {
  return String(text ?? '')
    .replace(/[\s\p{Cc}\ufffd]+/gu, ' ')
    .trim()
    .toLowerCase();
}
