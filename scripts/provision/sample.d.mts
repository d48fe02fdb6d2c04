/** Creates the sample swarm on two engines of one swarm; does nothing where it is there. */
export function createSample(manager: { socket: string }, worker: { socket: string }): Promise<void>;
/** Fills a folder with the sample's files. */
export function writeSampleFolder(folder: string): void;
