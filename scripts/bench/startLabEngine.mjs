// Starts an engine that a case of the fault lab had stopped: node startLabEngine.mjs RUN_ID FOLDER manager|worker
import { findEngines } from '../provision/engines.mjs';
import { linkEngines } from './faultLab.mjs';

const [runId, folder, name] = process.argv.slice(2);
const engines = await findEngines(runId);
if (!engines) throw new Error(`The engines ${runId} are gone.`);
await engines.control('startEngine', { node: name });
linkEngines(engines, folder, [name]);
