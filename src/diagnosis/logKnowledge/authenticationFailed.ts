// How programs say that a password, user or token was not accepted.

import type { LogTable } from './logTheme';

export const authenticationFailed: LogTable = {
  theme: 'authenticationFailed',
  hint: /auth|password|access denied|WRONGPASS|login|credential|ACCESS_REFUSED|unauthorized|role "/i,
  wordings: [
    {
      by: 'PostgreSQL',
      pattern:
        /(?:connection to server at "(?<host>[^"]{1,253})"(?: \([^)]{1,50}\))?, port (?<port>\d{1,5}) failed: )?(?:FATAL: {1,4})?password authentication failed for user "(?<user>[^"]{1,100})"/i,
      source: 'PostgreSQL auth.c',
    },
    {
      by: 'PostgreSQL',
      pattern: /no pg_hba\.conf entry for host "(?<host>[^"]{1,253})", user "(?<user>[^"]{1,100})"/i,
      source: 'PostgreSQL auth.c',
    },
    {
      by: 'PostgreSQL',
      pattern: /FATAL: {1,4}role "(?<user>[^"]{1,100})" does not exist/i,
      source: 'PostgreSQL miscinit.c',
    },
    {
      by: 'MySQL',
      pattern: /Access denied for user '(?<user>[^']{0,100})'@'[^']{0,253}'/i,
      source: 'MySQL error 1045',
    },
    {
      by: 'Redis',
      pattern:
        /\b(?:WRONGPASS|NOAUTH)\b.{0,120}|AuthenticationError: Authentication required|invalid (?:username-password pair|password)|(?:ERR )?AUTH .{0,20}called without any password configured/i,
      source: 'redis acl.c',
    },
    {
      by: 'MongoDB',
      pattern: /(?:Authentication failed|command .{1,60} requires authentication|SCRAM.{0,60}failed)/i,
      source: 'MongoDB error 18, 13',
    },
    {
      by: 'RabbitMQ',
      pattern: /ACCESS_REFUSED.{0,120}|(?:PLAIN|AMQPLAIN) login refused: user '(?<user>[^']{1,100})'/i,
      source: 'rabbit_reader.erl',
    },
    {
      by: 'Kafka',
      pattern: /SaslAuthenticationException|Authentication failed during authentication due to invalid credentials/i,
      source: 'Kafka',
    },
    { by: 'SQL Server', pattern: /Login failed for user '(?<user>[^']{1,100})'/i, source: 'SQL Server error 18456' },
    { by: 'HTTP client', pattern: /\b(?:401 Unauthorized|status(?: code)?:? 401)\b/i, source: 'RFC 9110' },
    {
      by: 'any program',
      pattern:
        /\b(?:authentication failed|invalid credentials|bad credentials|login failed|password .{0,20}incorrect)\b/i,
      source: 'the usual form',
    },
  ],
};
