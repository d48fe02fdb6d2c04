// Scenes of diagnoses: the two broken services of the sample, each from its red dot to the cause.
import * as hands from './hands.mjs';

export async function diagnoses({ w, scene }) {
  for (const [name, service, cause] of [
    ['diagnosis', 'shop_api', /shop_db.*that is why shop_api fails/],
    ['diagnosis-db', 'shop_db', /shop_db .*\/var\/lib\/postgresql\/data/],
  ]) {
    await scene(name, async () => {
      await hands.onTarget(w, 'Dockhound: Diagnose', service);
      const frame = await w.webview('dockhound-diagnosis .headline');
      const explained = async () => cause.test(await frame.locator('.headline').first().innerText());
      await w.until(explained, `why ${service} fails`, 30_000);
      await frame.locator('.lane-label').first().waitFor();
      await w.page.mouse.move(900, 880);
      await w.page.waitForTimeout(1500);
      // Between two tries the reading may be on its way.
      await w.shoot(name, {
        around: hands.editorPart(w),
        when: () => w.until(explained, `why ${service} fails`, 30_000),
      });
      await w.command('View: Close All Editors');
    });
  }
}
