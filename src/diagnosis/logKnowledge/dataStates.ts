// How programs speak of their data: locked by another one, damaged, on a file system that fails, and where it lies.

import type { LogTable } from './logTheme';

export const dataLocked: LogTable = {
  theme: 'dataLocked',
  hint: /lock|already running|in use|another (?:instance|process|postmaster)|\.pid\b/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern: /lock file "(?<path>[^"]{1,300})" already exists/i,
      source: 'PostgreSQL miscinit.c, CreateLockFile',
    },
    {
      by: 'MySQL',
      pattern: /(?:InnoDB: )?Unable to lock (?<path>[\w./-]{1,300}),? error: 11/i,
      source: 'MySQL os0file.cc',
    },
    {
      by: 'MongoDB',
      pattern: /(?:Unable to lock the lock file: (?<path>[^\s"(]{1,300})|DBPathInUse)/i,
      source: 'MongoDB storage_engine_lock_file_posix.cpp',
    },
    {
      by: 'Elasticsearch',
      pattern:
        /failed to obtain node locks?,? tried \[\[?(?<path>[^\]]{1,300})|is this node id already in use|NativeFSLock held by another program: (?<file>\S{1,300})/i,
      source: 'Elasticsearch NodeEnvironment, Lucene NativeFSLockFactory',
    },
    {
      by: 'Prometheus, Badger, LevelDB',
      pattern:
        /(?:lock DB directory|Cannot acquire directory lock on "(?<path>[^"]{1,300})"|IO error: (?:While )?lock (?:file: )?(?<file>\/[^\s:]{1,300})).{0,120}/i,
      source: 'Prometheus tsdb, Badger dir_unix.go, RocksDB env_posix.cc',
    },
    {
      by: 'Apache httpd',
      pattern: /httpd \(pid \d{1,7}\??\) already running/i,
      source: 'httpd unixd, ap_log_pid',
    },
    {
      by: 'Rails',
      pattern: /A server is already running\.?.{0,40}?(?<path>\/[\w./-]{1,300}\.pid)/i,
      source: 'Rack::Server, Rails server command',
    },
    {
      by: 'H2, Neo4j, Solr and other Java programs',
      pattern:
        /(?:Database may be already in use|Lock file has been locked by another process|Store and its lock file has been locked by another process|LockObtainFailedException: Lock held by this virtual machine)[^\n]{0,60}?(?<path>\/[^\s"',]{1,300})?/i,
      source: 'H2 FileLock, Neo4j StoreLocker, Lucene',
    },
    { by: 'SQLite', pattern: /database (?:table )?is locked|SQLITE_BUSY/i, source: 'SQLite SQLITE_BUSY' },
    {
      by: 'any program, with a path',
      pattern:
        /(?:pid|lock) ?file ['"`]?(?<path>\/[^\s'"`,:]{1,300}?)['"`]?(?: already)? (?:exists|is (?:locked|held|in use))/i,
      source: 'the usual form',
    },
    {
      by: 'any program, path after',
      pattern:
        /(?:already running|another instance|locked by another process|could not (?:get|obtain|acquire|take) (?:the )?(?:exclusive )?lock|resource temporarily unavailable.{0,20}lock).{0,100}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the usual form',
    },
  ],
};

export const dataCorrupt: LogTable = {
  theme: 'dataCorrupt',
  hint: /corrupt|checkpoint|checksum|Bad file format|Short read|malformed|salvage|truncated|invalid (?:page|magic|record)|WT_PANIC/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern:
        /(?<detail>could not locate a valid checkpoint record|invalid (?:primary )?checkpoint record|invalid page in block \d{1,10} of relation [^\n]{1,120}|could not read (?:block|from) [^\n]{1,160}: read only \d{1,6} of \d{1,6} bytes|(?:incorrect checksum|invalid data) in (?:control )?file[^\n]{0,100})/i,
      source: 'PostgreSQL xlogrecovery.c, bufpage.c',
    },
    {
      by: 'MySQL',
      pattern:
        /(?<detail>(?:InnoDB: )?(?:Database page corruption|Corrupt(?:ed|ion of)?[^\n]{0,100}|Missing MLOG_CHECKPOINT[^\n]{0,80}|Plugin initialization aborted with error Data structure corruption|The log sequence number[^\n]{1,60}is in the future)|Table '[^']{1,200}' is marked as crashed)/i,
      source: 'InnoDB buf0buf.cc, log0recv.cc',
    },
    {
      by: 'Redis',
      pattern:
        /(?<detail>Bad file format reading the append only file[^\n]{0,120}|Short read or OOM loading DB[^\n]{0,80}|Internal error in RDB reading[^\n]{0,120}|Wrong signature trying to load DB from file|Unexpected end of file reading the append only file)/i,
      source: 'redis rdb.c, aof.c',
    },
    {
      by: 'MongoDB',
      pattern:
        /(?<detail>WT_PANIC[^\n]{0,120}|WiredTiger[^\n]{0,80}(?:corrupt|checksum error|salvage)[^\n]{0,80}|(?:read )?checksum error[^\n]{0,100})/i,
      source: 'WiredTiger',
    },
    {
      by: 'SQLite',
      pattern: /(?<detail>database disk image is malformed|file is not a database|SQLITE_(?:CORRUPT|NOTADB))/i,
      source: 'SQLite SQLITE_CORRUPT, SQLITE_NOTADB',
    },
    {
      by: 'Elasticsearch, Lucene',
      pattern:
        /(?<detail>CorruptIndexException[^\n]{0,160}|TranslogCorruptedException[^\n]{0,120}|checksum failed \(hardware problem\?\)[^\n]{0,80})/i,
      source: 'Lucene CorruptIndexException',
    },
    {
      by: 'etcd, Prometheus, bbolt',
      pattern:
        /(?<detail>(?:wal|walpb): (?:crc mismatch|max entry size)[^\n]{0,80}|invalid magic number[^\n]{0,60}|corruption (?:in|after)[^\n]{1,120}|segment corruption[^\n]{0,80}|freelist[^\n]{0,40}corrupt[^\n]{0,40})/i,
      source: 'etcd wal, Prometheus tsdb, bbolt',
    },
    {
      by: 'Kafka, RabbitMQ',
      pattern:
        /(?<detail>CorruptRecordException[^\n]{0,120}|Found a corrupted index file[^\n]{0,120}|(?:mnesia|khepri|queue index)[^\n]{0,60}corrupt[^\n]{0,80})/i,
      source: 'Kafka, RabbitMQ',
    },
    {
      by: 'any program',
      pattern:
        /(?<detail>(?:data(?:base)?|index|journal|file|snapshot|wal|state|store)\b[^\n]{0,40} (?:is|are|appears?(?: to be)?|seems?) (?:corrupt(?:ed)?|damaged|malformed)[^\n]{0,80})/i,
      source: 'the usual form',
    },
  ],
};

export const mountBroken: LogTable = {
  theme: 'mountBroken',
  hint: /stale|ESTALE|Input\/output error|\bEIO\b|transport endpoint|ENOTCONN|host is down|EHOSTDOWN|Structure needs cleaning|EUCLEAN/i,
  wordings: [
    {
      by: 'any program, with a path',
      pattern:
        /(?<path>\/[^\s:'",)\]]{1,300})['":,)\]]{0,3}.{0,60}(?<detail>stale (?:NFS )?file handle|\bESTALE\b|Input\/output error|\bEIO\b|Transport endpoint is not connected|Host is down|Structure needs cleaning)/i,
      source: 'strerror of ESTALE, EIO, ENOTCONN, EHOSTDOWN, EUCLEAN after the path',
    },
    {
      by: 'any program, path after',
      pattern:
        /(?<detail>stale (?:NFS )?file handle|\bESTALE\b|Input\/output error|\bEIO\b|Transport endpoint is not connected|Structure needs cleaning).{0,60}?[\s'"(:](?<path>\/[^\s:'",)\]]{1,300})/i,
      source: 'the same, turned around (Python, Node.js)',
    },
    {
      by: 'any program',
      pattern: /(?<detail>stale (?:NFS )?file handle|\bESTALE\b|Input\/output error|\bEIO\b: )/i,
      source: 'strerror(ESTALE), strerror(EIO)',
    },
  ],
};

export const notMapped: LogTable = {
  theme: 'notMapped',
  hint: /failed to map segment|cannot (?:apply|enable)|mmap/i,
  wordings: [
    {
      by: 'the loader',
      pattern: /(?<path>\/[^\s:]{1,300}): failed to map segment from shared object(?:: (?<detail>[\w ]{1,60}))?/i,
      source: 'glibc elf/dl-load.c',
    },
  ],
};

export const dataPlace: LogTable = {
  theme: 'dataPlace',
  hint: /data|stor|upload|database|persist|sav(?:ed|ing)|writ/i,
  wordings: [
    {
      by: 'any program, a folder',
      pattern:
        /\b(?:data|storage|upload|media|state|database|db|repository|persistence)[ _-]?(?:dir(?:ectory)?|path|folder|root|location)?\b[ :=]{1,3}(?:is |at |in |set to )?['"`]?(?<path>\/[\w./-]{1,200})/i,
      source: 'the usual form',
    },
    {
      by: 'any program, what it wrote',
      pattern:
        /\b(?:stor(?:ed|ing)|sav(?:ed|ing)|wrote|writing|persist(?:ed|ing)|uploaded)\b[^\n/]{0,40}['"`]?(?<path>\/[\w./-]{1,200})/i,
      source: 'the usual form',
    },
    {
      by: 'PostgreSQL',
      pattern: /(?:fixing permissions on existing directory|creating directory|pg_ctl -D) (?<path>\/[\w./-]{1,200})/i,
      source: 'PostgreSQL initdb',
    },
    {
      by: 'MongoDB',
      pattern: /"?db[Pp]ath"?[:=] ?"?(?<path>\/[\w./-]{1,200})/,
      source: 'MongoDB initandlisten',
    },
  ],
};

export const emptyFolder: LogTable = {
  theme: 'emptyFolder',
  hint: /directory index|Cannot serve directory|no (?:index|such index)|empty/i,
  wordings: [
    {
      by: 'nginx',
      pattern: /directory index of "(?<path>\/[^"]{1,300})" is forbidden/i,
      source: 'nginx ngx_http_autoindex_module.c',
    },
    {
      by: 'Apache httpd',
      pattern: /AH01276: Cannot serve directory (?<path>\/[^\s:]{1,300}): No matching DirectoryIndex/i,
      source: 'httpd mod_autoindex',
    },
  ],
};
