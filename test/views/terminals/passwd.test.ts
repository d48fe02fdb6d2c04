import assert from 'node:assert/strict';
import { parsePasswd } from '../../../src/views/terminals/passwd';

describe('parsePasswd', () => {
  it('puts those who can log in first, by uid', () => {
    const users = parsePasswd(
      [
        'daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin',
        'app:x:1000:1000:App:/srv/app:/bin/sh',
        'root:x:0:0:root:/root:/bin/bash',
        'nobody:x:65534:65534:nobody:/nonexistent:/bin/false',
      ].join('\n'),
    );
    assert.deepEqual(
      users.map((user) => user.name),
      ['root', 'app', 'daemon', 'nobody'],
    );
    assert.deepEqual(users[1], { name: 'app', uid: 1000, home: '/srv/app', logsIn: true });
  });

  it('leaves out lines that are none', () => {
    const text = ['', '# comment', 'a:b', 'x:x:notanumber:0::/:', '$(icon):x:5:5::/:/bin/sh', 'ok:x:7:7:::'].join('\n');
    assert.deepEqual(
      parsePasswd(text).map((user) => [user.name, user.home]),
      [['ok', '/']],
    );
  });
});
