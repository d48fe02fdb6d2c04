// Entry of the inspect panel: registers its elements.

import '../shared/panel.css';
import './inspect.css';
import { registerToolkit } from '../shared/toolkit';
import { InspectElement } from './inspectElement';
import { JsonTree } from './jsonTree';

registerToolkit();
customElements.define('dockhound-json', JsonTree);
customElements.define('dockhound-inspect', InspectElement);
