// How programs say that the kernel does not permit them something that root on a plain machine may do (EPERM).

import type { LogTable } from './logTheme';

/** `name`: the call or tool that was refused. */
export const notPermitted: LogTable = {
  theme: 'notPermitted',
  hint: /not permitted|EPERM|must be root|are you root|\bCAP_|capabilit|no new privileges|nosuid|suid|lock memory|mlock/i,
  wordings: [
    {
      by: 'nginx, Apache',
      pattern:
        /\b(?<name>chown|setgid|setuid|setgroups|initgroups|setpriority|prctl)\([^)]{0,300}\) failed \(1: Operation not permitted\)/i,
      source: 'nginx ngx_log_error',
    },
    {
      by: 'sudo',
      pattern: /sudo: .{0,120}(?<detail>no new privileges|nosuid)/i,
      source: 'sudo.c',
    },
    {
      by: 'iproute2',
      pattern: /(?<name>RTNETLINK) answers: Operation not permitted/i,
      source: 'iproute2 libnetlink.c',
    },
    {
      by: 'iptables',
      pattern:
        /(?<name>iptables|ip6tables|nft)\b.{0,200}(?:Permission denied \(you must be root\)|Operation not permitted)/i,
      source: 'iptables xtables.c, nftables',
    },
    {
      by: 'ping',
      pattern: /\b(?<name>ping6?|traceroute|arping|tcpdump|nmap)\b.{0,120}(?:Operation not permitted|are you root)/i,
      source: 'iputils, BusyBox, libpcap',
    },
    {
      by: 'gosu, su-exec',
      pattern: /(?:failed (?<name>switching) to|su-exec: (?<other>set\w{2,6})).{0,80}operation not permitted/i,
      source: 'tianon/gosu main.go, ncopa/su-exec',
    },
    {
      by: 'su',
      pattern: /(?<name>su): must be suid to work properly/i,
      source: 'BusyBox libbb/appletlib.c',
    },
    {
      by: 'Vault and others',
      pattern: /(?:failed to |cannot |could not |unable to )(?<name>lock memory|mlock(?:all)?)\b/i,
      source: 'HashiCorp Vault, mlock(2)',
    },
    {
      by: 'any program, with a capability',
      pattern:
        /\b(?<name>CAP_[A-Z_]{3,25})\b.{0,80}(?:required|missing|need|lack|not|denied)|(?:requires?|missing|needs?|lacks?|without)(?: the)?(?: capability)? (?<other>CAP_[A-Z_]{3,25})/i,
      source: 'the usual form',
    },
    {
      by: 'threads',
      pattern:
        /\b(?<name>pthread_create|clone3?|io_uring_setup|perf_event_open|bpf|keyctl|unshare|ptrace|setns|personality|rseq)\b.{0,80}(?:Operation not permitted|\bEPERM\b)/i,
      source: 'OpenJDK os_linux.cpp, glibc, liburing',
    },
    {
      by: 'shells and coreutils',
      pattern:
        /\b(?<name>chown|chgrp|mount|umount|mknod|date|hwclock|sysctl|nice|renice|ionice|chrt|modprobe|insmod|swapon|losetup|ip|tc|su|setpriv|strace|gdb|chroot|setcap|mlockall|setuid|setgid|setgroups|fchown|lchown|clock_settime|sched_setscheduler|setpriority)\b.{0,200}(?:Operation not permitted|\bEPERM\b)/i,
      source: 'perror(3) after the name of the tool or call',
    },
    {
      by: 'Python',
      pattern: /PermissionError: \[Errno 1\] (?<detail>Operation not permitted)/i,
      source: 'CPython OSError',
    },
  ],
};
