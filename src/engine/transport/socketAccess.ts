// Why a unix socket may not be used, in terms of users and groups.

import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';

export interface SocketAccess {
  readonly user: string;
  /** Name or number of the group that the socket belongs to; undefined where not even that may be read. */
  readonly group?: string;
  /** Is the user a member: `no`, or `laterOnly` when the account is, but this session began before. */
  readonly member: 'no' | 'laterOnly';
}

export class SocketDenied extends Error {
  override readonly name = 'SocketDenied';
  constructor(
    readonly path: string,
    readonly access: SocketAccess,
    cause: unknown,
  ) {
    super(`No permission on ${path}`, { cause });
  }
}

export async function describeAccess(path: string): Promise<SocketAccess> {
  const { username: user } = userInfo();
  // Not even the facts may be readable when a folder on the way is closed.
  const gid = await stat(path).then(
    (facts) => facts.gid,
    () => undefined,
  );
  if (gid === undefined) return { user, member: 'no' };
  const groups = await readFile('/etc/group', 'utf8').catch(() => '');
  return accessOf(user, gid, groups);
}

/** `groups` is the text of /etc/group: group(5). */
export function accessOf(user: string, gid: number, groups: string): SocketAccess {
  const entry = groups
    .split('\n')
    .map((line) => line.split(':'))
    .find(([, , id]) => id === String(gid));
  const members = entry?.[3]?.split(',') ?? [];
  return { user, group: entry?.[0] ?? String(gid), member: members.includes(user) ? 'laterOnly' : 'no' };
}
