// Colours of the theme, for what is drawn and not styled.

/** The first of these theme colours that the theme has; high contrast themes leave some out. */
export function themeColour(...names: readonly string[]): string {
  const style = getComputedStyle(document.documentElement);
  for (const name of [...names, '--vscode-foreground']) {
    const value = style.getPropertyValue(name).trim();
    if (value !== '') return value;
  }
  return 'gray';
}
