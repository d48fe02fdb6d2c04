// Entry of the network map: registers its elements.

import '../shared/panel.css';
import './map.css';
import { registerToolkit } from '../shared/toolkit';
import { MapElement } from './mapElement';
import { MapGraph } from './mapGraph';
import { MapTree } from './mapTree';

registerToolkit();
customElements.define('dockhound-map-graph', MapGraph);
customElements.define('dockhound-map-tree', MapTree);
customElements.define('dockhound-map', MapElement);
