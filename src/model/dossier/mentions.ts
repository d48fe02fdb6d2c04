// Which of the known names a text mentions: how a diagnosis finds what a program depends on.

/** Names shorter than this are words of everyday language. */
const shortest = 2;

/** `names` in lower case; a name counts where it stands alone: `db` in `db:5432`, but not in `dbus`. */
export function mentionsOf(texts: Iterable<string>, names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    for (const token of text
      .slice(0, 4_000)
      .toLowerCase()
      .split(/[^a-z\d_.-]+/)) {
      const name = token.replace(/^[.-]+|[.-]+$/g, '');
      if (name.length >= shortest && names.has(name)) found.add(name);
    }
  }
  return found;
}
