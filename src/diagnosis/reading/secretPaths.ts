// Where swarm and Compose put secrets inside a container.

export function isSecretPath(path: string | undefined): boolean {
  return path !== undefined && /^(?:\/var)?\/run\/secrets\/./.test(path);
}
