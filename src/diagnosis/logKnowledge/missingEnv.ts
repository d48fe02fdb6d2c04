// How programs say that a variable of the environment, or a setting that comes from one, is not set.

import type { LogTable } from './logTheme';

export const missingEnv: LogTable = {
  theme: 'missingEnv',
  hint: /environ|KeyError|variable|not set|unset|required|must be set|must specify|not specified|_PASSWORD|missing|undefined|parameter null|placeholder|NotPresent|empty/i,
  wordings: [
    { by: 'Python', pattern: /KeyError: ['"](?<name>[A-Z][A-Z\d_]{2,80})['"]/, source: 'CPython os.environ' },
    {
      by: 'postgres image',
      pattern: /(?:superuser password is not specified|You must specify (?<name>POSTGRES_PASSWORD))/i,
      source: 'docker-library/postgres docker-entrypoint.sh',
    },
    {
      by: 'mysql and mariadb images',
      pattern: /Database is uninitialized and password option is not specified/i,
      source: 'docker-library/mysql, MariaDB/mariadb-docker docker-entrypoint.sh',
    },
    {
      by: 'shells',
      pattern:
        /(?::|line \d{1,5}:) ?(?<name>[A-Za-z_]\w{1,80}): (?:unbound variable|parameter (?:not set|null or not set))/i,
      source: 'bash and dash with set -u, or where a variable is asked for',
    },
    {
      by: 'shells',
      pattern: /: (?<name>[A-Z][A-Z\d_]{2,80}): (?:.{0,60}(?:not set|must be|required|missing|need))/,
      source: 'bash and dash, asked for with a message of its own',
    },
    {
      by: 'Ruby',
      pattern: /key not found: "(?<name>[A-Z][A-Z\d_]{2,80})" \(KeyError\)/,
      source: 'Ruby ENV.fetch',
    },
    {
      by: 'Go envconfig',
      pattern:
        /required key (?<name>[A-Z][A-Z\d_]{2,80}) missing value|env: required environment variable "(?<other>[A-Z][A-Z\d_]{2,80})"/i,
      source: 'kelseyhightower/envconfig, caarlos0/env',
    },
    {
      by: 'Spring',
      pattern: /Could not resolve placeholder '(?<name>[\w.-]{2,100})'/i,
      source: 'Spring PropertyPlaceholderHelper',
    },
    {
      by: 'pydantic',
      pattern: /\bField required \[type=missing/,
      source: 'pydantic-core, the line after the name of the setting',
    },
    {
      by: 'Rust',
      pattern: /environment variable not found(?!: [A-Z])|called `Result::unwrap\(\)`.{0,60}NotPresent/i,
      source: 'Rust std::env::VarError',
    },
    {
      by: 'any program',
      pattern:
        /(?:environment variable|env(?:ironment)? var|variable|setting|\$)\s?[`'"$({]{0,3}(?<name>[A-Z][A-Z\d_]{2,80})[`'")}]{0,2}.{0,60}(?:not set|unset|missing|required|must be|is empty|undefined|not defined|not found)/i,
      source: 'the usual form',
    },
    {
      by: 'any program',
      pattern:
        /(?<![\w-])(?<name>[A-Z][A-Z\d]{1,40}_[A-Z\d_]{1,60})\b.{0,40}(?:(?:is |was |be )?(?:not set|unset|missing|required|must be (?:set|provided|defined)|not defined|undefined|not provided|not configured|(?:cannot|must not|may not) be empty|is empty))/,
      source: 'the usual form',
    },
    {
      by: 'any program, name after',
      pattern:
        /(?:missing|required|undefined|unset|please set|must set|not set|not found|no value for|set the)[\w\s]{0,60}?(?:environment variables?|env(?:ironment)? vars?|variables?|settings?)?[\s:`'"$([{]{1,4}(?<name>[A-Z][A-Z\d]{1,40}_[A-Z\d_]{1,60})/,
      source: 'the usual form, turned around',
    },
  ],
};
