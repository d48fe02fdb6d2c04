import assert from 'node:assert/strict';
import { maskText } from '../../src/model/maskSecrets';
import { emptyDraft } from '../../src/model/serviceDraft';
import { maskDraft } from '../../src/operations/serviceDraft/maskDraft';
import { withoutSecrets } from '../../webview/service/withoutSecrets';

describe('what the form keeps on the disk', () => {
  const draft = {
    ...emptyDraft,
    args: 'server --password=hunter2',
    env: [
      { name: 'DB_PASSWORD', value: 'hunter2' },
      { name: 'URL', value: 'https://me:hunter2@host' },
      { name: 'COLOUR', value: 'blue' },
    ],
    labels: [{ name: 'api.token', value: 'hunter2' }],
  };

  it('is no secret', () => {
    const kept = withoutSecrets(draft);
    assert.doesNotMatch(JSON.stringify(kept), /hunter2/);
    assert.equal(kept.env[2]?.value, 'blue');
    assert.equal(kept.env[0]?.name, 'DB_PASSWORD');
  });

  it('keeps dots, which stand for what the host knows', () => {
    const masked = maskDraft(draft);
    assert.deepEqual(withoutSecrets(masked), masked);
    assert.equal(withoutSecrets(masked).env[0]?.value, maskText);
  });
});
