import assert from 'node:assert/strict';
import type { Diagnosis } from '../../../src/model/finding';
import { diagnosisMarkdown } from '../../../src/views/diagnosis/diagnosisMarkdown';

const diagnosis: Diagnosis = {
  target: { kind: 'container', id: 'c1', name: 'api' },
  status: 'problem',
  findings: [
    {
      rule: 'missing-env-var',
      severity: 'error',
      confidence: 0.93,
      subject: { kind: 'container', id: 'c1', name: 'api' },
      title: 'api needs [QUEUE](command:quit) <img src=x>',
      explanation: 'It says postgres://u:hunter2@db/x.',
      evidence: [
        { source: 'log', path: 'stderr', excerpt: 'a ``` fence --password=hunter3', at: '2026-01-01T00:00:00Z' },
      ],
      remedies: [{ title: 'Set it', snippet: 'docker run -e QUEUE=… `id`' }],
    },
  ],
  gaps: [{ part: 'logs', reason: 'denied', message: 'The log of *web* cannot be read.' }],
  tookMs: 1234,
};

describe('a diagnosis as Markdown', () => {
  it('says what is wrong, how that is known and what was not checked', () => {
    const text = diagnosisMarkdown(diagnosis);
    assert.match(text, /^# Diagnosis of container api\n/);
    assert.match(text, /error, 93 % sure · missing-env-var/);
    assert.match(text, /- log stderr: .*\(2026-01-01T00:00:00Z\)/);
    assert.match(text, /What could not be checked[\s\S]*cannot be read/);
    assert.match(text, /Read in 1\.2 s/);
  });

  it('has nothing of an engine as markup, and no secret', () => {
    const text = diagnosisMarkdown(diagnosis);
    assert.doesNotMatch(text, /hunter/);
    assert.doesNotMatch(text, /(?<!\\)\[QUEUE|(?<!\\)<img|(?<!\\)\*web/);
    // A fence that the excerpt cannot end.
    assert.match(text, /```` a ``` fence/);
  });

  it('says when nothing is wrong, and when that is not sure', () => {
    const none = { ...diagnosis, findings: [], gaps: [] };
    assert.match(diagnosisMarkdown({ ...none, status: 'healthy' }), /Nothing is wrong/);
    assert.match(diagnosisMarkdown({ ...none, status: 'unknown' }), /not everything could be checked/);
  });
});
