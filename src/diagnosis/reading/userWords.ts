// As whom a container runs, from its own settings or its image.

import type { ContainerCase } from '../cases/cases';

/** `uid 1000`, `user web`, or `root (uid 0)` where nobody said. */
export function userWords(subject: ContainerCase): string {
  const user = userOf(subject);
  if (user === undefined || user === '0' || user === 'root') return 'root (uid 0)';
  return /^\d+$/.test(user) ? `uid ${user}` : `user ${user}`;
}

/** `1000:1000`, where it is given by number. */
export function numericUser({ facts, image }: ContainerCase): string | undefined {
  const given = facts.user ?? image?.user;
  return given !== undefined && /^\d+(?::\d+)?$/.test(given) ? given : undefined;
}

function userOf({ facts, image }: ContainerCase): string | undefined {
  return (facts.user ?? image?.user)?.split(':')[0] || undefined;
}
