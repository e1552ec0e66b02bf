export const kinds = [
  { id: 'document', name: 'Document', test: /(\/|\.html)$/ },
  { id: 'style', name: 'Styles', test: /\.css$/ },
  { id: 'module', name: 'Modules', test: /\.m?js$/ },
  { id: 'image', name: 'Images', test: /\.(svg|png|webp|avif|jpe?g|gif|ico)$/ },
  { id: 'other', name: 'Other', test: /^/ },
];

export function kindOf(entry) {
  if (entry.entryType === 'navigation') return kinds[0];
  const { pathname } = new URL(entry.name, document.baseURI);
  return kinds.find((kind) => kind.test.test(pathname));
}
