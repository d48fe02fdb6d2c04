// The HTML page of a panel: an empty body, one script, and a policy that lets nothing else run or load.

export interface PanelPage {
  readonly title: string;
  /** Name of the panel's custom element. */
  readonly element: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** What VS Code serves the panel's own files from (`webview.cspSource`). */
  readonly source: string;
  /** For the script, and for the one style element by which the toolkit finds out what the browser can do. */
  readonly nonce: string;
}

export function panelDocument(page: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${page.nonce}'`,
    `style-src ${page.source} 'nonce-${page.nonce}'`,
    `font-src ${page.source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(policy)}">
<meta property="csp-nonce" content="${page.nonce}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
${page.styles.map((style) => `<link rel="stylesheet" href="${escapeHtml(style)}">`).join('\n')}
</head>
<body>
<${page.element}></${page.element}>
<script type="module" nonce="${page.nonce}" src="${escapeHtml(page.script)}"></script>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
