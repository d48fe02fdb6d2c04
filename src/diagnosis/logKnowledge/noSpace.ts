// How programs say that a file system is full (ENOSPC, EDQUOT), and what else they mean by it.

import type { LogTable } from './logTheme';

export const noSpace: LogTable = {
  theme: 'noSpace',
  hint: /space|ENOSPC|disk full|quota|MISCONF|watermark|disk_free/i,
  wordings: [
    {
      by: 'PostgreSQL, shared memory',
      pattern: /could not (?:resize|map|create)[\w ]{0,30} shared memory segment.{0,120}No space left on device/i,
      source: 'PostgreSQL dsm_impl.c: a file in /dev/shm',
    },
    {
      by: 'Python',
      pattern: /\[Errno 28\] No space left on device: ['"](?<path>\/[^'"]{0,500})['"]/i,
      source: 'CPython OSError',
    },
    {
      by: 'Node.js',
      pattern: /ENOSPC: no space left on device, (?!watch)\w{2,12}(?: '(?<path>\/[^']{0,500})')?/i,
      source: 'libuv, Node.js fs',
    },
    {
      by: 'Go',
      pattern:
        /(?:write|open|mkdir|create|sync) (?<path>\/[^\s:]{0,500}): (?:no space left on device|disk quota exceeded)/i,
      source: 'Go fs.PathError',
    },
    {
      by: 'PostgreSQL',
      pattern:
        /could not (?:extend|write|create|fsync)[\w\s]{0,40} "(?<path>[^"]{1,500})".{0,40}: No space left on device/i,
      source: 'PostgreSQL md.c',
    },
    {
      by: 'MySQL',
      pattern: /Disk is full writing '(?<path>[^']{1,500})'|The table '[^']{1,200}' is full/i,
      source: 'MySQL EE_DISK_FULL',
    },
    {
      by: 'nginx',
      pattern: /(?:write|pwrite|open|mkdir)\(\) "(?<path>\/[^"]{1,500})" failed \(28: No space/i,
      source: 'nginx',
    },
    {
      by: 'Redis',
      pattern: /(?:MISCONF|Write error (?:saving|writing)).{0,120}|No space left on device.{0,40}rdb/i,
      source: 'redis rdb.c',
    },
    {
      by: 'Elasticsearch',
      pattern:
        /(?:flood[ -]stage|high|low) disk watermark .{0,60}exceeded|FORBIDDEN\/12\/(?:index read-only|disk usage exceeded)/i,
      source: 'Elasticsearch DiskThresholdMonitor',
    },
    {
      by: 'RabbitMQ',
      pattern: /disk resource limit alarm set|free disk space .{0,20}insufficient/i,
      source: 'rabbit_disk_monitor.erl',
    },
    {
      by: 'any program, with a path',
      pattern:
        /(?<path>\/[^\s:'",)\]]{1,300})['":,)\]]{0,3}.{0,80}(?:no space left on device|ENOSPC|disk (?:is )?full|disk quota exceeded)/i,
      source: 'the usual form',
    },
    {
      by: 'any program, path after',
      pattern: /(?:no space left on device|ENOSPC|disk quota exceeded).{0,40}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the usual form, turned around',
    },
    {
      by: 'any program',
      pattern: /no space left on device|disk quota exceeded|\bENOSPC\b(?!.{0,80}watch)/i,
      source: 'strerror(ENOSPC)',
    },
  ],
};
