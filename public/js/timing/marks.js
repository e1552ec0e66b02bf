export const modulesReady = () => performance.getEntriesByName('modules-ready')[0]?.startTime ?? null;

export const loaded = () => performance.getEntriesByType('navigation')[0]?.loadEventEnd || null;
