// Proves that the ui ring opens a real VS Code with Dockhound in its activity bar.
import assert from 'node:assert/strict';
import { useWorkbench } from './workbench';

describe('the workbench', () => {
  const workbench = useWorkbench();

  it('has Dockhound in its activity bar', async () => {
    await workbench().openSidebar();
    const title = workbench().page.locator('.part.sidebar .composite.title');
    assert.match(((await title.textContent()) ?? '').toLowerCase(), /dockhound/);
    await workbench().screenshot('sidebar');
  });
});
