package dev.weft.measure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What runs in the page that is measured, and what a report is made of. */
final class Scripts {
  static final String WATCH = read("watch.js");
  static final String COLLECT = read("collect.js");

  /** A promise that is kept when the page is loaded. */
  static final String LOADED =
      "new Promise(done => document.readyState === 'complete'"
          + " ? done() : addEventListener('load', done))";

  /** What the browser says of the document. */
  static final String NAVIGATION =
      "JSON.stringify(performance.getEntriesByType('navigation')[0] ?? null)";

  private Scripts() {}

  /** A file beside this class. */
  static String read(String name) {
    try (InputStream in = Objects.requireNonNull(Scripts.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
