// Why the scheduler finds no node for a task, from its own words.

/** One reason of the scheduler, with the number of nodes it holds for (absent where it does not tell). */
export interface PlacementReason {
  readonly code?: string;
  /** In plain words, for example `2 nodes have too little CPU or memory left to reserve`. */
  readonly says: string;
  readonly fix: string;
  readonly nodes?: number;
}

interface Wording {
  readonly code: string;
  readonly pattern: RegExp;
  readonly says: (nodes: number | undefined) => string;
  readonly fix: string;
}

/**
 * Reads `no suitable node (insufficient resources on 2 nodes; …)`, largest number of nodes first. Wordings as in
 * swarmkit's manager/scheduler/filter.go; an unknown one is passed on as it is.
 */
export function placementReasons(error: string): PlacementReason[] {
  const inner = /no suitable node \((.*)\)/.exec(error)?.[1] ?? error;
  return inner
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readReason)
    .sort((a, b) => (b.nodes ?? 0) - (a.nodes ?? 0));
}

function readReason(text: string): PlacementReason {
  const digits = /(\d+) nodes?\b/.exec(text)?.[1];
  const nodes = digits === undefined ? undefined : Number(digits);
  const wording = wordings.find((candidate) => candidate.pattern.test(text));
  const known = wording && { code: wording.code, says: wording.says(nodes), fix: wording.fix };
  return {
    ...(known ?? { says: text.slice(0, 120), fix: 'Compare what the service asks for with what the nodes offer.' }),
    ...(nodes === undefined ? {} : { nodes }),
  };
}

const some = (nodes: number | undefined, one: string, many: string) =>
  nodes === undefined ? `nodes ${many}` : nodes === 1 ? `1 node ${one}` : `${nodes} nodes ${many}`;

const wordings: readonly Wording[] = [
  {
    code: 'D01',
    pattern: /insufficient resources/i,
    says: (nodes) => `${some(nodes, 'has', 'have')} too little CPU or memory left to reserve`,
    fix: 'Lower the reservations (limits do not count), or add a node.',
  },
  {
    code: 'D02',
    pattern: /scheduling constraints not satisfied/i,
    says: (nodes) => `${some(nodes, 'does', 'do')} not meet its constraints`,
    fix: 'Correct the placement constraints, or label the nodes that are meant.',
  },
  {
    code: 'D03',
    pattern: /not available for new tasks/i,
    says: (nodes) => `${some(nodes, 'is', 'are')} drained, paused or down`,
    fix: 'Activate the node, or bring it back.',
  },
  {
    code: 'D04',
    pattern: /unsupported platform/i,
    says: (nodes) => `${some(nodes, 'has', 'have')} another platform than the image`,
    fix: 'Build the image for the nodes’ platform, or add a node of the image’s.',
  },
  {
    code: 'D05',
    pattern: /host-mode port already in use/i,
    says: (nodes) => `${some(nodes, 'has', 'have')} its host port taken`,
    fix: 'Run no more replicas than nodes, choose another port, or publish through the ingress.',
  },
  {
    code: 'D06',
    pattern: /max replicas per node/i,
    says: () => 'its limit of replicas per node is reached',
    fix: 'Raise the limit of replicas per node, or add nodes.',
  },
  {
    code: 'D07',
    pattern: /missing plugin/i,
    says: (nodes) => `${some(nodes, 'lacks', 'lack')} a plugin it needs`,
    fix: 'Install and enable the volume, network or log plugin on the nodes.',
  },
  {
    code: 'D08',
    pattern: /CSI volume|volume which is being drained/i,
    says: (nodes) => `${some(nodes, 'cannot', 'cannot')} mount its cluster volume`,
    fix: 'Check the availability of the cluster volume.',
  },
  {
    code: 'D10',
    pattern: /missing network attachments|ip addresses may be exhausted/i,
    says: () => 'its network has no free address left',
    fix: 'Make the overlay network anew with a larger subnet.',
  },
  {
    code: 'D13',
    pattern: /no longer meets constraints/i,
    says: () => 'its node no longer meets its constraints',
    fix: 'Give the node its label back, or change the constraint.',
  },
];
