// The network map at 200 endpoints, from a simulated engine: what can be read of it in a real window.

import assert from 'node:assert/strict';
import { type SimEngine, startSimEngine } from '../sim/simEngine';
import { addNetworks } from '../sim/simNetworks';
import { useWorkbench } from './workbench';

describe('the network map at 200 endpoints', function () {
  this.timeout(90_000);
  let sim: SimEngine;
  before(async () => {
    sim = await startSimEngine({ name: 'sim-200' });
    addNetworks(sim);
  });
  after(() => sim.dispose());
  const workbench = useWorkbench(() => ({
    env: { DOCKER_HOST: sim.endpoint.url },
    size: { width: 1500, height: 950 },
  }));

  it('folds what belongs together, keeps boxes apart, and opens a group where it is', async () => {
    const w = workbench();
    await w.openSidebar();
    await w.command('Dockhound: Show Network Map');
    const frame = await w.webview('dockhound-map-graph .stop');
    await frame.getByText('200 endpoints, 22 networks').waitFor();
    const boxes = frame.locator('.box > rect.body');
    const folded = await boxes.count();
    assert.ok(folded > 20 && folded < 80, `${folded} boxes`);
    await w.screenshot('network-map-200');
    const group = frame.locator('.box-group[aria-expanded="false"]').first();
    await group.click();
    await w.until(async () => (await boxes.count()) > folded, 'its members');
    const places = await boxes.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
    for (const [at, one] of places.entries()) {
      for (const other of places.slice(at + 1)) {
        const apart =
          one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
        assert.ok(apart, 'two boxes cover each other');
      }
    }
  });
});
