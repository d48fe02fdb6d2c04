// Entry of the diagnosis panel: registers its elements.

import '../shared/panel.css';
import '../shared/timeline.css';
import './diagnosis.css';
import { TimelineElement } from '../shared/timelineElement';
import { registerToolkit } from '../shared/toolkit';
import { DiagnosisElement } from './diagnosisElement';

registerToolkit();
customElements.define('dockhound-timeline', TimelineElement);
customElements.define('dockhound-diagnosis', DiagnosisElement);
