// The one place that knows the toolkit: registers the controls that panels use.

import {
  provideVSCodeDesignSystem,
  TextField,
  vsCodeBadge,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';

export function registerToolkit(): void {
  keepNamesOfFields();
  provideVSCodeDesignSystem().register(
    vsCodeBadge(),
    vsCodeButton(),
    vsCodeCheckbox(),
    vsCodeDropdown(),
    vsCodeOption(),
    vsCodeTextField(),
  );
}

/** The toolkit calls each field "Text field" as it comes into the page, whatever `aria-label` it was given. */
function keepNamesOfFields(): void {
  const { connectedCallback } = TextField.prototype;
  TextField.prototype.connectedCallback = function (this: TextField) {
    const name = this.getAttribute('aria-label');
    connectedCallback.call(this);
    if (name !== null) this.setAttribute('aria-label', name);
  };
}
