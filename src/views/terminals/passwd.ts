// Reads the users of a container from its /etc/passwd.

export interface PasswdUser {
  readonly name: string;
  readonly uid: number;
  readonly home: string;
  /** False where the shell only refuses (`nologin`, `false`). */
  readonly logsIn: boolean;
}

/** Lines of seven fields as in passwd(5); lines that are not are left out. Those who can log in come first. */
export function parsePasswd(text: string): PasswdUser[] {
  const users: PasswdUser[] = [];
  for (const line of text.split('\n')) {
    const fields = line.split(':');
    const [name, , uid, , , home, shell] = fields;
    if (fields.length !== 7 || !name || !uid || !/^\d+$/.test(uid)) continue;
    if (!/^[A-Za-z0-9_.][A-Za-z0-9_.@-]*\$?$/.test(name)) continue;
    users.push({
      name,
      uid: Number(uid),
      home: home || '/',
      logsIn: !/\/(nologin|false|sync|halt|shutdown)\s*$/.test(shell ?? ''),
    });
  }
  return users.sort((a, b) => Number(b.logsIn) - Number(a.logsIn) || a.uid - b.uid);
}
