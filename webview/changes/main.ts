// Entry of the changes panel: registers its elements.

import '../shared/panel.css';
import '../shared/virtualRows.css';
import './changes.css';
import { registerToolkit } from '../shared/toolkit';
import { VirtualRows } from '../shared/virtualRows';
import { ChangesElement } from './changesElement';

registerToolkit();
customElements.define('dockhound-rows', VirtualRows);
customElements.define('dockhound-changes', ChangesElement);
