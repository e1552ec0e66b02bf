// "/js/drafts/twill/serge.js" reads as a folder and a name.
export function pathName(address) {
  const { pathname } = new URL(address, document.baseURI);
  const cut = pathname.lastIndexOf('/') + 1;
  return { folder: pathname.slice(0, cut), name: pathname.slice(cut) || '/' };
}
