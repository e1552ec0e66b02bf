package dev.weft.cli;

import dev.weft.measure.LocalServer;
import dev.weft.measure.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The variants of a comparison, and the servers that are started for them. */
final class MeasuredVariants implements AutoCloseable {
  private final Path site;
  private final Map<List<String>, LocalServer> servers = new HashMap<>();

  MeasuredVariants(Path site) {
    this.site = site;
  }

  /**
   * The variants of these names; none means the page as it is.
   *
   * @throws IllegalArgumentException when a name means nothing
   */
  List<Variant> of(URI page, List<String> names) {
    List<Variant> variants = names.stream().map(name -> variant(page, name)).toList();
    return variants.isEmpty()
        ? List.of(new Variant("page", page, Optional.empty(), true))
        : variants;
  }

  private Variant variant(URI page, String name) {
    if (name.startsWith("https://")) {
      URI other = page("compare", name);
      return new Variant(String.valueOf(other.getHost()), other, Optional.empty(), true);
    }
    int equals = name.indexOf('=');
    if (equals <= 0 || equals == name.length() - 1) {
      return served(page, name);
    }
    String own = name.substring(0, equals);
    URI other = page("compare", name.substring(equals + 1));
    return other.isAbsolute() || other.getRawAuthority() != null
        ? new Variant(own, page.resolve(other), Optional.empty(), true)
        : new Variant(own, page.resolve(other), Optional.of(server(List.of()).address()), true);
  }

  /**
   * The URL of a page.
   *
   * @throws IllegalArgumentException when the text is none
   */
  static URI page(String option, String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(option + ": " + text + " (expected: https://host/...)", e);
    }
  }

  private Variant served(URI page, String name) {
    List<String> options =
        switch (name) {
          case "h1", "h2" -> List.of();
          case "fifo" -> List.of("--scheduler", "fifo");
          case "flatten" -> List.of("--flatten");
          case "no-flatten" -> List.of("--no-flatten");
          case "fingerprint" -> List.of("--fingerprint");
          default ->
              throw new IllegalArgumentException(
                  "compare: "
                      + name
                      + " (expected: h1, h2, fifo, flatten, no-flatten, fingerprint, NAME=PAGE or"
                      + " https://host/...)");
        };
    return new Variant(name, page, Optional.of(server(options).address()), !name.equals("h1"));
  }

  /** The server of the site that was started with these options. */
  private LocalServer server(List<String> options) {
    if (!Files.isDirectory(site)) {
      throw new IllegalArgumentException("site: " + site + " (expected: a folder)");
    }
    return servers.computeIfAbsent(options, this::start);
  }

  /** This program again, in a process of its own: what measures is not to disturb what serves. */
  private LocalServer start(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.add("-Dweft.home=" + System.getProperty("weft.home", ""));
    command.addAll(List.of("-jar", System.getProperty("java.class.path")));
    command.addAll(List.of("serve", site.toString(), "--port", "0"));
    command.addAll(options);
    try {
      return LocalServer.start(command);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    servers.values().forEach(LocalServer::close);
  }
}
