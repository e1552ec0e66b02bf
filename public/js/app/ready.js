// The sign that everything has been loaded, run and drawn.
export function sayReady() {
  performance.mark('modules-ready');
  document.documentElement.dataset.ready = 'true';
}
