// The simulated swarm of a benchmark, in a process of its own.
import { fork } from 'node:child_process';
import path from 'node:path';
import type { SimAnswer, SimOrder } from './simProcess';

type AnswerOf<T extends SimAnswer['type']> = Extract<SimAnswer, { type: T }>;

export interface Simulated {
  ask<T extends SimAnswer['type']>(order: SimOrder, answer: T): Promise<AnswerOf<T>>;
  end(): void;
}

/** Ends with `end`, and when this process ends. */
export function simulated(): Simulated {
  // From the project's folder, since this file may be part of a bundle that lies elsewhere.
  const child = fork(path.join('test', 'bench', 'simProcess.ts'), { execArgv: ['--import', 'tsx'] });
  return {
    ask: (order, answer) =>
      new Promise((resolve, reject) => {
        child.once('exit', (code) => reject(new Error(`The simulated swarm ended with ${code}.`)));
        child.once('message', (message: SimAnswer) => {
          child.removeAllListeners('exit');
          if (message.type === answer) resolve(message as AnswerOf<typeof answer>);
          else reject(new Error(`Expected ${answer}, got ${message.type}.`));
        });
        child.send(order);
      }),
    end: () => child.disconnect(),
  };
}
