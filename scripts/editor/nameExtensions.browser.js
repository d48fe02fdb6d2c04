// Runs in the page before VS Code's own code: writes extensions under development, and a suite, into its configuration.
// Read as text by serve.mjs: a function would pass through the tests' transpiler, which adds calls that no page knows.
(wanted) => {
  // The same transpiler marks functions that tests hand to page.evaluate.
  globalThis.__name ??= (value) => value;
  if (window.top !== window) return;
  const apply = () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return false;
    const settings = JSON.parse(element.getAttribute('data-settings') ?? '{}');
    settings.developmentOptions = { ...settings.developmentOptions, ...wanted };
    element.setAttribute('data-settings', JSON.stringify(settings));
    return true;
  };
  if (apply()) return;
  const observer = new MutationObserver(() => {
    if (apply()) observer.disconnect();
  });
  observer.observe(document, { childList: true, subtree: true });
};
