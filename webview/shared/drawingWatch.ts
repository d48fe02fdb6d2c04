// Tells a drawing when the theme or its own size changes: a canvas follows neither by itself.

export interface DrawingWatch {
  start(element: Element): void;
  stop(): void;
}

export function drawingWatch(theme: () => void, size: () => void): DrawingWatch {
  const resizing = new ResizeObserver(size);
  const theming = new MutationObserver(theme);
  return {
    start(element) {
      // VS Code tells a new theme by the body's class and the root's custom properties.
      theming.observe(document.body, { attributes: true, attributeFilter: ['class'] });
      theming.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
      resizing.observe(element);
    },
    stop() {
      theming.disconnect();
      resizing.disconnect();
    },
  };
}
