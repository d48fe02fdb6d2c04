// Entry of the logs panel: registers its elements.

import '../shared/panel.css';
import '../shared/virtualRows.css';
import './logs.css';
import { registerToolkit } from '../shared/toolkit';
import { VirtualRows } from '../shared/virtualRows';
import { LogsElement } from './logsElement';

registerToolkit();
customElements.define('dockhound-rows', VirtualRows);
customElements.define('dockhound-logs', LogsElement);
