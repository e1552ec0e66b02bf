package dev.weft.graph;

import dev.weft.asset.Asset;

/**
 * A place in a text at which a file of the site is named, by a URL that has no query.
 *
 * @param role of the element that names it; {@link Element.Role#STYLE} for a style sheet of any
 *     kind
 * @param url as a request names it, such as {@code /js/app.js}; with its origin only where that is
 *     not the document's
 * @param queryAt byte before which a query can be inserted
 */
public record Naming(Element.Role role, String url, Asset asset, int queryAt) {}
