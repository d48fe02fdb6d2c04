// Scenes of the log panel: a service with find, structured lines with a stack trace, one line in full, a filter.
import { engineCall } from '../provision/engineApi.mjs';
import * as hands from './hands.mjs';

/** `engines` as the sample got them. */
export async function logs({ w, scene, engines }) {
  const { page } = w;
  await scene('logs', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_orders');
    const frame = await w.webview('dockhound-logs .row .text');
    await frame.locator('.find').click();
    await page.keyboard.type('declined');
    await w.until(() => frame.locator('.found', { hasText: /of \d+/ }).count(), 'matches').catch(() => undefined);
    await page.waitForTimeout(1000);
    await w.shoot(name, { around: hands.editorPart(w) });
  });
  await scene('log-sources', async (name) => {
    await hands.onTarget(w, 'Dockhound: Show Logs', 'shop_orders');
    const frame = await w.webview('dockhound-logs .row .text');
    await frame.getByRole('button', { name: 'Sources and streams' }).click();
    const entries = frame.locator('.popover:popover-open .entry');
    await w.until(async () => (await entries.count()) > 1, 'its tasks');
    await page.waitForTimeout(1000);
    await w.shoot(name, { around: hands.editorPart(w) });
    await w.command('View: Close All Editors');
  });
  const structured = async (name, show) => {
    const remove = await startPayments(engines.manager.socket);
    try {
      await hands.onTarget(w, 'Dockhound: Show Logs', 'payments');
      const frame = await w.webview('dockhound-logs .row .fields');
      await frame.locator('.row', { hasText: 'shift closed' }).waitFor();
      await show(frame);
      await page.mouse.move(900, 880);
      await page.waitForTimeout(800);
      await w.shoot(name, { around: hands.editorPart(w) });
      await w.command('View: Close All Editors');
    } finally {
      await remove();
    }
  };
  await scene('log-detail', (name) =>
    structured(name, async (frame) => {
      const declined = frame.locator('.row', { hasText: 'gateway refused the card' });
      await declined.first().click();
      await page.keyboard.press('Enter');
      await frame.locator('.field-row', { hasText: 'CardDeclined' }).first().waitFor();
    }),
  );
  await scene('log-filter', (name) =>
    structured(name, async (frame) => {
      await frame.getByRole('button', { name: 'Level', exact: true }).click();
      await frame.getByRole('radio', { name: 'warn or worse' }).click();
      await page.keyboard.press('Escape');
      await frame.locator('.row[aria-expanded="false"]').first().click();
      await page.keyboard.press('ArrowRight');
      await frame.locator('.row .folded').first().waitFor();
      await frame.getByRole('button', { name: 'Level', exact: true }).click();
    }),
  );
}

async function startPayments(socket) {
  const body = { Image: 'busybox:1.36', Cmd: ['sh', '-c', takePayments] };
  const { Id } = await engineCall(socket, 'POST', '/containers/create?name=payments', { body });
  await engineCall(socket, 'POST', `/containers/${Id}/start`);
  return () => engineCall(socket, 'DELETE', `/containers/${Id}?force=1&v=1`);
}

// As a program with a structured logger writes, until something is thrown that nobody catches.
const takePayments = `say() { printf '{"level":"%s","time":"2026-11-22T09:14:%02d.%03dZ","msg":"%s",%s}\\n' "$1" $((n % 60)) $((n * 37 % 1000)) "$2" "$3"; }
n=0
while [ $n -lt 40 ]; do
  n=$((n + 1))
  order=$((4100 + n))
  case $((n % 8)) in
    3) say warn "gateway answers slowly" '"ms":2417,"retry":1' ;;
    6) say error "gateway refused the card" '"order":'$order',"code":51,"error":{"type":"CardDeclined","bank":"First Example","mayRetry":false}' ;;
    *) say info "payment accepted" '"order":'$order',"amount":59.9,"card":{"brand":"visa","last4":"4242"}' ;;
  esac
  if [ $n = 22 ]; then
    printf 'Traceback (most recent call last):\\n  File "/app/payments/settle.py", line 88, in settle\\n    receipt = gateway.capture(order, amount)\\n  File "/app/payments/gateway.py", line 41, in capture\\n    raise GatewayTimeout(self.url, seconds)\\npayments.errors.GatewayTimeout: https://gateway.example gave no answer for 30 s\\n' >&2
  fi
  sleep 0.05
done
say info "shift closed" '"orders":40'
sleep 100000`;
