// Which Linux capability a refused call needs, and whether a container was given it.

import type { ContainerFacts } from '../../model/dossier/containerFacts';

/** Without `CAP_`; undefined: the call is not known. `name` as log knowledge reads it. */
export function capabilityFor(name: string): string | undefined {
  const key = name.toLowerCase();
  if (key.startsWith('cap_')) return key.slice(4).toUpperCase();
  return calls.find(({ names }) => names.includes(key))?.capability;
}

/** Whether a program that runs as root has it, by what the container was asked to be. */
export function hasCapability({ privileged, capAdd, capDrop }: ContainerFacts, capability: string): boolean {
  const bare = (list: readonly string[]) => list.map((one) => one.toUpperCase().replace(/^CAP_/, ''));
  if (privileged || bare(capAdd).includes(capability) || bare(capAdd).includes('ALL')) return true;
  if (bare(capDrop).includes('ALL') || bare(capDrop).includes(capability)) return false;
  return usual.has(capability);
}

/** What Docker gives every container (moby oci/caps/defaults.go). */
const usual: ReadonlySet<string> = new Set([
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
]);

// By capabilities(7).
const calls: readonly { readonly capability: string; readonly names: readonly string[] }[] = [
  { capability: 'CHOWN', names: ['chown', 'fchown', 'lchown', 'chgrp'] },
  { capability: 'SETGID', names: ['setgid', 'setgroups', 'initgroups'] },
  { capability: 'SETUID', names: ['setuid', 'switching', 'su', 'setpriv'] },
  { capability: 'SETFCAP', names: ['setcap'] },
  { capability: 'MKNOD', names: ['mknod'] },
  { capability: 'SYS_CHROOT', names: ['chroot'] },
  { capability: 'NET_RAW', names: ['ping', 'ping6', 'traceroute', 'arping', 'tcpdump', 'nmap'] },
  { capability: 'NET_ADMIN', names: ['rtnetlink', 'iptables', 'ip6tables', 'nft', 'ip', 'tc'] },
  { capability: 'SYS_ADMIN', names: ['mount', 'umount', 'swapon', 'losetup', 'unshare', 'setns', 'sysctl'] },
  { capability: 'SYS_PTRACE', names: ['ptrace', 'strace', 'gdb'] },
  { capability: 'SYS_TIME', names: ['date', 'hwclock', 'clock_settime'] },
  { capability: 'SYS_NICE', names: ['nice', 'renice', 'ionice', 'chrt', 'setpriority', 'sched_setscheduler'] },
  { capability: 'SYS_MODULE', names: ['modprobe', 'insmod'] },
  { capability: 'IPC_LOCK', names: ['mlock', 'mlockall', 'lock memory'] },
  { capability: 'PERFMON', names: ['perf_event_open'] },
  { capability: 'BPF', names: ['bpf'] },
];
