/**
 * Weft serves a directory of many small files over one HTTP/2 connection, in the order the page
 * needs.
 *
 * <p>The rooms, each importing only what stands below it (one test holds this):
 *
 * <pre>
 * cli       commands; arguments become validated records; exit codes
 * server    the Jetty assembly: connectors, handlers, response writer, drain
 * http2     the seam with Jetty's HTTP/2
 * tls       PEM files, the local development authority
 * http      request to response decisions of RFC 9110; pure
 * config    weft.toml into validated records
 * graph     what documents, scripts and style sheets ask for; pure
 * asset     the catalogue: asset, variant, coding, validator, media type
 * origin    authority, and what a certificate covers; pure
 * priority  urgency, incremental, and the order in which streams are served; pure
 * </pre>
 */
@NullMarked
package dev.weft;

import org.jspecify.annotations.NullMarked;
