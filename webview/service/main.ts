// Entry of the service form: registers its element.

import '../shared/panel.css';
import './service.css';
import { registerToolkit } from '../shared/toolkit';
import { ServiceElement } from './serviceElement';

registerToolkit();
customElements.define('dockhound-service', ServiceElement);
