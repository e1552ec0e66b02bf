// Every module has been loaded and run, and the page is laid out.
export const sayModulesReady = () => performance.mark('modules-ready');

// The first cloth has come off the loom as well.
export function sayDrawn() {
  document.documentElement.dataset.ready = 'true';
}
