// Takes an image reference apart far enough to know which public image it is.

export interface ImageReference {
  /** As on Docker Hub, without `library/`; other registries keep their host: `node`, `grafana/grafana`, `gcr.io/distroless/base`. */
  readonly repository: string;
  /** Empty when there is none. */
  readonly tag: string;
}

// Mirrors of Docker's official images.
const hubPrefixes =
  /^(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker)\//;

/** `[host/]repository[:tag][@digest]`, in lower case. */
export function imageReference(image: string): ImageReference {
  const plain = image.replace(/@.*$/s, '').toLowerCase();
  const colon = plain.lastIndexOf(':');
  const tagged = colon > plain.lastIndexOf('/');
  const name = tagged ? plain.slice(0, colon) : plain;
  // A proxy cache keeps the path of what it mirrors: registry.example/dockerhub/library/node.
  const library = name.lastIndexOf('/library/');
  const repository =
    library >= 0 ? name.slice(library + '/library/'.length) : name.replace(hubPrefixes, '').replace(/^library\//, '');
  return { repository, tag: tagged ? plain.slice(colon + 1) : '' };
}
