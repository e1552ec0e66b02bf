package dev.weft.server;

import dev.weft.asset.Asset;
import dev.weft.asset.AssetStore;
import dev.weft.asset.Catalogue;
import dev.weft.asset.Folder;
import dev.weft.config.Flatten;
import dev.weft.graph.GraphOptions;
import dev.weft.graph.ImportGraph;
import dev.weft.graph.PagePlan;
import dev.weft.graph.References;
import dev.weft.http.Edit;
import dev.weft.http.Field;
import dev.weft.http.Fingerprints;
import dev.weft.http.Fingerprints.Queries;
import dev.weft.http.Flattened;
import dev.weft.http.ModuleLinks;
import dev.weft.http.Site;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the documents of the sites flat, and has them and their style sheets name by content, on
 * one thread behind what is served, and again whenever files have changed. Until it has come to a
 * document, that is sent as it is.
 */
final class Flattening implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Flattening.class);

  private static final Flattened AS_IT_IS = new Flattened.AsItIs();

  private static final Queries UNKNOWN = new Queries(_ -> Optional.empty(), Set.of(), Set.of());

  private final AssetStore store;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          Thread.ofPlatform().daemon().name("weft-graph").factory(),
          new ThreadPoolExecutor.DiscardPolicy()); // of a folder that changes while all ends
  private final AtomicInteger unfinished = new AtomicInteger();

  Flattening(AssetStore store) {
    this.store = store;
    thread.allowCoreThreadTimeOut(true);
  }

  /** Begins with a site, if it wants it. */
  void follow(Site site, Folder folder, int port) {
    if (site.settings().flatten() != Flatten.OFF || site.settings().fingerprint()) {
      Followed followed = new Followed(site, folder, site.origins(port));
      folder.follow(followed::changed);
      followed.changed();
    }
  }

  /** Whether every document was come to. */
  boolean settled() {
    return unfinished.get() == 0;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** A site, and what was made of it last. */
  private final class Followed {
    private final Site site;
    private final Folder folder;
    private final List<String> origins;
    private final AtomicBoolean due = new AtomicBoolean();
    private @Nullable ImportGraph graph;
    private Map<Asset, Flattened> forms = Map.of();

    Followed(Site site, Folder folder, List<String> origins) {
      this.site = site;
      this.folder = folder;
      this.origins = origins;
    }

    /** Many changes in a row are looked at together. */
    void changed() {
      if (due.compareAndSet(false, true)) {
        unfinished.incrementAndGet();
        thread.execute(this::make);
      }
    }

    private void make() {
      due.set(false);
      try {
        Catalogue catalogue = folder.catalogue();
        ImportGraph known = graph;
        ImportGraph newest =
            known == null
                ? ImportGraph.of(
                    catalogue, Asset::bytes, GraphOptions.DEFAULTS.withOrigins(origins))
                : known.next(catalogue, Asset::bytes);
        graph = newest;
        serve(newest);
      } catch (RuntimeException | StackOverflowError e) {
        LOG.warn("{}: documents stay as they are: {}", folder.root(), e.toString());
        LOG.debug("", e);
      } finally {
        unfinished.decrementAndGet();
      }
    }

    private void serve(ImportGraph newest) {
      Map<Asset, Flattened> before = forms;
      Map<Asset, Flattened> made = new HashMap<>();
      Map<Field, Field> fields = new HashMap<>();
      Queries queries = UNKNOWN;
      if (site.settings().fingerprint()) {
        NamedSheets sheets =
            NamedSheets.of(
                newest,
                new References(newest),
                (sheet, edits) -> composed(sheet, Edit.apply(sheet.bytes(), edits), before));
        made.putAll(sheets.made());
        queries = sheets.queries();
      }
      for (String path : newest.documents()) {
        try {
          PagePlan plan = newest.page(path).orElse(null);
          if (plan != null) {
            flat(newest, plan, queries, before, fields).ifPresent(f -> made.put(plan.page(), f));
          }
        } catch (RuntimeException | StackOverflowError e) {
          LOG.warn("{}: is sent as it is: {}", path, e.toString()); // the others can be made
          LOG.debug("", e);
        }
      }
      forms = made;
      site.flatten(made);
      Set<Flattened> used = new HashSet<>(made.values());
      before.values().stream().filter(old -> !used.contains(old)).forEach(this::release);
    }

    private void release(Flattened old) {
      if (old instanceof Flattened.Composed(Asset asset)) {
        store.release(asset);
      }
    }

    /**
     * How a document is sent: as before, if nothing changed.
     *
     * @param fields those of other documents, for most have the same
     */
    private Optional<Flattened> flat(
        ImportGraph newest,
        PagePlan plan,
        Queries queries,
        Map<Asset, Flattened> before,
        Map<Field, Field> fields) {
      String path = plan.page().path();
      ModuleLinks links = ModuleLinks.of(plan, site, origins.getFirst());
      links.reasons().forEach(reason -> LOG.debug("{}: {}", path, reason));
      return switch (site.settings().flatten()) {
        case AFTER_PAINT, INLINE, OFF -> inline(newest, plan, links, queries, before);
        case HEADER, EARLY_HINTS -> {
          if (links.links().isEmpty()) {
            yield Optional.empty();
          }
          Flattened old = before.getOrDefault(plan.page(), AS_IT_IS);
          Field field = fields.computeIfAbsent(links.field(), each -> each);
          boolean same = old instanceof Flattened.Linked linked && linked.link().equals(field);
          boolean early = site.settings().flatten() == Flatten.EARLY_HINTS;
          yield Optional.of(same ? old : new Flattened.Linked(field, early));
        }
      };
    }

    private Optional<Flattened> inline(
        ImportGraph newest,
        PagePlan plan,
        ModuleLinks links,
        Queries queries,
        Map<Asset, Flattened> before) {
      Asset document = plan.page();
      if (links.links().isEmpty() && !site.settings().fingerprint()) {
        return Optional.empty();
      }
      try {
        byte[] text = document.bytes();
        Fingerprints named = Fingerprints.of(newest, plan, text, site, origins.getFirst(), queries);
        named.reasons().forEach(reason -> LOG.debug("{}: {}", document, reason));
        byte[] sent = named.in(text, links);
        return Arrays.equals(text, sent) ? Optional.empty() : composed(document, sent, before);
      } catch (IOException e) {
        return Optional.empty(); // the file changed: the watch sees it, and this is done again
      }
    }

    /** Other bytes in place of an asset: those of before, if they are the same. */
    private Optional<Flattened> composed(Asset asset, byte[] bytes, Map<Asset, Flattened> before)
        throws IOException {
      Flattened old = before.get(asset);
      if (old instanceof Flattened.Composed(Asset sent) && Arrays.equals(sent.bytes(), bytes)) {
        return Optional.of(old);
      }
      Optional<Asset> composed = store.compose(asset, bytes);
      if (composed.isEmpty()) {
        LOG.debug("{}: stays as it is, for want of memory or of its codings", asset);
      }
      return composed.map(Flattened.Composed::new);
    }
  }
}
