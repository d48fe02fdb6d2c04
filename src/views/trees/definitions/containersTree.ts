// Containers, below their stack or Compose project where they have one.

import type { Cluster } from '../../../cluster/cluster';
import type { Container } from '../../../model/container';
import { containerCounts, containerLabel, containerLook } from '../looks/containerLook';
import { groupLook, unreadableLook } from '../looks/noteLooks';
import { groupKey, type Relations } from '../relations';
import type { Row } from '../row';
import type { RowLook } from '../rowLook';
import { byName, objectSeed, type RowSeed, type TreeDefinition, untouched } from '../treeDefinition';

export function containersTree(cluster: Cluster, relations: Relations): TreeDefinition {
  const containers = () => cluster.all('container') ?? new Map<string, Container>();
  const rowsOf = (list: Container[]) => list.sort(byLabel).map((one) => objectSeed('container', one.id, one.name));
  // An object of the picture is replaced when it changes, so what does not age is worked out once: with each row that
  // comes or goes VS Code asks for all of them.
  const looks = new WeakMap<Container, RowLook>();

  return {
    view: 'containers',
    kinds: ['container'],
    tellsOf: ['container'],
    needsTasks: false,
    roots() {
      const groups = new Set<string>();
      const alone: Container[] = [];
      for (const container of containers().values()) {
        const key = groupKey(container);
        if (key) groups.add(key);
        else alone.push(container);
      }
      const unreadable = cluster.unreadable('container').map(
        (one): RowSeed => ({
          id: one.id,
          subject: { type: 'unreadable', kind: 'container', id: one.id },
          target: { kind: 'container', id: one.id },
        }),
      );
      return [...[...groups].map(groupSeed).sort(byGroupName), ...rowsOf(alone), ...unreadable];
    },
    children(row) {
      if (row.subject.type !== 'group') return [];
      return rowsOf(members(row.id));
    },
    look(row, now) {
      switch (row.subject.type) {
        case 'group':
          return groupRowLook(row);
        case 'object': {
          const container = cluster.get('container', row.subject.id);
          return container && lookOf(container, now);
        }
        case 'unreadable': {
          const { id } = row.subject;
          const unreadable = cluster.unreadable('container').find((one) => one.id === id);
          return unreadable && unreadableLook(unreadable);
        }
        default:
          return undefined;
      }
    },
    folding: (row) => (row.subject.type === 'group' ? 'open' : 'leaf'),
    touched({ kind, id, change }) {
      if (kind !== 'container') return untouched;
      const group = relations.containersOfGroup.ownersOf(id)[0];
      return { looks: group ? [id, group] : [id], ...(change === 'added' ? { grown: [group] } : {}) };
    },
  };

  function lookOf(container: Container, now: number): RowLook {
    const known = looks.get(container);
    if (known) return known;
    const look = containerLook(container, now);
    if (!look.ages) looks.set(container, look);
    return look;
  }

  function members(key: string): Container[] {
    return [...relations.containersOfGroup.of(key)].flatMap((id) => cluster.get('container', id) ?? []);
  }

  function groupRowLook(row: Row): RowLook | undefined {
    const all = members(row.id);
    if (all.length === 0) return undefined;
    const name = row.subject.type === 'group' ? row.subject.name : '';
    const isStack = row.id.startsWith('stack:');
    return groupLook(
      name,
      containerCounts(all),
      isStack ? 'layers' : 'folder-library',
      isStack ? 'stack.containers' : 'project.containers',
    );
  }
}

/** By label; the tries of one slot newest first. */
function byLabel(a: Container, b: Container): number {
  const [left, right] = [containerLabel(a), containerLabel(b)];
  if (left !== right) return byName({ name: left, id: a.id }, { name: right, id: b.id });
  return (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || (a.id < b.id ? -1 : 1);
}

function byGroupName(a: RowSeed, b: RowSeed): number {
  const name = ({ subject }: RowSeed) => (subject.type === 'group' ? subject.name : '');
  return byName({ name: name(a), id: a.id }, { name: name(b), id: b.id });
}

function groupSeed(key: string): RowSeed {
  const name = key.slice(key.indexOf(':') + 1);
  const isStack = key.startsWith('stack:');
  return {
    id: key,
    subject: { type: 'group', group: isStack ? 'stack' : 'project', name },
    target: { kind: isStack ? 'stack' : 'project', name },
  };
}
