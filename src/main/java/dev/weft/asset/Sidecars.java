package dev.weft.asset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which files of a directory are codings of others, made by somebody else. */
final class Sidecars {
  /** What a sidecar may be in. */
  private static final List<Coding> CODINGS = List.of(Coding.BR, Coding.ZSTD, Coding.GZIP);

  private Sidecars() {}

  /** Those that may be sidecars of others: most directories have none. */
  static Map<String, Scanner.Found> among(Map<String, Scanner.Found> files) {
    Map<String, Scanner.Found> some = new HashMap<>();
    files.forEach(
        (name, found) -> {
          if (CODINGS.stream().anyMatch(coding -> name.endsWith(coding.extension()))) {
            some.put(name, found);
          }
        });
    return some;
  }

  /** Those of one file: one that is older than the file is of something else. */
  static List<Asset.Sidecar> of(String name, FileStamp base, Map<String, Scanner.Found> beside) {
    if (beside.isEmpty()) {
      return List.of();
    }
    List<Asset.Sidecar> sidecars = new ArrayList<>();
    for (Coding coding : CODINGS) {
      Scanner.Found found = beside.get(name + coding.extension());
      if (found != null && found.stamp().modified().compareTo(base.modified()) >= 0) {
        sidecars.add(new Asset.Sidecar(coding, found.path(), found.stamp()));
      }
    }
    return sidecars;
  }
}
