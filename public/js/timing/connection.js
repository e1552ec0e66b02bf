// A request that had to open a connection shows time between connect start and end.
export const openedConnection = (entry) => entry.connectEnd > entry.connectStart;

export const connectionText = (entry) => (openedConnection(entry) ? 'opened' : 'reused');
