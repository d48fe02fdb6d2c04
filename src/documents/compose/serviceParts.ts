// The parts of a service that have a short and a long form.

import type { ComposeAttachment, ComposeFileUse, ComposeMount, ComposePort } from './composeFacts';
import type { ComposeNode } from './composeTree';
import type { Complain } from './parseCompose';
import { shortMount, shortPorts } from './shortForms';
import { entriesOf, flagOf, nodeAt, numberOf, textOf, textsOf } from './treeValues';

export function portsOf(node: ComposeNode | undefined, complain: Complain): readonly ComposePort[] {
  return itemsOf(node).flatMap((item): readonly ComposePort[] => {
    const { range } = item;
    if (item.type === 'map') {
      const target = nodeAt(item, 'target');
      const published = nodeAt(item, 'published');
      const ports = [portOf(target, 'target', complain), portOf(published, 'published', complain)];
      if (!target) complain('port-invalid', range, 'A port needs a target.');
      if (ports[0] === undefined || (published && ports[1] === undefined)) return [];
      const hostIp = textOf(nodeAt(item, 'host_ip'));
      return [
        {
          ...{ target: ports[0], range },
          protocol: textOf(nodeAt(item, 'protocol'))?.toLowerCase() ?? 'tcp',
          mode: textOf(nodeAt(item, 'mode'))?.toLowerCase() ?? 'ingress',
          ...(ports[1] === undefined ? {} : { published: ports[1] }),
          ...(hostIp ? { hostIp } : {}),
        },
      ];
    }
    const read = shortPorts(textOf(item) ?? '');
    if (!read.ok) {
      complain(read.code, range, read.problem);
      return [];
    }
    return read.ports.map((port) => ({ ...port, mode: 'ingress', range }));
  });
}

function portOf(node: ComposeNode | undefined, what: string, complain: Complain): number | undefined {
  if (!node) return undefined;
  const port = numberOf(node);
  if (port === undefined || !Number.isInteger(port)) {
    complain('port-invalid', node.range, `The ${what} of a port must be a number.`);
    return undefined;
  }
  if (port >= 1 && port <= 65_535) return port;
  // 0 lets swarm choose.
  if (port === 0 && what === 'published') return undefined;
  complain('port-out-of-range', node.range, `The port ${port} is not between 1 and 65535.`);
  return undefined;
}

export function mountsOf(node: ComposeNode | undefined, complain: Complain): readonly ComposeMount[] {
  return itemsOf(node).flatMap((item): readonly ComposeMount[] => {
    const { range } = item;
    if (item.type === 'map') {
      const target = textOf(nodeAt(item, 'target'));
      if (target === undefined) {
        complain('volume-invalid', range, 'A volume needs a target.');
        return [];
      }
      const source = textOf(nodeAt(item, 'source'));
      const type = textOf(nodeAt(item, 'type')) ?? 'volume';
      const readOnly = flagOf(nodeAt(item, 'read_only')) ?? false;
      return [{ type, target, readOnly, range, ...(source ? { source } : {}) }];
    }
    const short = shortMount(textOf(item) ?? '');
    if (!short) {
      complain('volume-invalid', range, `${JSON.stringify(textOf(item) ?? '')} is no volume.`);
      return [];
    }
    const { type, source, target, options } = short;
    return [{ type, target, readOnly: options.includes('ro'), range, ...(source ? { source } : {}) }];
  });
}

export function attachmentsOf(node: ComposeNode | undefined): readonly ComposeAttachment[] {
  if (node?.type !== 'map') {
    return textsOf(node).map(({ value, range }) => ({ network: value, aliases: [], range }));
  }
  return entriesOf(node).map(({ key, keyRange, value }) => ({
    network: key,
    aliases: textsOf(nodeAt(value, 'aliases')).map((alias) => alias.value),
    range: keyRange,
  }));
}

export function fileUsesOf(node: ComposeNode | undefined): readonly ComposeFileUse[] {
  return itemsOf(node).flatMap((item): readonly ComposeFileUse[] => {
    const { range } = item;
    if (item.type !== 'map') {
      const source = textOf(item);
      return source === undefined ? [] : [{ source, range }];
    }
    const source = textOf(nodeAt(item, 'source'));
    if (source === undefined) return [];
    const target = textOf(nodeAt(item, 'target'));
    const uid = textOf(nodeAt(item, 'uid'));
    const gid = textOf(nodeAt(item, 'gid'));
    const mode = numberOf(nodeAt(item, 'mode'));
    return [
      {
        ...{ source, range },
        ...(target ? { target } : {}),
        ...(uid ? { uid } : {}),
        ...(gid ? { gid } : {}),
        ...(mode === undefined ? {} : { mode }),
      },
    ];
  });
}

function itemsOf(node: ComposeNode | undefined): readonly ComposeNode[] {
  return node?.type === 'list' ? node.items : [];
}
