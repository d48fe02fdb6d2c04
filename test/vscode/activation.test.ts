// Proves that the vscode ring runs the real extension in a real extension host.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the extension', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('dockhound.dockhound');
    assert.ok(extension, 'VS Code does not know the extension');
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('is given the engine of this run, not the one of the person who runs it', () => {
    assert.equal(process.env.DOCKER_HOST, process.env.DOCKHOUND_TEST_MANAGER);
  });
});
