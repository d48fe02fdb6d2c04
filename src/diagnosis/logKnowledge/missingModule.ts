// How languages say that a module, package or class of the program is missing.

import type { LogTable } from './logTheme';

export const missingModule: LogTable = {
  theme: 'missingModule',
  hint: /module|ImportError|ClassNotFound|NoClassDef|could not find|cannot load|LoadError|Class .{1,80}not found|package/i,
  wordings: [
    {
      by: 'Python',
      pattern: /(?:ModuleNotFoundError|ImportError): No module named ['"]?(?<name>[\w.]{1,200})/i,
      source: 'CPython import',
    },
    {
      by: 'Node.js',
      pattern: /Cannot find (?:module|package) '(?<name>[^'/.][^']{0,200})'/i,
      source: 'Node.js loaders',
    },
    {
      by: 'Java',
      pattern:
        /(?:ClassNotFoundException: |NoClassDefFoundError: |Could not find or load main class )(?<name>[\w.$/]{1,300})/i,
      source: 'OpenJDK',
    },
    {
      by: 'Ruby',
      pattern:
        /cannot load such file -- (?<name>\S{1,300})|Could not find (?:gem )?'?(?<other>[\w-]{1,100})'? .{0,80}in any of the sources/i,
      source: 'Ruby kernel_require, Bundler',
    },
    {
      by: 'PHP',
      pattern:
        /(?:Class|Interface) ["'](?<name>[\w\\]{1,200})["'] not found|Failed opening required '(?<other>[^']{1,300})'/i,
      source: 'PHP zend',
    },
    {
      by: '.NET',
      pattern: /Could not load file or assembly '(?<name>[^',]{1,200})/i,
      source: '.NET FileNotFoundException',
    },
  ],
};
