// What processes cost, as Linux counts it. CPU time comes in ticks of 10 ms, so measure over many changes or seconds.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** Seconds of CPU, own and system's, that the process has used so far. */
export function cpuSeconds(pid: number): number {
  // The program's name may hold blanks and brackets; the fields that count follow the last bracket (proc(5)).
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

export function residentMegabytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1000;
}

/** The extension hosts of the VS Code server that keeps its data in `work`, oldest first. */
export function extensionHosts(work: string): number[] {
  const all = processes();
  const server = all.find(
    ({ command }) => command.includes('server-main.js') && command.includes(work) && !command.includes('leash'),
  );
  if (!server) return [];
  const isOurs = (pid: number): boolean => {
    const one = all.find((each) => each.pid === pid);
    return one !== undefined && (one.parent === server.pid || isOurs(one.parent));
  };
  return all
    .filter(({ pid, command }) => command.includes('--type=extensionHost') && isOurs(pid))
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);
}

function processes(): { pid: number; parent: number; command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [{ pid: Number(name), parent: Number(stat.split(' ')[1]), command }];
    } catch {
      return []; // It ended while we looked.
    }
  });
}
