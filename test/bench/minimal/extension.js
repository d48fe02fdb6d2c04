// The yardstick of the benchmark: the least that a live list of containers can be. It lists once, then believes each event
// and redraws one row, or the tree where a row came or went. No gaps, no reconnecting, no health, no groups, no errors.
const http = require('node:http');
const vscode = require('vscode');

const states = { start: 'running', unpause: 'running', die: 'exited', pause: 'paused' };

exports.activate = (context) => {
  const socketPath = process.env.DOCKER_HOST.replace('unix://', '');
  const rows = new Map();
  const changed = new vscode.EventEmitter();
  let listed;
  const view = vscode.window.createTreeView('minimal.containers', {
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren: async (row) => {
        if (row) return [];
        listed ??= list(socketPath, rows).then(() => listen(socketPath, rows, changed));
        await listed;
        return [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      },
      getTreeItem: (row) => {
        const item = new vscode.TreeItem(row.name);
        item.id = row.id;
        item.description = row.state;
        return item;
      },
    },
  });
  context.subscriptions.push(view, changed);
};

async function list(socketPath, rows) {
  const response = await get(socketPath, '/containers/json?all=1');
  const chunks = [];
  for await (const chunk of response) chunks.push(chunk);
  for (const one of JSON.parse(Buffer.concat(chunks).toString())) {
    rows.set(one.Id, { id: one.Id, name: one.Names[0].slice(1), state: one.State });
  }
}

async function listen(socketPath, rows, changed) {
  const filters = encodeURIComponent(JSON.stringify({ type: ['container'] }));
  const response = await get(socketPath, `/events?filters=${filters}`);
  let text = '';
  response.on('data', (chunk) => {
    const lines = (text + chunk).split('\n');
    text = lines.pop();
    for (const line of lines) take(JSON.parse(line), rows, changed);
  });
}

function take({ Action: action, Actor: { ID: id, Attributes: attributes } }, rows, changed) {
  const row = rows.get(id);
  if (action === 'create') rows.set(id, { id, name: attributes.name, state: 'created' });
  else if (action === 'destroy') rows.delete(id);
  else if (!row || !states[action]) return;
  else row.state = states[action];
  changed.fire(action === 'create' || action === 'destroy' ? undefined : row);
}

function get(socketPath, path) {
  return new Promise((resolve, reject) => {
    http.get({ socketPath, path, agent: false }, resolve).on('error', reject);
  });
}
