// Sets an element's styles through its style object: the panel's policy forbids style attributes, and Lit's own styleMap
// writes one on its first round.

import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

export type Styles = Readonly<Record<string, string | undefined>>;

class StyledDirective extends Directive {
  private previous: Styles = {};

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styled() stands in the tag of an element');
  }

  override render(_styles: Styles): typeof noChange {
    return noChange;
  }

  override update(part: ElementPart, [styles]: [Styles]): typeof noChange {
    const { style } = part.element as HTMLElement;
    for (const name of Object.keys(this.previous)) if (styles[name] === undefined) style.removeProperty(name);
    for (const [name, value] of Object.entries(styles)) {
      if (value !== undefined && value !== this.previous[name]) style.setProperty(name, value);
    }
    this.previous = styles;
    return noChange;
  }
}

/** `html`<div ${styled({ 'background-color': colour })}></div>``: CSS property names, as in a style sheet. */
export const styled = directive(StyledDirective);
