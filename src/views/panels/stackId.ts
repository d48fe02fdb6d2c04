// Ids of stacks, which have none of their own: `stack:<name>`, as in the snapshot.

const prefix = 'stack:';

export function stackIdOf(name: string): string {
  return `${prefix}${name}`;
}

export function stackNameOf(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}
