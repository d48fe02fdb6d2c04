// Turns entries of the history into what the events panel shows of them.

import type { Cluster } from '../../cluster/cluster';
import type { ProbeRecord } from '../../feeds/events/probeHistory';
import type { ProbedContainer } from '../../feeds/events/probeSources';
import { type EventEntry, eventDetails, maskedAttributes, nanoToIso } from '../../model/eventEntry';
import { laneKey, laneName } from '../../model/eventTimeline';
import type { ObjectKind } from '../../model/objects';
import type { TargetRef } from '../../model/target';
import type { EventAction, EventCommand, EventDetail, EventRow, ProbeSource } from '../../protocol/events';
import { plainLine } from '../../util/plainLine';

/** Characters of a row's details that reach the view; all of them are in its attributes. */
const maxDetailChars = 400;
/** Newest probes of a container that reach the view. */
const maxProbes = 200;

export function eventRow(cluster: Cluster, entry: EventEntry): EventRow {
  const { seq, kind, action, tone, nodeId } = entry;
  const name = laneName(entry);
  const node = nodeId ?? (kind === 'task' ? entry.attributes.nodeId : undefined);
  const own = cluster.info?.swarm.nodeId;
  return {
    ...{ seq, time: nanoToIso(entry.timeNano), kind, name, action, tone, lane: laneKey(entry) },
    details: plainLine(eventDetails(entry), maxDetailChars),
    ...(name === entry.name ? {} : { fullName: entry.name }),
    ...(node === undefined || node === own ? {} : { node: cluster.get('node', node)?.name ?? node.slice(0, 12) }),
  };
}

export function eventDetail(cluster: Cluster, entry: EventEntry): EventDetail {
  return {
    ...{ row: eventRow(cluster, entry), id: entry.id, attributes: maskedAttributes(entry) },
    cut: entry.cut === true,
    actions: targetOf(entry) ? actionsOf(cluster, entry) : [],
  };
}

/** The object that commands are run on; undefined where there is none to name. */
export function targetOf({ kind, id, name }: EventEntry): TargetRef | undefined {
  const object = isObjectKind(kind) ? kind : undefined;
  return object && id !== '' ? { kind: object, id, name } : undefined;
}

export function probeSource({ containerId, name }: ProbedContainer, record: ProbeRecord): ProbeSource {
  const { status, failingStreak, intervalMs, probes, dropped } = record;
  return {
    ...{ containerId, name, status, failingStreak, intervalMs },
    probes: probes.slice(-maxProbes).reverse(),
    dropped: dropped + Math.max(0, probes.length - maxProbes),
  };
}

const inspect: EventAction = { command: 'dockhound.inspect', label: 'Inspect', icon: 'search' };
const logs: EventAction = { command: 'dockhound.logs', label: 'Logs', icon: 'output' };
const events: EventAction = { command: 'dockhound.events', label: 'Its Events', icon: 'history' };

/** A container on another node is found by its task, which the event's own object does not name. */
function actionsOf(cluster: Cluster, { kind, id, nodeId }: EventEntry): readonly EventAction[] {
  if (!isObjectKind(kind) || nodeId !== undefined) return [];
  if (cluster.all(kind) !== undefined && !cluster.get(kind, id)) return [];
  const withLogs = kind === 'container' || kind === 'service' || kind === 'task';
  return withLogs ? [inspect, logs, events] : [inspect, events];
}

/** Whether the view may run this command on this entry. */
export function mayRun(cluster: Cluster, entry: EventEntry, command: EventCommand): boolean {
  return targetOf(entry) !== undefined && actionsOf(cluster, entry).some((action) => action.command === command);
}

function isObjectKind(kind: EventEntry['kind']): kind is ObjectKind & EventEntry['kind'] {
  return kind !== 'engine' && kind !== 'marker' && kind !== 'other';
}
