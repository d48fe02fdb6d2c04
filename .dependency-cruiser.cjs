// The rooms of docs/architecture.md as rules: who may import whom. scripts/checks/layers.mjs runs it and proves that it
// bites.

const rooms = '^src/';
const node = 'core';

// vscode is a module without code: it resolves to its types.
const vscode = ['^vscode$', 'node_modules/@types/vscode/'];
const zodMini = 'node_modules/zod/(v4/)?mini/';
const own = (room) => `^src/${room}/`;
const model = own('model');
const util = own('util');
// What the rooms around it may know of src/engine.
const engineDoor = '^src/engine/(engine|engineError|endpoint)\\.ts$';
const engineChoice = '^src/engine/(listEndpoints|resolveEndpoint)\\.ts$';

// Pure readers of raw answers: what the engine says of one object, as evidence.
const engineFacts = '^src/engine/facts/';

// room → what it may import besides itself. `node` allows node's own modules.
const allowed = {
  model: [],
  util: [],
  engine: [model, util, 'node_modules/(@types/)?dockerode/', 'node_modules/(@types/)?docker-modem/', node],
  // vm gives a search pattern a deadline; it is not a door to anything outside.
  logs: [model, util, '^vm$'],
  cluster: [model, util, engineDoor, engineFacts],
  diagnosis: [model, util],
  documents: [model, util, 'node_modules/yaml/'],
  probes: [model, util, engineDoor, own('documents')],
  operations: [model, util, engineDoor],
  feeds: [model, util, engineDoor, node, ...['logs', 'cluster', 'protocol'].map(own)],
  protocol: [model, zodMini],
  views: [
    ...[model, util, engineDoor, engineChoice, zodMini, node, ...vscode, '^src/services\\.ts$'],
    ...['logs', 'feeds', 'cluster', 'diagnosis', 'documents', 'operations', 'probes', 'protocol'].map(own),
  ],
  commands: [
    ...[model, util, engineDoor, engineChoice, zodMini, node, ...vscode, '^src/services\\.ts$'],
    ...['logs', 'feeds', 'cluster', 'diagnosis', 'documents', 'operations', 'probes', 'protocol', 'views'].map(own),
  ],
};

function roomRule(room, targets) {
  const paths = targets.filter((target) => target !== node);
  return {
    name: `room-${room}`,
    comment: `src/${room} imports what docs/architecture.md allows it, and nothing else.`,
    severity: 'error',
    from: { path: own(room) },
    to: {
      pathNot: [own(room), ...paths],
      couldNotResolve: false,
      ...(targets.includes(node) ? { dependencyTypesNot: ['core'] } : {}),
    },
  };
}

module.exports = {
  forbidden: [
    ...Object.entries(allowed).map(([room, targets]) => roomRule(room, targets)),
    {
      name: 'known-room',
      comment: 'A new folder in src needs a line in the table of rooms, here and in docs/architecture.md.',
      severity: 'error',
      from: {
        path: rooms,
        pathNot: [`^src/(${Object.keys(allowed).join('|')})/`, '^src/(extension|services|api)\\.ts$'],
      },
      to: {},
    },
    {
      name: 'vscode-at-the-edge',
      comment: 'Only the outermost rooms know the editor, so that everything else runs in a plain test.',
      severity: 'error',
      from: { path: rooms, pathNot: ['^src/(views|commands)/', '^src/(extension|services|api)\\.ts$'] },
      to: { path: vscode },
    },
    {
      name: 'dockerode-in-its-room',
      comment: 'Everybody else talks to the Engine interface.',
      severity: 'error',
      from: { pathNot: ['^src/engine/', '^test/', '^node_modules/'] },
      to: { path: 'node_modules/(@types/)?(dockerode|docker-modem)/' },
    },
    {
      name: 'services-from-outside-only',
      comment: 'The services are handed to a view or a command; only their type is known there.',
      severity: 'error',
      from: { path: '^src/(views|commands)/' },
      to: { path: '^src/services\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'webview-stays-in-the-browser',
      comment: 'Panels share plain data and messages with the host, and nothing else.',
      severity: 'error',
      from: { path: '^webview/' },
      to: {
        pathNot: [
          ...['^webview/', own('protocol'), model],
          ...[
            'lit',
            'lit-html',
            'lit-element',
            '@lit',
            '@vscode/webview-ui-toolkit',
            'uplot',
            'ansi-sequence-parser',
            '@dagrejs',
          ].map((name) => `node_modules/${name}/`),
          'node_modules/@microsoft/fast-',
        ],
      },
    },
    {
      name: 'panels-apart',
      comment: 'What two panels need belongs in webview/shared.',
      severity: 'error',
      from: { path: '^webview/([^/]+)/', pathNot: '^webview/shared/' },
      to: { path: '^webview/', pathNot: ['^webview/$1/', '^webview/shared/'] },
    },
    {
      name: 'shared-below-panels',
      severity: 'error',
      from: { path: '^webview/shared/' },
      to: { path: '^webview/', pathNot: '^webview/shared/' },
    },
    {
      name: 'zod-mini-only',
      comment: 'The whole of zod weighs thirty times as much in the bundle.',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: 'node_modules/zod/', pathNot: zodMini },
    },
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one, or hide a third.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.d.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
};
