// How programs say that their configuration, or a file of theirs, cannot be understood.

import type { LogTable } from './logTheme';

export const configSyntax: LogTable = {
  theme: 'configSyntax',
  hint: /directive|syntax|config|pars|json|yaml|toml|unexpected|unknown|invalid|unrecognized configuration/i,
  wordings: [
    {
      by: 'nginx',
      pattern:
        /\[emerg\].{0,30}?: (?<detail>(?:unknown directive|unexpected|invalid|directive|duplicate|"[\w]{1,60}" directive|no "?[\w]{1,40}"?|host in|a duplicate|unknown "?[\w]{1,40})[^\n]{0,200}?) in (?<path>\/[^\s:]{1,300}):(?<line>\d{1,6})/i,
      source: 'nginx ngx_conf_file.c',
    },
    {
      by: 'Apache httpd',
      pattern: /(?:AH00526: )?Syntax error on line (?<line>\d{1,6}) of (?<path>\/[^\s:]{1,300}):?(?<detail>.{0,200})/i,
      source: 'httpd server/main.c',
    },
    {
      by: 'Redis',
      pattern: /(?<detail>Bad directive or wrong number of arguments|Invalid argument|FATAL CONFIG FILE ERROR.{0,80})/i,
      source: 'redis config.c',
    },
    {
      by: 'PostgreSQL',
      pattern:
        /(?<detail>unrecognized configuration parameter "[^"]{1,100}"|invalid value for parameter "[^"]{1,100}".{0,100}|syntax error in file "[^"]{1,200}" line \d{1,6}.{0,80})/i,
      source: 'PostgreSQL guc.c',
    },
    {
      by: 'MySQL',
      pattern: /(?<detail>unknown variable '[^']{1,200}'|unknown option '[^']{1,200}')/i,
      source: 'mysys my_getopt.c',
    },
    {
      by: 'HAProxy',
      pattern:
        /\[ALERT\].{0,60}?: (?:config : )?parsing \[(?<path>[^\]:]{1,300}):(?<line>\d{1,6})\] ?: (?<detail>.{1,200})/i,
      source: 'haproxy cfgparse.c',
    },
    {
      by: 'MongoDB',
      pattern: /(?<detail>Unrecognized option: [\w.]{1,100}|Error parsing YAML config.{0,120})/i,
      source: 'MongoDB options parser',
    },
    {
      by: 'RabbitMQ',
      pattern:
        /(?<detail>Failed to (?:load|prepare) .{0,40}config.{0,120}|Conf file attempted to set unknown variable: .{1,100})/i,
      source: 'cuttlefish',
    },
    { by: 'Python json', pattern: /(?<detail>JSONDecodeError: [^\n]{1,200})/, source: 'CPython json.decoder' },
    {
      by: 'Node.js',
      pattern:
        /SyntaxError: (?:(?<path>\/[^\s:]{1,300}): )?(?<detail>(?:Unexpected (?:token|end|string|number|non-whitespace)|Expected (?:property|',')|Bad control character)[^\n]{0,160})/,
      source: 'V8 JSON.parse',
    },
    {
      by: 'Prometheus and its kin',
      pattern: /parsing YAML file (?<path>\/[^\s:]{1,300}): (?<detail>[^\n]{1,200})/i,
      source: 'prometheus config.LoadFile',
    },
    {
      by: 'Go',
      pattern:
        /(?<detail>(?:invalid character '.{1,6}' (?:looking for|after|in)[^\n]{1,100}|unexpected end of JSON input|yaml: (?:line \d{1,6}|unmarshal)[^\n]{1,160}|toml: [^\n]{1,160}))/i,
      source: 'Go encoding/json, gopkg.in/yaml, BurntSushi/toml',
    },
    {
      by: 'Python yaml',
      pattern:
        /(?<detail>yaml\.(?:scanner|parser|composer|constructor)\.\w{1,40}: ?[^\n]{0,120}|(?:configparser|tomllib|toml)\.\w{1,40}Error: [^\n]{1,160})/i,
      source: 'PyYAML, configparser',
    },
    {
      by: 'Java',
      pattern:
        /(?<detail>(?:JsonParseException|MismatchedInputException|SnakeYAML|ScannerException|SAXParseException)[^\n]{0,160})/,
      source: 'Jackson, SnakeYAML, JAXP',
    },
    {
      by: 'shells',
      pattern: /(?<path>[\w./-]{1,200}): (?:line )?(?<line>\d{1,6}): (?<detail>[Ss]yntax error.{0,120})/,
      source: 'bash, dash',
    },
    {
      by: 'any program',
      pattern:
        /(?<detail>(?:(?:invalid|malformed|bad|broken|unparsable|error in|errors? (?:while )?(?:parsing|loading|reading)|failed to (?:parse|load|read|decode|unmarshal)|(?:cannot|could not|unable to) (?:parse|load|read|decode)) (?:the )?(?:\w{1,20} )?(?:config(?:uration)?|json|yaml|toml|xml|settings?)\b|config(?:uration)? (?:file )?(?:syntax )?(?:error|is invalid|invalid)|unknown (?:directive|configuration (?:key|option)|setting)|syntax error)[^\n]{0,160})/i,
      source: 'the usual form',
    },
  ],
};
