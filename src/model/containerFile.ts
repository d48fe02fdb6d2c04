// Files inside a container: what differs from its image, what one of them is, and how they come out.

export type ChangeKind = 'added' | 'changed' | 'deleted';

/** One path that differs from the image. Whether it is a file or a folder the engine does not say. */
export interface FileChange {
  /** Absolute, inside the container. */
  readonly path: string;
  readonly kind: ChangeKind;
}

/** `other`: a device, a pipe, a socket. */
export type FileType = 'file' | 'folder' | 'symlink' | 'hardlink' | 'other';

export interface ContainerFile {
  readonly name: string;
  readonly type: FileType;
  readonly bytes: number;
  /** Permission bits as of chmod, without the kind of file. */
  readonly mode: number;
  /** ISO 8601. */
  readonly modifiedAt?: string;
  /** Where a symlink leads: as written in an archive; already resolved inside the container where the engine was asked for it. */
  readonly linkTarget?: string;
}

/**
 * One file of an archive that comes out of a container. `name` is what the archive says, with `/` between: it begins with
 * the name that was asked for, and is no path to be trusted. A hard link's `linkTarget` is the name of an earlier entry.
 */
export interface ArchiveEntry extends ContainerFile {
  /** Numeric, as the files lie there: a name would be that of another machine. */
  readonly owner: { readonly uid: number; readonly gid: number };
  /** Read it before the next entry is asked for; else it is passed over. Throws when the archive breaks off. */
  readonly content: AsyncIterable<Uint8Array>;
}
