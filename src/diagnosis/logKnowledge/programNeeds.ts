// How programs say what else they need: a terminal, a value they can read, a build for this platform, time zones, a licence.

import type { LogTable } from './logTheme';

export const noTerminal: LogTable = {
  theme: 'noTerminal',
  hint: /tty|terminal|EOF|stdin|ioctl|setRawMode|interactive/i,
  wordings: [
    { by: 'Python', pattern: /EOFError: EOF when reading a line/, source: 'CPython bltinmodule.c' },
    {
      by: 'Node.js',
      pattern: /setRawMode is not a function|(?:ERR_TTY_INIT_FAILED)/i,
      source: 'Node.js lib/tty.js',
    },
    {
      by: 'any program',
      pattern:
        /(?:the input device|stdin|standard input|input) (?:is not|isn't|must be) an? (?:tty|terminal)|(?:no|without an?|requires? an?|needs? an?|not an?|open an?(?: new)?) (?:interactive )?(?:TTY|terminal)\b|(?:read|prompt|get)\w{0,5}.{0,60}(?:password|passphrase|input|answer|terminal).{0,60}(?:inappropriate ioctl|EOF|not a tty|no tty)|must be run (?:in|from) an? (?:interactive )?terminal|cannot (?:prompt|ask).{0,60}(?:non-?interactive|stdin)/i,
      source: 'the usual form; golang.org/x/term, OpenSSH readpass.c',
    },
  ],
};

/** `detail`: the value that is refused. */
export const invalidValue: LogTable = {
  theme: 'invalidValue',
  hint: /invalid|parse|parsing|input string|could not convert|out of range|not a valid|must be|should be|malformed/i,
  wordings: [
    {
      by: 'Python',
      pattern: /invalid literal for int\(\) with base \d{1,2}: ['"](?<detail>[^'"]{0,120})['"]/,
      source: 'CPython longobject.c',
    },
    {
      by: 'Python',
      pattern: /could not convert string to float: ['"](?<detail>[^'"]{0,120})['"]/,
      source: 'CPython floatobject.c',
    },
    {
      by: 'Go',
      pattern:
        /(?:strconv\.\w{3,12}: parsing|time: (?:invalid|unknown|missing)[\w ]{0,30}duration) "(?<detail>[^"]{0,120})"/,
      source: 'Go strconv, time',
    },
    {
      by: 'Go',
      pattern:
        /parse "?(?<detail>[^"\s]{1,200})"?: (?:first path segment|invalid (?:port|character|URI|control)|missing protocol)/,
      source: 'Go net/url',
    },
    {
      by: 'Java',
      pattern: /NumberFormatException: (?:For input string: )?"(?<detail>[^"]{0,120})"/,
      source: 'java.lang.NumberFormatException',
    },
    {
      by: 'Spring',
      pattern:
        /Failed to (?:bind properties under|convert)[^\n]{0,120}?(?:Value: |value \[?)"?(?<detail>[^"\]\n]{1,120})"?/,
      source: 'Spring Boot BindFailureAnalyzer',
    },
    {
      by: 'Node.js',
      pattern:
        /(?:ERR_SOCKET_BAD_PORT|ERR_INVALID_ARG_VALUE|ERR_INVALID_URL)\b(?:.{0,120}Received (?:type \w{1,10} )?\(?'?(?<detail>[^')\s.]{1,120}))?/,
      source: 'Node.js lib/internal/errors.js',
    },
    {
      by: '.NET',
      pattern: /FormatException: .{0,60}(?:input string )?'(?<detail>[^']{0,120})' was not in a correct format/i,
      source: '.NET System.FormatException',
    },
    {
      by: 'Ruby',
      pattern: /invalid value for (?:Integer|Float)\(\): "(?<detail>[^"]{0,120})"/,
      source: 'Ruby Kernel#Integer',
    },
    {
      by: 'Rust',
      pattern: /ParseIntError \{ kind: (?<detail>\w{1,30}) \}|invalid digit found in string/,
      source: 'Rust core::num',
    },
    {
      by: 'any program',
      pattern:
        /(?:invalid|malformed|illegal|unsupported|not a valid) (?:value|number|port|url|dsn|duration|boolean|integer|log ?level|size|address|setting)\b[^'"`=\n]{0,60}?[:=]? ?['"`](?<detail>[^'"`]{1,120})['"`]/i,
      source: 'the usual form',
    },
  ],
};

export const nativeModule: LogTable = {
  theme: 'nativeModule',
  hint: /ELF|GLIBC|different Node|MODULE_VERSION|relocating|mach-o|architecture|UnsupportedClassVersion|x86-64-v|undefined symbol|qemu/i,
  wordings: [
    {
      by: 'loader',
      pattern: /(?<path>\/[^\s:'"]{1,300}): (?<detail>invalid ELF header|wrong ELF class: \w{1,20})/i,
      source: 'glibc elf/dl-load.c',
    },
    {
      by: 'glibc',
      pattern:
        /version `(?<detail>(?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,10})' not found(?: \(required by (?<path>\/[^\s)]{1,300})\))?/,
      source: 'glibc elf/dl-version.c',
    },
    {
      by: 'musl',
      pattern:
        /Error relocating (?<path>[^\s:]{1,300}): (?<detail>[\w@.]{1,120}: (?:initial-exec TLS|symbol not found))/,
      source: 'musl ldso/dynlink.c',
    },
    {
      by: 'Node.js',
      pattern: /compiled against a different Node\.js version using|(?<detail>NODE_MODULE_VERSION \d{1,4})/,
      source: 'Node.js src/node_binding.cc',
    },
    {
      by: 'Java',
      pattern: /UnsupportedClassVersionError: (?<path>[\w/$.]{1,200}).{0,160}(?<detail>class file version \d{1,3})/,
      source: 'OpenJDK classFileParser.cpp',
    },
    {
      by: 'processor',
      pattern: /Fatal glibc error: (?<detail>CPU does not support x86-64-v\d)/,
      source: 'glibc sysdeps/x86/dl-get-cpu-features.c',
    },
    {
      by: 'Python',
      pattern: /ImportError: (?<path>\/[^\s:]{1,300}): (?<detail>undefined symbol: \w{1,120})/,
      source: 'CPython dynload_shlib.c',
    },
    {
      by: 'loader',
      pattern: /(?<path>\/[^\s:'"]{1,300}).{0,60}(?<detail>incompatible architecture|mach-o[\w, -]{0,60})/i,
      source: 'dyld',
    },
    {
      by: 'QEMU',
      pattern: /qemu-[\w-]{2,20}: (?<detail>Could not open '[^']{1,200}')/,
      source: 'QEMU linux-user',
    },
  ],
};

export const missingTimezone: LogTable = {
  theme: 'missingTimezone',
  hint: /time ?zone|ZoneInfo|tzdata/i,
  wordings: [
    { by: 'Go', pattern: /unknown time zone (?<name>[\w+/-]{1,60})/, source: 'Go time/zoneinfo.go' },
    {
      by: 'Python',
      pattern: /No time zone found with key (?<name>[\w+/-]{1,60})|UnknownTimeZoneError: ['"]?(?<other>[\w+/-]{1,60})/,
      source: 'CPython zoneinfo, pytz',
    },
    {
      by: '.NET',
      pattern: /TimeZoneNotFoundException: .{0,60}'(?<name>[\w+/ -]{1,60})'/,
      source: '.NET TimeZoneInfo',
    },
    {
      by: 'Node.js',
      pattern: /RangeError: Invalid time zone specified: (?<name>[\w+/-]{1,60})/,
      source: 'ECMA-402',
    },
    {
      by: 'PostgreSQL, MySQL',
      pattern: /(?:invalid value for parameter "TimeZone": "|Unknown or incorrect time zone: ')(?<name>[\w+/-]{1,60})/i,
      source: 'PostgreSQL variable.c, MySQL error 1298',
    },
  ],
};

export const licenseRefused: LogTable = {
  theme: 'licenseRefused',
  hint: /licen[cs]e|EULA/i,
  wordings: [
    {
      by: 'SQL Server',
      pattern: /(?<detail>End-User License Agreement \(EULA\)[^\n]{0,80}|ACCEPT_EULA[^\n]{0,80})/i,
      source: 'SQL Server on Linux',
    },
    {
      by: 'any program',
      pattern:
        /(?<detail>licen[cs]e(?: key| file)? (?:has |is |was )?(?:expired|invalid|missing|required|not (?:found|valid|accepted)))|(?<other>(?:invalid|expired|missing|no valid) licen[cs]e\b)|(?:must|need to|please) accept the (?:licen[cs]e|EULA)/i,
      source: 'the usual form',
    },
  ],
};
