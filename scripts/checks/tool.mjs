// Runs an installed tool under this node and catches what it says, whatever its exit code.
import { spawn } from 'node:child_process';
import { root } from '../provision/paths.mjs';

/** Resolves to { code, stdout, stderr }; `args` begins with the tool's script. */
export function output(args, { cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    });
    const parts = { stdout: [], stderr: [] };
    child.stdout.on('data', (chunk) => parts.stdout.push(chunk));
    child.stderr.on('data', (chunk) => parts.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = (name) => Buffer.concat(parts[name]).toString();
      resolve({ code, stdout: text('stdout'), stderr: text('stderr') });
    });
  });
}
