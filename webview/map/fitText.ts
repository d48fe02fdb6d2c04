// Shortens a text to the width it has, since SVG cannot.

export type FitText = (text: string, width: number, font: 'name' | 'facts') => string;

/** Fonts as in the style sheet; measured once per text, and anew when the theme's font changes. */
export function createFitText(page: HTMLElement): FitText {
  const context = document.createElement('canvas').getContext('2d');
  const known = new Map<string, string>();
  let family = '';
  return (text, width, font) => {
    if (!context) return text;
    const now = getComputedStyle(page).fontFamily;
    if (now !== family || known.size > 20_000) {
      family = now;
      known.clear();
    }
    const key = `${font} ${width} ${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    context.font = font === 'name' ? `600 12px ${family}` : `11px ${family}`;
    const short = shortened(text, (part) => context.measureText(part).width <= width);
    known.set(key, short);
    return short;
  };
}

function shortened(text: string, fits: (part: string) => boolean): string {
  if (fits(text)) return text;
  // By code points, so that no pair is cut in half.
  const letters = [...text.slice(0, 400)];
  let [low, high] = [0, letters.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${letters.slice(0, middle).join('')}…`)) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('')}…`;
}
