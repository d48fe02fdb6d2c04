// Where small things are kept over a reload: the shape of VS Code's `Memento`.

export interface KeyValueStore {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}
