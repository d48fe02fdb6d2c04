// Probes and the health workbench through their commands, and what other commands make of what they found.

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { DockhoundApi } from '../../src/api';
import type { HealthTried } from '../../src/commands/health/healthcheckTry';
import type { HealthcheckAdded } from '../../src/commands/healthcheckAdd';
import type { ProbeOutcome } from '../../src/commands/probe';
import { until } from '../engine/callsSupport';
import { engineRequest, managerUrl } from '../support/lab';
import { knowsContainer } from './picture';

interface ServiceSpec {
  readonly TaskTemplate: {
    readonly ContainerSpec: { readonly Healthcheck?: { readonly Test: readonly string[]; readonly Timeout: number } };
  };
}

describe('probing', function () {
  this.timeout(60_000);
  const name = `probed-${process.pid}`;
  const target = { kind: 'container', name };
  const request = (method: string, path: string, body?: unknown) => engineRequest(managerUrl(), method, path, body);

  before(async () => {
    const made = await request('POST', `/containers/create?name=${name}`, {
      Image: 'shop/web:2.4.1',
      ExposedPorts: { '9999/tcp': {} },
      HostConfig: { PortBindings: { '9999/tcp': [{ HostPort: '' }] } },
    });
    await request('POST', `/containers/${name}/start`);
    await knowsContainer((made as { Id: string }).Id);
  });
  after(async () => {
    await request('DELETE', `/containers/${name}?force=1`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('finds out what listens, and a diagnosis knows it from then on', async () => {
    const extension = vscode.extensions.getExtension<DockhoundApi>('dockhound.dockhound');
    const api = await extension?.activate();
    const found = await probe({ probe: 'listening', confirmed: true });
    assert.match(found?.words.join() ?? '', /listens on .*:8080/);
    const told = await api?.diagnose({ kind: 'container', name });
    assert.equal(told?.findings[0]?.rule, 'published-port-mismatch');
    assert.ok(told?.findings[0]?.evidence.some(({ source }) => source === 'probe'));
    await assert.rejects(probe({ probe: 'format', confirmed: true }), /There is no probe format/);
    await assert.rejects(probe({ probe: 'connect', host: '-e', port: 1, confirmed: true }), /no host/);
  });

  it('tries health checks, writes one that passes with its proof, and adding one knows of it', async () => {
    const file = await untitled('FROM busybox:1.36\nEXPOSE 8080\nCMD ["httpd", "-f", "-p", "8080"]\n');
    const write = { write: 'dockerfile', file: file.uri, confirmed: true };
    await assert.rejects(tried({ ...write, candidate: 'tcp-nc' }), /tcp-nc did not pass, so nothing was written/);
    const done = await tried(write);
    assert.deepEqual([done?.where, done?.throwAway, done?.written?.to], [name, false, 'dockerfile']);
    const wget = done?.trials.find(({ id }) => id === 'http-wget');
    assert.deepEqual([wget?.passed, wget?.exitCode], [true, 0]);
    assert.match(
      file.getText(),
      new RegExp(
        `\\n# Proven in container ${name} at \\S+ \\S+ UTC\\nHEALTHCHECK .*\\n  CMD \\["wget", .*:8080/"\\]\\nCMD`,
      ),
    );
    const other = await untitled('FROM alpine:3.20\nEXPOSE 8080\nCMD ["/app"]\n');
    const added = await vscode.commands.executeCommand<HealthcheckAdded>('dockhound.healthcheck.add', other.uri, {
      candidate: 'http-wget',
    });
    assert.match(added.proof ?? '', new RegExp(`^Proven in container ${name} at`));
    assert.match(other.getText(), /# Proven in container .*\nHEALTHCHECK/);
  });

  it('writes what passed into a compose file, and into the service whose task it is', async () => {
    const file = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: 'services:\n  web:\n    image: shop/web:2.4.1\n',
    });
    const compose = await tried({ write: 'compose', file: file.uri, service: 'web', confirmed: true });
    assert.deepEqual([compose?.written?.to, compose?.written?.line], ['compose', 3]);
    assert.match(file.getText(), /\n {4}healthcheck:\n {6}# Proven in container .*\n {6}test: \["CMD", "wget"/);

    const made = await request('POST', '/services/create', {
      Name: `${name}-live`,
      Mode: { Replicated: { Replicas: 1 } },
      EndpointSpec: { Mode: 'dnsrr' },
      UpdateConfig: { Parallelism: 1, Monitor: 1e9, FailureAction: 'pause' },
      TaskTemplate: {
        ContainerSpec: { Image: 'shop/web:2.4.1', StopGracePeriod: 1e8 },
        Placement: { Constraints: ['node.role==manager'] },
      },
    });
    const { ID: id } = made as { ID: string };
    const of = { kind: 'service', id };
    try {
      await until('its task runs', async () => {
        const filters = encodeURIComponent(JSON.stringify({ service: [id] }));
        const tasks = (await request('GET', `/tasks?filters=${filters}`)) as readonly { Status: { State: string } }[];
        return tasks.some(({ Status }) => Status.State === 'running');
      });
      // Swarm waits for the first run of the new check, half a minute: nobody waits for that here.
      const writing = tried({ write: 'service', candidate: 'http-wget', confirmed: true }, of).catch(String);
      const check = await until('the service has the check', async () => {
        const { Spec: spec } = (await request('GET', `/services/${id}`)) as { Spec: ServiceSpec };
        return spec.TaskTemplate.ContainerSpec.Healthcheck;
      });
      assert.deepEqual(check.Test.slice(0, 2), ['CMD', 'wget']);
      assert.ok(check.Timeout > 0);
      await request('DELETE', `/services/${id}`);
      assert.match(String(await writing), new RegExp(`${name}-live`));
    } finally {
      await request('DELETE', `/services/${id}`).catch((error: unknown) => assert.match(String(error), /: 404 /));
    }
  });

  it('asks the registry for the image of a service that has no container', async () => {
    const image = 'nowhere.invalid/none:1';
    const made = await request('POST', '/services/create', {
      Name: `${name}-service`,
      Mode: { Replicated: { Replicas: 0 } },
      TaskTemplate: { ContainerSpec: { Image: image } },
    });
    const { ID: id } = made as { ID: string };
    try {
      const outcome = await probe({ probe: 'pull', confirmed: true }, { kind: 'service', id });
      const [fact] = outcome?.facts ?? [];
      assert.deepEqual(fact?.kind === 'pull' && [fact.image, fact.outcome], [image, 'unreachable']);
    } finally {
      await request('DELETE', `/services/${id}`);
    }
  });

  async function probe(options: object, of: object = target): Promise<ProbeOutcome | undefined> {
    return vscode.commands.executeCommand('dockhound.probe', of, options);
  }

  async function tried(options: object, of: object = target): Promise<HealthTried | undefined> {
    return vscode.commands.executeCommand('dockhound.healthcheck.try', of, options);
  }
});

function untitled(content: string): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: 'dockerfile', content });
}
