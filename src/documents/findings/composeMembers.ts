// Findings about secrets, networks and variables that a service does not have → their places in a compose file.

import { fullName } from '../compose/stackNames';
import { nodeAt, textsOf } from '../compose/treeValues';
import { addServiceKey, type ComposePlacer, type ComposeSpot, firstAt, textIn } from './composeSpot';
import { edit, type Fix, type Place } from './place';
import { addItem, addKey } from './yamlEdits';

/** The program reads a secret that the service does not take. */
export const missingSecret: ComposePlacer = (spot) => {
  const secret = textIn(spot, 'secret');
  if (secret === undefined || !/^[\w.-]+$/.test(secret)) return undefined;
  if (spot.service.secrets.some(({ source, target }) => (target ?? source).split('/').at(-1) === secret))
    return undefined;
  const defined = spot.facts.secrets.some(({ key }) => key.value === secret);
  // Outside a swarm its value must come from a file that nobody here knows.
  const canDefine = spot.data.exists === true;
  const found = firstAt(spot, ['secrets']);
  const title = `Give the secret ${secret} to ${spot.service.name.value}`;
  const fixes = (inService: Fix | undefined): readonly Fix[] => {
    if (inService?.type !== 'edit') return [];
    if (defined) return [inService];
    const define = canDefine ? defineExternal(spot, secret) : undefined;
    return edit(title, ...inService.edits, define);
  };
  if (found === undefined) {
    const place = addServiceKey(spot, title, ['secrets:', `  - ${secret}`]);
    return { ...place, fixes: fixes(place.fixes[0]) };
  }
  const added = found.node.type === 'list' ? addItem(spot.yaml, found.node, secret) : undefined;
  return { range: found.keyRange, fixes: fixes(added && edit(title, added)[0]) };
};

/** The file's own section gets the secret that the swarm holds already. */
function defineExternal({ facts, yaml }: ComposeSpot, secret: string) {
  const lines = [`  ${secret}:`, '    external: true'];
  const section = facts.secrets[0];
  if (section !== undefined) {
    const { start } = section.key.range;
    const indent = yaml.lines.line(start.line).slice(0, start.character);
    if (!/^ +$/.test(indent)) return undefined;
    const at = { line: start.line, character: 0 };
    const newText = [`${secret}:`, '  external: true'].map((line) => indent + line + yaml.lines.eol).join('');
    return { range: { start: at, end: at }, newText };
  }
  if (facts.keys.some(({ value }) => value === 'secrets')) return undefined;
  const last = yaml.lines.count - 1;
  const rest = yaml.lines.line(last);
  const end = { line: last, character: rest.length };
  const { eol } = yaml.lines;
  const newText = `${rest === '' ? '' : eol}secrets:${eol}${lines.join(eol)}${eol}`;
  return { range: { start: end, end }, newText };
}

/** The one it asks for is on another network of this file. */
export const otherNetwork: ComposePlacer = (spot) => {
  const theirs = (textIn(spot, 'theirs') ?? '').split(/,\s*/);
  const { networks, name } = spot.service;
  const own = new Set(networks.length === 0 ? ['default'] : networks.map(({ network }) => network));
  const key = networkKeys(spot).find((one) => theirs.includes(one.name) && !own.has(one.key))?.key;
  if (key === undefined || spot.service.keys.has('network_mode')) return undefined;
  const title = `Put ${name.value} on the network ${key} too`;
  const found = firstAt(spot, ['networks']);
  // Naming one network takes the default one away, so it is named, too.
  if (found === undefined) return addServiceKey(spot, title, ['networks:', '  - default', `  - ${key}`]);
  const added =
    found.node.type === 'list'
      ? addItem(spot.yaml, found.node, key)
      : found.node.type === 'map'
        ? addKey(spot.yaml, found.node, [`${key}:`])
        : undefined;
  return { range: found.keyRange, fixes: added === undefined ? [] : edit(title, added) };
};

/** An external network that is not there: by whom it should be made, only a person knows. */
export const missingNetwork: ComposePlacer = (spot) => {
  const wanted = textIn(spot, 'network');
  const key = networkKeys(spot).find(({ name }) => name === wanted)?.key;
  if (key === undefined) return undefined;
  const use = spot.service.networks.find(({ network }) => network === key);
  const definition = spot.facts.networks.find((one) => one.key.value === key);
  const range = use?.range ?? definition?.key.range;
  return range && { range, fixes: [] };
};

/** Both forms of `environment`; where there is none, the service's name. */
export const missingVariable: ComposePlacer = (spot): Place | undefined => {
  const variable = textIn(spot, 'variable');
  if (variable === undefined) return undefined;
  const { environment, name } = spot.service;
  const near = textIn(spot, 'near');
  // An empty one counts as not set for many programs, so it may stand there.
  const there = environment.find((one) => one.name === variable) ?? environment.find((one) => one.name === near);
  const range = there?.range ?? firstAt(spot, ['environment'])?.keyRange ?? name.range;
  return { range, fixes: [] };
};

/** Constraints that no node meets. */
export const constraints: ComposePlacer = (spot) => {
  const failing = (textIn(spot, 'constraints') ?? '').split(', ').map(plain);
  const items = textsOf(nodeAt(spot.service.tree, 'deploy', 'placement', 'constraints'));
  const found = items.find(({ value }) => failing.includes(plain(value)));
  return found && { range: found.range, fixes: [] };
};

function plain(constraint: string): string {
  return constraint.replace(/\s+/g, '');
}

/** The file's networks as the engine calls them, the default one included. */
function networkKeys({ facts, project }: ComposeSpot): readonly { readonly key: string; readonly name: string }[] {
  const named = facts.networks.flatMap((network) =>
    project === undefined && network.name === undefined && !network.external
      ? []
      : [{ key: network.key.value, name: fullName(network, project ?? '') }],
  );
  if (project === undefined || named.some(({ key }) => key === 'default')) return named;
  return [...named, { key: 'default', name: `${project}_default` }];
}
