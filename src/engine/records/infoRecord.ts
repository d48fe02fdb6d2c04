// GET /info → EngineInfo.

import type { EngineInfo, SwarmInfo, SwarmRole } from '../../model/engineInfo';
import { certificateExpiry } from './certificateExpiry';
import { count, flag, items, present, type Raw, raw, text, texts, time } from './read';

/** What the connection knows and the engine does not. */
export interface Reached {
  readonly label: string;
  readonly endpoint: string;
  readonly apiVersion: string;
  /** Our clock when the engine was asked, and when its answer was there: epoch milliseconds. */
  readonly asked?: number;
  readonly answered?: number;
}

/** Differences below this may come from the way the answer took. */
const tellingMs = 2_000;

export function infoRecord(value: unknown, reached: Reached): EngineInfo {
  const info = raw(value);
  return {
    id: text(info.ID) ?? '',
    name: text(info.Name) ?? '',
    label: reached.label,
    endpoint: reached.endpoint,
    serverVersion: text(info.ServerVersion) ?? 'unknown',
    apiVersion: reached.apiVersion,
    osType: text(info.OSType) ?? 'unknown',
    rootless: texts(info.SecurityOptions).some((option) => option.split(',').includes('name=rootless')),
    warnings: texts(info.Warnings),
    swarm: swarmInfo(raw(info.Swarm)),
    ...present({
      operatingSystem: text(info.OperatingSystem),
      architecture: text(info.Architecture),
      cpus: count(info.NCPU),
      memoryBytes: count(info.MemTotal),
      cgroupVersion: text(info.CgroupVersion),
      storageDriver: text(info.Driver),
      loggingDriver: text(info.LoggingDriver),
      clockAheadMs: clockAhead(info, reached),
    }),
  };
}

function swarmInfo(swarm: Raw): SwarmInfo {
  const remoteManagers = items(swarm.RemoteManagers).flatMap((item) => {
    const nodeId = text(raw(item).NodeID);
    const own = text(raw(item).Addr);
    return nodeId === undefined || own === undefined ? [] : [{ nodeId, address: own }];
  });
  const pools = texts(raw(swarm.Cluster).DefaultAddrPool);
  return {
    role: role(swarm),
    remoteManagers,
    ...present({
      nodeId: text(swarm.NodeID),
      nodeAddress: text(swarm.NodeAddr),
      clusterId: text(raw(swarm.Cluster).ID),
      // A worker says 0 because it does not know.
      managers: count(swarm.Managers) || undefined,
      nodes: count(swarm.Nodes) || undefined,
      error: text(swarm.Error),
      autolock: flag(raw(raw(raw(swarm.Cluster).Spec).EncryptionConfig).AutoLockManagers),
      caExpiresAt: certificateExpiry(raw(raw(swarm.Cluster).TLSInfo).TrustRoot),
      rootRotating: flag(raw(swarm.Cluster).RootRotationInProgress) || undefined,
      addressPools: pools.length > 0 ? pools : undefined,
      subnetPrefix: count(raw(swarm.Cluster).SubnetSize) || undefined,
    }),
  };
}

/** A manager without a quorum still calls itself an active manager; what is wrong then stands in `error`. */
function role(swarm: Raw): SwarmRole {
  switch (swarm.LocalNodeState) {
    case 'active':
      return swarm.ControlAvailable === true ? 'manager' : 'worker';
    case 'pending':
    case 'locked':
    case 'error':
      return swarm.LocalNodeState;
    default: // `inactive`, an empty text, or an engine that knows no swarm, such as Podman.
      return 'none';
  }
}

/** The engine read its clock (`SystemTime`) at some moment between the question and the answer. */
function clockAhead({ SystemTime }: Raw, { asked, answered }: Reached): number | undefined {
  const theirs = Date.parse(time(SystemTime) ?? '');
  if (Number.isNaN(theirs) || asked === undefined || answered === undefined) return undefined;
  const least = theirs > answered ? theirs - answered : theirs < asked ? theirs - asked : 0;
  return Math.abs(least) < tellingMs ? undefined : Math.round((theirs - (asked + answered) / 2) / 1_000) * 1_000;
}
