// Stands in for @vscode/spdlog inside VS Code's server, whose native code would have to be compiled: the same interface,
// written line by line to the file, never rotated.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const methods = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

exports.version = 0;
exports.Logger = logger;
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.createRotatingLogger = async (_name, file) => logger(file);
exports.createAsyncRotatingLogger = async (_name, file) => logger(file);

function logger(file) {
  let level = 2;
  let bare = false;
  mkdirSync(dirname(file), { recursive: true });
  const write = (of, text) => {
    if (of < level) return;
    try {
      appendFileSync(file, bare ? text : `${new Date().toISOString()} [${names[of]}] ${text}\n`);
    } catch {
      // The folder of a run that ends is removed under its last lines; they are for nobody then.
    }
  };
  const made = {
    getLevel: () => level,
    setLevel: (value) => {
      level = value;
    },
    setPattern: () => undefined,
    clearFormatters: () => {
      bare = true;
    },
    flush: () => undefined,
    drop: () => undefined,
  };
  methods.forEach((method, of) => {
    made[method] = (text) => write(of, text);
  });
  return made;
}
