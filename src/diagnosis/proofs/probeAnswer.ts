// What a health check asked, and which HTTP status it got, read from its command and its output.

import type { ContainerCase } from '../cases/cases';

/** The status that curl, wget and the HTTP clients of languages print when they fail; undefined: none. */
export function answerStatus(output: string): number | undefined {
  const found =
    /(?:HTTP\/[\d.]{1,3} |returned error:? (?:HTTP\/[\d.]{1,3} )?|(?:HTTP )?Error:? |status(?:[ _]?code)?["']?[:=]? ?)([1-5]\d\d)\b/i.exec(
      output,
    ) ?? /\b([45]\d\d)[: ]{1,2}(?:Not Found|Unauthorized|Forbidden|Service Unavailable|Bad Gateway)/i.exec(output);
  return found === null ? undefined : Number(found[1]);
}

/** The URL that a check names in its command, or else in its output; undefined: none. */
export function askedUrl(test: string, output: string): URL | undefined {
  const text = urlPattern.exec(test)?.[0] ?? urlPattern.exec(output)?.[0];
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

/** The command of its health check in one line; empty: it has none. */
export function testOf({ facts }: ContainerCase): string {
  return (facts.healthcheck?.test ?? []).slice(1).join(' ');
}

const urlPattern = /\bhttps?:\/\/[^\s"'|;<>)]{1,300}/i;
