// Talks to `docker stack`: what the installed tool can do, what it thinks of a file, and the deployment itself.

import type { Endpoint } from '../../engine/endpoint';
import { HumanError } from '../../model/humanError';
import { maskSecrets } from '../../model/maskSecrets';
import type { DockerCli } from './dockerCli';

export type ResolveImage = 'always' | 'changed' | 'never';

export interface StackTool {
  /** Sentence of why docker would refuse the file; undefined when it takes it, or is too old to be asked. */
  complaint(signal?: AbortSignal): Promise<string | undefined>;
  /** `onLine`: what the tool prints, secrets masked. Rejects with a `HumanError` holding what it said last. */
  deploy(
    options: {
      readonly stack: string;
      readonly prune: boolean;
      readonly resolveImage: ResolveImage;
      onLine(line: string): void;
    },
    signal: AbortSignal,
  ): Promise<void>;
}

export interface StackToolFile {
  /** Absolute; its folder is where relative paths begin. */
  readonly path: string;
  readonly folder: string;
  /** Variables that the file takes from the `.env` beside it, which `docker stack` itself does not read. */
  readonly variables: Readonly<Record<string, string>>;
}

const lookMs = 20_000;

/** Rejects with a `HumanError` where the tool is missing. */
export async function stackTool(cli: DockerCli, endpoint: Endpoint, file: StackToolFile): Promise<StackTool> {
  const { path, folder: cwd, variables } = file;
  const { stdout: help } = await cli(endpoint, ['stack', 'deploy', '--help'], {
    cwd,
    signal: AbortSignal.timeout(lookMs),
  });
  const knows = (flag: string) => help.includes(flag);
  return {
    async complaint(signal) {
      const both = AbortSignal.any([AbortSignal.timeout(lookMs), ...(signal ? [signal] : [])]);
      const options = { cwd, variables, signal: both };
      const { exitCode, stderr } = await cli(endpoint, ['stack', 'config', '--compose-file', path], options);
      if (exitCode === 0 || /unknown|is not a docker command|See 'docker/i.test(stderr)) return undefined;
      return lastWords(stderr) || `docker ended with ${exitCode}.`;
    },
    async deploy({ stack, prune, resolveImage, onLine }, signal) {
      const args = [
        ...['stack', 'deploy', '--compose-file', path, '--with-registry-auth', '--resolve-image', resolveImage],
        // Dockhound follows the services itself, and names the failing task.
        ...(knows('--detach') ? ['--detach=true'] : []),
        ...(prune ? ['--prune'] : []),
        ...['--', stack],
      ];
      const options = { cwd, variables, signal, onLine: (line: string) => onLine(harmless(line)) };
      const { exitCode, stderr } = await cli(endpoint, args, options);
      if (exitCode === 0) return;
      const said = lastWords(stderr);
      throw new HumanError(`docker stack deploy failed: ${said || `it ended with ${exitCode}.`}`, nextFor(said));
    },
  };
}

function nextFor(said: string): string {
  if (/only updates to Labels are allowed/i.test(said)) {
    return 'The content of a secret or config cannot change. Give it a new name, as key_v2, or rotate it.';
  }
  if (/not a swarm manager|manager node/i.test(said)) return 'Connect to a manager.';
  return 'The Dockhound log holds everything that it said.';
}

/** Errors stand at the end; warnings and progress before them. */
function lastWords(stderr: string): string {
  const lines = stderr.split(/\r?\n/).filter((line) => line.trim() !== '');
  return harmless(lines.slice(-3).join(' '));
}

function harmless(text: string): string {
  const { json } = maskSecrets({ Text: text });
  return typeof json === 'object' && json !== null && 'Text' in json ? String(json.Text) : '';
}
