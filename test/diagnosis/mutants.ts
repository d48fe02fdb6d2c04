// Spoils the evidence in which a cause was found, member by member, and asserts that what is said then is still sound.
import assert from 'node:assert/strict';
import type { Finding } from '../../src/model/finding';
import { maskText } from '../../src/model/maskSecrets';
import type { Box, Crew, Json, Scene } from './dossiers';

/** Each way to spoil one member at any depth: left out, and of another kind. */
export function* spoilt(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      yield value.filter((_, other) => other !== at);
      for (const one of spoilt(value[at])) yield value.map((old, other) => (other === at ? one : old));
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) {
      const { [key]: _, ...rest } = value as Json;
      yield rest;
      for (const odd of [null, 7, 'odd', [], {}, [null], { x: 1 }]) yield { ...value, [key]: odd };
      for (const one of spoilt(member)) yield { ...value, [key]: one };
    }
  }
}

/** What the engine answers, of a box and of a crew. */
const rawOfBox = ['state', 'config', 'host', 'mounts', 'networks', 'ports', 'image'] as const;
const rawOfCrew = ['spec', 'container', 'template', 'mode', 'more'] as const;

/** `judge` must not throw for any of them, and must quote only what stands there. `isReadable`: whether it is a service at all. */
export function assertSteady(
  given: Scene,
  judge: (mutant: Scene) => readonly Finding[],
  isReadable: (crew: Crew) => boolean,
): void {
  for (const mutant of mutantsOf(given)) {
    if (!(mutant.crews ?? []).every(isReadable)) continue;
    const told = JSON.stringify(mutant);
    for (const { rule, title, explanation, confidence, evidence, remedies } of judge(mutant)) {
      assert.ok(confidence > 0 && confidence <= 1 && title !== '', rule);
      for (const text of [title, explanation, ...remedies.map(({ snippet }) => snippet ?? '')]) {
        const odd = /\bundefined\b|\bNaN\b|\[object /.exec(text)?.[0];
        assert.ok(odd === undefined || told.includes(odd), `${rule} says: ${text}`);
      }
      for (const { source, excerpt } of evidence) {
        const quoted = excerpt.split('…')[0]?.slice(0, 60) ?? '';
        if (source !== 'log' || excerpt.includes(maskText)) continue;
        const lines = linesOf(mutant);
        assert.ok(
          lines.some((line) => line.replace(/\s+/g, ' ').includes(quoted)),
          `${rule} quotes: ${excerpt}`,
        );
      }
    }
  }
}

function* mutantsOf(given: Scene): Iterable<Scene> {
  for (const [at, box] of (given.boxes ?? []).entries()) {
    for (const one of mutantsOfBox(box)) yield { ...given, boxes: replaced(given.boxes, at, one) };
  }
  for (const [at, crew] of (given.crews ?? []).entries()) {
    for (const one of mutantsOfCrew(crew)) yield { ...given, crews: replaced(given.crews, at, one) };
  }
}

function* mutantsOfBox(box: Box): Iterable<Box> {
  for (const part of rawOfBox) {
    if (typeof box[part] !== 'object') continue;
    for (const raw of spoilt(box[part])) yield { ...box, [part]: raw };
  }
  if (Array.isArray(box.log)) {
    yield { ...box, log: box.log.map(reworded) };
    yield { ...box, log: 'unknown' };
    for (const log of spoilt(box.log)) yield { ...box, log: log as string[] };
  }
  for (const events of spoilt(box.events)) yield { ...box, events: events as string[] };
}

function* mutantsOfCrew(crew: Crew): Iterable<Crew> {
  for (const part of rawOfCrew) {
    for (const raw of spoilt(crew[part])) yield { ...crew, [part]: raw };
  }
  for (const [at, { error, since, exitCode, ...rest }] of (crew.tasks ?? []).entries()) {
    if (error !== undefined) yield { ...crew, tasks: replaced(crew.tasks, at, { ...rest, error: reworded(error) }) };
    yield { ...crew, tasks: replaced(crew.tasks, at, rest) };
  }
  for (const [id, box] of Object.entries(crew.boxes ?? {})) {
    if (isLines(box)) yield { ...crew, boxes: { ...crew.boxes, [id]: box.map(reworded) } };
    else for (const one of mutantsOfBox(box)) yield { ...crew, boxes: { ...crew.boxes, [id]: one } };
  }
}

/** Says something else with the same signs, lengths and time: each letter is the one after the next. */
function reworded(line: string): string {
  return line.replace(/[a-zA-Z]/g, (letter) =>
    String.fromCharCode(letter.charCodeAt(0) + (/[yz]/i.test(letter) ? -24 : 2)),
  );
}

function linesOf({ boxes = [], crews = [] }: Scene): readonly string[] {
  const inner = crews.flatMap((crew) => Object.values(crew.boxes ?? {}));
  return [...boxes, ...inner].flatMap((box) => (isLines(box) ? box : Array.isArray(box.log) ? box.log : []));
}

function isLines(box: Box | readonly string[]): box is readonly string[] {
  return Array.isArray(box);
}

function replaced<T>(list: readonly T[] | undefined, at: number, one: T): readonly T[] {
  return (list ?? []).map((old, other) => (other === at ? one : old));
}
