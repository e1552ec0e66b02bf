package dev.weft.cli;

import dev.weft.asset.Asset;
import dev.weft.asset.AssetStore;
import dev.weft.asset.Folder;
import dev.weft.asset.StoreOptions;
import dev.weft.config.Configuration;
import dev.weft.config.Places;
import dev.weft.http.AssetRequest;
import dev.weft.http.PriorityPolicy.Reason;
import dev.weft.http.Responder;
import dev.weft.http.Site;
import dev.weft.priority.Advice;
import dev.weft.priority.Priority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which priority the response to a path has, and why; and whether it serves as a dictionary. */
final class Explanation {
  /** Nothing is kept: the catalogue alone is asked. */
  private static final StoreOptions NOTHING_KEPT =
      new StoreOptions(0, 0, false, Optional.empty(), 0);

  /** What some clients say of everything. */
  private static final Priority SIGNALLED = new Priority(3, true);

  private final Configuration configuration;
  private final Places places;

  Explanation(Configuration configuration, Places places) {
    this.configuration = configuration;
    this.places = places;
  }

  /** A block of lines for each site that has something at this path. */
  List<String> of(String path, @Nullable String destination) throws IOException {
    List<String> blocks = new ArrayList<>();
    AssetRequest request = request(path, destination);
    try (AssetStore store = new AssetStore(NOTHING_KEPT, _ -> {})) {
      for (int i = 0; i < configuration.sites().size(); i++) {
        Folder folder = store.open(configuration.sites().get(i).root());
        Site site = new Site(configuration.sites().get(i), folder::catalogue, List.of());
        Asset asset = Responder.asset(request, site);
        if (asset != null) {
          List<Reason> reasons = site.priorities(asset).reasons(destination);
          String dictionary = site.dictionaryOf(asset).map(said -> "\n" + said).orElse("");
          blocks.add(block(path, asset, reasons, "site[" + i + "]") + dictionary);
        }
      }
    }
    return blocks;
  }

  private String block(String path, Asset asset, List<Reason> reasons, String site) {
    List<Advice> advice = reasons.stream().map(Reason::advice).toList();
    StringBuilder text = new StringBuilder();
    text.append(path + " is " + asset.file() + ", " + asset.mediaType().value() + "\n")
        .append("  " + Advice.decide(Priority.DEFAULT, false, advice))
        .append(" for a client that says nothing\n")
        .append("  " + Advice.decide(SIGNALLED, true, advice))
        .append(" for a client that says " + SIGNALLED + "\n")
        .append("because, the last word counting:");
    for (Reason reason : reasons) {
      String given = given(reason.advice());
      String line =
          switch (reason) {
            case Reason.BuiltIn(String kind, _) -> "built-in: " + kind + ": " + given;
            case Reason.Header _ -> "headers: Priority: " + given;
            case Reason.Rule(int number, _) ->
                places.problem(site + ".priority[" + number + "]", given).toString();
          };
      text.append("\n  " + line);
    }
    return text.toString();
  }

  private static AssetRequest request(String path, @Nullable String destination) {
    String mode = "document".equals(destination) ? "navigate" : "no-cors";
    return new AssetRequest(
        "GET", path, null, null, null, mode, null, null, null, null, null, null, null);
  }

  /** In the form of the {@code Priority} header (RFC 9218, section 4). */
  private static String given(Advice advice) {
    List<String> given = new ArrayList<>();
    advice.urgency().ifPresent(urgency -> given.add("u=" + urgency));
    advice.incremental().ifPresent(incremental -> given.add(incremental ? "i" : "i=?0"));
    return String.join(", ", given)
        + (advice.override() ? " whatever the client says" : " if the client says nothing");
  }
}
