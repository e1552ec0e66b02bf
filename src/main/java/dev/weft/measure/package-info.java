/**
 * A browser's page loads and a protocol client's loads, their summary and their reports. The server
 * is reached over the network alone.
 */
@NullMarked
package dev.weft.measure;

import org.jspecify.annotations.NullMarked;
