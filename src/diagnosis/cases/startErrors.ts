// What an engine's words about a container that could not be started mean. Matched by stable parts of the wording.

import { oneLine } from '../words';

export interface StartError {
  /** Catalogue code; absent where the cause has none. */
  readonly code?: string;
  /** What is wrong, in plain words. */
  readonly says: string;
  /** What to do about it. */
  readonly fix: string;
}

interface Wording {
  readonly code?: string;
  readonly pattern: RegExp;
  readonly says: (match: RegExpMatchArray) => string;
  readonly fix: string;
}

/** The first wording that fits; undefined: the engine's words speak for themselves. `text` is the engine's, verbatim. */
export function readStartError(text: string): StartError | undefined {
  const line = oneLine(text, readLimit);
  for (const wording of wordings) {
    const match = wording.pattern.exec(line);
    if (match === null) continue;
    const { code, fix } = wording;
    return { ...(code === undefined ? {} : { code }), says: wording.says(match), fix };
  }
  return undefined;
}

/** Characters of the engine's words that are looked at: the cause stands well within. */
const readLimit = 4_000;

const quoted = (match: RegExpMatchArray, index = 1) => match[index]?.trim() || '?';

// Wordings of Engine 20.10 and 26 to 28 with runc, and of crun ("executable file `x` not found in $PATH").
// Order matters: the narrower wording stands first.
const wordings: readonly Wording[] = [
  {
    code: 'A06',
    pattern: /Bind for \S*?:(\d+) failed: port is already allocated|port is already allocated/i,
    says: (match) => `port ${match[1] ?? ''} is already taken by another container`.replace('  ', ' '),
    fix: 'Stop the container that holds the port, or publish another one.',
  },
  {
    code: 'A07',
    pattern:
      /(?:listen \w+ \S*?:(\d+)|failed to bind host port (?:for )?\S*?:(\d+)|bind)\b.*?(?:address already in use|Only one usage of each socket address)/i,
    says: (match) => `port ${match[1] ?? match[2] ?? ''} is already in use on the host`.replace('  ', ' '),
    fix: 'End the program on the host that holds the port, or publish another one.',
  },
  {
    code: 'A10',
    pattern: /mount(?:ing)? .*?: not a directory/i,
    says: () => 'a directory is mounted onto a file, or a file onto a directory',
    fix: 'Check that the path on the host is of the same kind: the engine makes a missing one as a directory.',
  },
  {
    code: 'A09',
    pattern: /bind (?:mount )?source path (?:does not exist|not found):?\s*([^\s,]*)|invalid bind mount source/i,
    says: (match) => `the mounted path ${match[1] ?? ''} does not exist on the host`.replace('  ', ' '),
    fix: 'Create the path on every node that may run it, or use a volume.',
  },
  {
    code: 'A01',
    pattern: /exec(?:utable file)?:? ["`']?([^"`']+)["`']?:? (?:executable file )?not found in (?:\$PATH|%PATH%)/i,
    says: (match) => `the command ${quoted(match)} is not in the image`,
    fix: 'Correct the command or entrypoint, or install the program in the image.',
  },
  {
    code: 'A03',
    pattern:
      /(?:exec: "|the path `)([^"`]+)["`](?:: permission denied|: is a directory| exists but it is not exec| is not a regular file)|open executable: permission denied/i,
    says: (match) => `the command ${match[1] ?? ''} may not be executed`.replace('  ', ' '),
    fix: 'Make the file executable in the image (COPY --chmod=755), and check that it is no directory.',
  },
  {
    code: 'A02',
    pattern:
      /exec: "([^"]+)": (?:stat|lstat) [^:]+: (?:no such file or|not a) directory|executable file `([^`]+)` not found|open executable: no such file/i,
    says: (match) => `the command ${match[1] ?? match[2] ?? ''} does not exist in the container`.replace('  ', ' '),
    fix: 'Correct the path, or check whether a mount hides it.',
  },
  {
    pattern:
      /chdir to cwd \("([^"]+)"\).*?failed: ([\w ]+)|chdir to `([^`]+)`: ([\w ]+)|error during container init: mkdir (\/[^\s:]+): ([\w -]+)/i,
    says: ([, a, whyA, b, whyB, c, whyC]) =>
      `the working directory ${a ?? b ?? c ?? '?'} cannot be entered (${(whyA ?? whyB ?? whyC ?? '?').trim()})`,
    fix: 'Correct the working directory, or who may enter it.',
  },
  {
    code: 'A17',
    pattern: /unable to find (user|group) ([^:]+): no matching entries/i,
    says: (match) => `the ${quoted(match)} ${quoted(match, 2)} does not exist in the image`,
    fix: 'Add it in the image, or give a numeric id.',
  },
  {
    code: 'A15',
    pattern: /network (\S+) not manually attachable/i,
    says: (match) => `the network ${quoted(match)} takes services only, no single containers`,
    fix: 'Make the network anew with --attachable, or run it as a service.',
  },
  {
    code: 'A26',
    pattern: /no available IPv4 addresses on this network's address pools(?:: (\S+))?/i,
    says: (match) => `the network ${match[1] ?? ''} has no free address left`.replace('  ', ' '),
    fix: 'Make the network anew with a larger subnet, or remove containers from it.',
  },
  {
    code: 'A14',
    pattern: /network (\S+) not found/i,
    says: (match) => `the network ${quoted(match)} does not exist`,
    fix: 'Create the network, or make the container anew.',
  },
  {
    code: 'A19',
    pattern: /could not select device driver|error gathering device information|nvidia-container-cli|^stat \/dev\//i,
    says: () => 'a device or GPU that it asks for is not available',
    fix: 'Install the container toolkit of the GPU on the host, or correct the device path.',
  },
  {
    code: 'A20',
    pattern:
      /failed to (?:initialize|create task for container.*?) ?logging driver: (.+)|error looking up logging plugin (\S+)/i,
    says: (match) => `its log driver cannot be used (${(match[1] ?? match[2] ?? '?').slice(0, 80)})`,
    fix: 'Bring the log receiver up, or choose another log driver.',
  },
  {
    code: 'A21',
    pattern: /error looking up volume plugin (\S+?):/i,
    says: (match) => `the volume plugin ${quoted(match)} is missing`,
    fix: 'Install and enable the plugin on this engine.',
  },
  {
    code: 'A22',
    pattern:
      /open [`'"]?\/proc\/sys\/([^\s`'":]+)[`'"]?: no such file|open sysctl (\S+) file: .*?no such file|error setting rlimits?|setrlimit|setting sysctl|write (?:sysctl|(?:to )?[`'"]?\/proc\/sys\/)/i,
    says: (match) => {
      const setting = match[1] ?? match[2];
      return setting
        ? `the kernel setting ${setting.replaceAll('/', '.')} does not exist`
        : 'a kernel setting or limit that it asks for is refused';
    },
    fix: 'Remove or lower the sysctl or ulimit: only namespaced settings and limits below the engine’s own are possible.',
  },
  {
    code: 'A23',
    pattern: /container init was OOM-killed|memory limit too low|unable to set memory limit to/i,
    says: () => 'its memory limit is too small for the start itself',
    fix: 'Raise the memory limit: a few megabytes are needed before the program begins.',
  },
  {
    code: 'A27',
    pattern: /no space left on device/i,
    says: () => 'the disk of the engine is full',
    fix: 'Free space: prune images, volumes and build cache, and limit log sizes.',
  },
  {
    code: 'A11',
    pattern: /No such image:? ?(\S*)/i,
    says: (match) => `the image ${match[1] ?? ''} is not there and could not be pulled`.replace('  ', ' '),
    fix: 'Check the image’s name and tag, and that the registry can be reached with these credentials.',
  },
  {
    pattern: /error mounting ["']?([^"'\s]+)["']? to rootfs/i,
    says: (match) => `the mount of ${quoted(match)} failed`,
    fix: 'Check that the source exists and is of the same kind as the target.',
  },
];
