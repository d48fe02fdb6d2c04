// Broken files and odd findings: places are within the text, fixes keep a valid file valid, and nothing throws.

import assert from 'node:assert/strict';
import { causeSet } from '../../../src/diagnosis/causeSet';
import { parseCompose } from '../../../src/documents/compose/parseCompose';
import { parseDockerfile } from '../../../src/documents/dockerfile/parseDockerfile';
import { composeKnows, composePlace } from '../../../src/documents/findings/composePlace';
import { dockerfileKnows, dockerfilePlace } from '../../../src/documents/findings/dockerfilePlace';
import type { Place } from '../../../src/documents/findings/place';
import { applyTextEdits, textLines } from '../../../src/documents/textLines';
import type { FindingData } from '../../../src/model/finding';
import { findingOf } from './samples';

const data: readonly FindingData[] = [
  {},
  {
    ...{
      target: 80,
      published: '8080',
      listens: '90, 91',
      port: 6380,
      peer: 'db',
      from: 'URL',
      host: 'db',
      near: 'web',
    },
    ...{ secret: 'token', exists: true, theirs: 'shop_back', network: 'shop_back', variable: 'URL', ports: '80/tcp' },
    ...{
      limit: ' of 64 MiB',
      cores: 0.5,
      path: '/w/conf',
      script: true,
      shell: true,
      asked: 90,
      tool: 'curl',
      seconds: 3,
    },
  },
  {
    limit: Number.NaN,
    port: -1,
    listens: '',
    host: '*(',
    peer: '[',
    tool: '\\',
    path: '',
    secret: '../x',
    theirs: ',,',
  },
];

const compose = `services:
  web: &web
    image: nginx:alpine
    ports: ["8080:80", { target: 80 }]
    environment: [ 'URL=redis://db:6380' ]
    mem_limit: 64m
    volumes:
      - ./conf:/etc/conf
    healthcheck: { test: [CMD, curl, "http://x:90/"], timeout: 3s }
  db:
    <<: *web
    networks:
      back:
networks: { back: {} }
`;
const dockerfile = 'FROM alpine\nCOPY conf /w/\nHEALTHCHECK --timeout=3s CMD curl http://x:90/\nCMD node a.js\n';

function check(text: string, place: Place | undefined, isValid?: (text: string) => boolean): void {
  if (place === undefined) return;
  const lines = textLines(text);
  const [from, to] = [lines.offsetAt(place.range.start), lines.offsetAt(place.range.end)];
  assert(from >= 0 && from <= to && to <= text.length);
  for (const fix of place.fixes) {
    if (fix.type === 'edit') assert(isValid?.(applyTextEdits(text, fix.edits)) ?? true, fix.title);
  }
}

describe('places of findings in any file', () => {
  const rules = causeSet.map(({ id }) => id).filter((id) => composeKnows(id) || dockerfileKnows(id));

  it('knows rules that there are', () => {
    assert(rules.length >= 30, String(rules.length));
    assert(!composeKnows('constructor') && !dockerfileKnows('toString'));
  });

  it('holds for a compose file cut anywhere', function () {
    this.timeout(60_000);
    const isValid = (text: string) =>
      parseCompose(text, { variable: () => undefined }).problems.every(({ code }) => code !== 'yaml');
    for (let end = 0; end <= compose.length; end += 5) {
      const text = end + 5 > compose.length ? compose : compose.slice(0, end);
      const facts = parseCompose(text, { variable: () => undefined });
      for (const rule of rules) {
        for (const one of data) {
          for (const service of ['web', 'db']) {
            const document = { text, facts, service, project: 'shop', isStack: end % 2 === 0, folder: '/w' };
            check(text, composePlace(document, findingOf(rule, one)), isValid);
          }
        }
      }
    }
  });

  it('holds for a Dockerfile cut anywhere', function () {
    this.timeout(60_000);
    for (let end = 0; end <= dockerfile.length; end += 3) {
      const text = dockerfile.slice(0, end);
      const facts = parseDockerfile(text);
      for (const rule of rules)
        for (const one of data) check(text, dockerfilePlace({ text, facts }, findingOf(rule, one)));
    }
  });
});
