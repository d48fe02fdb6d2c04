// Entry of the processes panel: registers its element.

import '../shared/panel.css';
import './top.css';
import { registerToolkit } from '../shared/toolkit';
import { TopElement } from './topElement';

registerToolkit();
customElements.define('dockhound-top', TopElement);
