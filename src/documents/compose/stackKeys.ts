// Keys of services that `docker stack deploy` refuses or passes over (docker/cli, cli/compose/types/types.go).

/** Key → what to do instead. */
export const refusedKeys: ReadonlyMap<string, string> = new Map([
  ['extends', 'Write out what it takes over, or use a YAML anchor.'],
  ['volume_driver', 'Name the driver under volumes.'],
  ['volumes_from', 'Share a volume that stands under volumes.'],
  ...['cpu_quota', 'cpu_shares', 'cpuset', 'mem_limit', 'memswap_limit'].map(
    (key) => [key, 'Use deploy.resources.'] as const,
  ),
]);

const others = 'swarm services have no such thing.';

/** Key → why it does nothing. */
export const ignoredKeys: ReadonlyMap<string, string> = new Map([
  ['container_name', 'every task has a container with a name of its own.'],
  ['depends_on', 'a swarm starts services in no order. Let the program wait for what it needs.'],
  ['links', 'services on the same network find each other by name.'],
  ['external_links', 'services on the same network find each other by name.'],
  ['expose', 'services on the same network reach all ports.'],
  ['network_mode', 'use networks.'],
  ['tmpfs', 'use a volume of type tmpfs.'],
  ...[
    ...['cgroupns_mode', 'cgroup_parent', 'devices', 'domainname', 'ipc', 'mac_address', 'pid', 'privileged'],
    ...['security_opt', 'shm_size', 'userns_mode'],
  ].map((key) => [key, others] as const),
]);
