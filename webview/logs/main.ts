// Entry of the logs panel: registers its elements.

import '../shared/panel.css';
import '../shared/virtualRows.css';
import './logDetail.css';
import './logs.css';
import './logsToolbar.css';
import { registerToolkit } from '../shared/toolkit';
import { VirtualRows } from '../shared/virtualRows';
import { FieldsTree } from './fieldsTree';
import { LogsElement } from './logsElement';

registerToolkit();
customElements.define('dockhound-rows', VirtualRows);
customElements.define('dockhound-fields', FieldsTree);
customElements.define('dockhound-logs', LogsElement);
