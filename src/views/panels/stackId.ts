// Ids of stacks and Compose projects, which have none of their own: `stack:<name>`, as in the snapshot, and `project:<name>`.

const prefix = 'stack:';
const projectPrefix = 'project:';

export function stackIdOf(name: string): string {
  return `${prefix}${name}`;
}

export function stackNameOf(id: string): string {
  return id.startsWith(prefix) ? id.slice(prefix.length) : id;
}

export function projectIdOf(name: string): string {
  return `${projectPrefix}${name}`;
}

export function projectNameOf(id: string): string {
  return id.startsWith(projectPrefix) ? id.slice(projectPrefix.length) : id;
}
