const query = matchMedia('(prefers-color-scheme: dark)');

export const onSchemeChange = (changed) => query.addEventListener('change', changed);
