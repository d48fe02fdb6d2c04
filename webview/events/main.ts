// Entry of the events panel: registers its elements.

import '../shared/choices.css';
import '../shared/panel.css';
import '../shared/timeline.css';
import '../shared/virtualRows.css';
import './events.css';
import { ChoicesElement } from '../shared/choicesElement';
import { TimelineElement } from '../shared/timelineElement';
import { registerToolkit } from '../shared/toolkit';
import { VirtualRows } from '../shared/virtualRows';
import { EventsElement } from './eventsElement';

registerToolkit();
customElements.define('dockhound-rows', VirtualRows);
customElements.define('dockhound-timeline', TimelineElement);
customElements.define('dockhound-choices', ChoicesElement);
customElements.define('dockhound-events', EventsElement);
