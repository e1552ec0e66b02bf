package dev.weft.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IVersionProvider;

/** What {@code weft version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "weft " + implementation(Version.class),
      "jetty " + dev.weft.server.WeftServer.jettyVersion(),
      "java " + Runtime.version()
    };
  }

  private static String implementation(Class<?> type) {
    @Nullable String version = type.getPackage().getImplementationVersion();
    return version == null ? "(not packaged)" : version;
  }
}
