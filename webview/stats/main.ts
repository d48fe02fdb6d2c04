// Entry of the stats panel: registers its elements.

import 'uplot/dist/uPlot.min.css';
import '../shared/panel.css';
import './stats.css';
import { Chart } from '../shared/chart';
import { registerToolkit } from '../shared/toolkit';
import { StatsElement } from './statsElement';

registerToolkit();
customElements.define('dockhound-chart', Chart);
customElements.define('dockhound-stats', StatsElement);
