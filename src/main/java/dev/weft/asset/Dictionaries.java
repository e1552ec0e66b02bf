package dev.weft.asset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The dictionaries that clients of one site may have, and its assets compressed against them.
 *
 * <p>Dictionaries are kept in groups: the versions of an asset, newest last, and the versions of
 * the site's own dictionary. An asset is compressed against those of its groups alone, each pair
 * once, so that no client decides how much there is to do or to keep. Against the versions of its
 * own group that is done when an asset is new; against the others when it is first asked for.
 *
 * <p>One thread of the {@link DictionaryWorker} changes all this; requests only read, and add to
 * what it has to do.
 */
public final class Dictionaries {
  private static final int MOST_VERSIONS = 3;

  /** What no request can make longer: pairs that are asked for and not made. */
  private static final int MOST_ASKED = 1000;

  /** Below this nothing is worth it. */
  private static final int SMALLEST = 128;

  private final Folder folder;
  private final Rules rules;
  private final DictionaryWorker worker;
  private final long most;
  private final MemoryBudget memory;
  private final MemoryBudget codedMemory;
  private final AtomicBoolean due = new AtomicBoolean();
  private final Map<String, List<Dictionary>> groups = new ConcurrentHashMap<>();
  private final Map<Pair, List<Variant>> coded = new ConcurrentHashMap<>();
  private final Set<Pair> asked = ConcurrentHashMap.newKeySet();

  // Of the worker alone.
  private final Deque<Kept> oldest = new ArrayDeque<>();
  private Catalogue seen = Catalogue.EMPTY;
  private Map<Asset, Asset> sent = Map.of();

  /**
   * What is kept, and for what.
   *
   * @param memory bytes of all dictionaries and all that is compressed against them
   * @param group by which versions of an asset meet, with a star where their paths differ; empty
   *     for one whose versions are not kept
   * @param file the path of the site's own dictionary; empty for none
   * @param served which assets that is for
   */
  public record Rules(
      long memory,
      Function<Asset, Optional<String>> group,
      Optional<String> file,
      Predicate<Asset> served) {}

  /** An asset and what it is compressed against, each itself and not its equal. */
  private record Pair(Asset asset, Dictionary dictionary) {}

  private record Kept(String group, Dictionary dictionary) {}

  Dictionaries(Folder folder, Rules rules, DictionaryWorker worker) {
    this.folder = folder;
    this.rules = rules;
    this.worker = worker;
    this.most = rules.memory() / 4 * 3;
    this.memory = new MemoryBudget(most);
    this.codedMemory = new MemoryBudget(rules.memory() - most);
  }

  /** Begins to look at the folder. */
  void follow() {
    folder.follow(this::changed);
    changed();
  }

  /**
   * An asset compressed against the dictionary that a client has; nothing where the site does not
   * know it, where it is of something else, and while that is not done. Never blocks.
   *
   * @param hash the SHA-256 of the dictionary in base64
   */
  public List<Variant> variants(Asset asset, String hash) {
    Dictionary dictionary =
        of(asset).filter(each -> each.hash().equals(hash)).findFirst().orElse(null);
    if (dictionary == null) {
      return List.of();
    }
    Pair pair = new Pair(asset, dictionary);
    List<Variant> known = coded.get(pair);
    if (known == null && asked.size() < MOST_ASKED) {
      ask(pair);
    }
    return known == null ? List.of() : known;
  }

  private void ask(Pair pair) {
    if (asked.add(pair)) {
      worker.add(codecs -> code(pair, codecs));
    }
  }

  /** All that is compressed of an asset, whatever the dictionary. */
  public List<Variant> variants(Asset asset) {
    return of(asset)
        .map(dictionary -> coded.getOrDefault(new Pair(asset, dictionary), List.of()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Takes what is sent from now on in place of files, by file. Nobody has the bytes of such a file;
   * what was sent in its place until now, clients may have.
   */
  public void send(Map<Asset, Asset> forms) {
    worker.add(_ -> take(forms));
  }

  private void take(Map<Asset, Asset> forms) {
    look(); // what has gone is judged by what was sent until now
    Set<Asset> olds = new HashSet<>(sent.values());
    Map<String, Asset> fresh = new HashMap<>();
    forms.values().forEach(form -> fresh.put(form.path(), form));
    olds.removeIf(form -> fresh.remove(form.path(), form));
    sent = forms;
    forget(pair -> olds.contains(pair.asset()) || forms.containsKey(pair.asset()));
    olds.stream().filter(form -> !same(form, fresh.get(form.path()))).forEach(this::gone);
    askVersions(fresh.values());
  }

  private Stream<Dictionary> of(Asset asset) {
    Stream<Dictionary> versions =
        rules.group().apply(asset).stream()
            .flatMap(group -> groups.getOrDefault(group, List.of()).stream());
    Stream<Dictionary> own =
        rules.file().filter(_ -> rules.served().test(asset)).stream()
            .flatMap(file -> groups.getOrDefault(ownGroup(file), List.of()).stream());
    return Stream.concat(versions, own);
  }

  /** The group of an asset is a pattern, which begins with a slash. */
  private static String ownGroup(String file) {
    return "own:" + file;
  }

  /** Many changes in a row are looked at together. */
  private void changed() {
    if (due.compareAndSet(false, true)) {
      worker.add(
          _ -> {
            due.set(false);
            look();
          });
    }
  }

  private void look() {
    Catalogue now = folder.catalogue();
    List<Catalogue.Change> changes = now.since(seen);
    seen = now;
    forget(pair -> pair.asset().retired());
    for (Catalogue.Change change : changes) {
      Map<String, Asset> fresh = new HashMap<>();
      change.fresh().forEach(asset -> fresh.put(asset.path(), asset));
      for (Asset gone : change.gone()) {
        if (!sent.containsKey(gone) && !same(gone, fresh.get(gone.path()))) {
          gone(gone);
        }
      }
      rules.file().map(fresh::get).ifPresent(own -> keep(ownGroup(own.path()), own));
      alike(change).forEach((group, alike) -> keepOlder(group, alike, change.fresh()));
      askVersions(change.fresh());
    }
  }

  /** Has what is new compressed against the versions before. */
  private void askVersions(Collection<Asset> fresh) {
    Set<String> done = new HashSet<>();
    for (Asset asset : fresh) {
      String group = rules.group().apply(asset).orElse("");
      if (done.add(group)) { // of many that share one, the others are seldom versions
        groups.getOrDefault(group, List.of()).forEach(each -> ask(new Pair(asset, each)));
      }
    }
  }

  /** Whether a file was written again as it was, as deployments do. */
  private static boolean same(Asset gone, @Nullable Asset fresh) {
    Variants known = gone.variants();
    EntityTag tag = known == null ? null : known.identity().tag();
    try {
      return fresh != null
          && tag != null
          && fresh.size() == gone.size()
          && tag.equals(fresh.load().identity().tag());
    } catch (IOException e) {
      return false;
    }
  }

  /** Assets of one directory whose names differ in a hash alone, the newest first. */
  private Map<String, List<Asset>> alike(Catalogue.Change change) {
    Map<String, List<Asset>> alike = new HashMap<>();
    for (Asset asset : change.fresh().isEmpty() ? List.<Asset>of() : change.now()) {
      rules
          .group()
          .apply(asset)
          .filter(group -> group.indexOf('*') >= 0)
          .ifPresent(group -> alike.computeIfAbsent(group, _ -> new ArrayList<>()).add(asset));
    }
    alike.values().forEach(all -> all.sort(Comparator.comparing(Asset::lastModified).reversed()));
    return alike;
  }

  /** Keeps what is still there beside a new version; at a start, all but the newest. */
  private void keepOlder(String group, List<Asset> alike, List<Asset> fresh) {
    Set<Asset> news = Set.copyOf(fresh);
    List<Asset> older = alike.stream().filter(asset -> !news.contains(asset)).toList();
    List<Asset> kept = older.isEmpty() ? alike.subList(1, alike.size()) : older;
    kept.subList(0, Math.min(kept.size(), MOST_VERSIONS))
        .reversed()
        .forEach(asset -> keep(group, sent.getOrDefault(asset, asset)));
  }

  private void gone(Asset asset) {
    String group = rules.group().apply(asset).orElse(null);
    Variants known = asset.variants();
    // What was on disk alone is another version there by now.
    if (group != null && known != null && known.identity().body() instanceof Body.Memory body) {
      byte[] bytes = new byte[(int) body.length()];
      body.slice(0, body.length()).get(bytes);
      keep(group, bytes);
    }
  }

  private void keep(String group, Asset asset) {
    try {
      if (worthKeeping(asset.size())) {
        keep(group, asset.bytes());
      }
    } catch (IOException _) {
      // The file changed: the watch sees it, and another asset comes.
    }
  }

  private static boolean worthKeeping(long size) {
    return size >= SMALLEST && size <= DictionaryCodecs.LARGEST;
  }

  /** Keeps a dictionary, in place of the oldest of its group and, if need be, of all. */
  private void keep(String group, byte[] bytes) {
    if (!worthKeeping(bytes.length) || bytes.length > most) {
      return;
    }
    List<Dictionary> versions = new ArrayList<>(groups.getOrDefault(group, List.of()));
    Dictionary known = versions.stream().filter(each -> each.holds(bytes)).findFirst().orElse(null);
    if (known == null) {
      if (versions.size() == MOST_VERSIONS) {
        forget(new Kept(group, versions.getFirst()));
      }
      while (!memory.take(bytes.length)) {
        Kept first = oldest.peekFirst();
        if (first == null) {
          return;
        }
        forget(first);
      }
    } else {
      oldest.remove(new Kept(group, known));
    }
    Dictionary newest = known == null ? new Dictionary(bytes) : known;
    versions = new ArrayList<>(groups.getOrDefault(group, List.of()));
    versions.remove(newest);
    versions.add(newest);
    groups.put(group, List.copyOf(versions));
    oldest.addLast(new Kept(group, newest));
  }

  private void forget(Kept kept) {
    oldest.remove(kept);
    memory.release(kept.dictionary().bytes().length);
    groups.computeIfPresent(
        kept.group(),
        (_, all) -> {
          List<Dictionary> rest = all.stream().filter(d -> d != kept.dictionary()).toList();
          return rest.isEmpty() ? null : rest;
        });
    forget(pair -> pair.dictionary() == kept.dictionary());
  }

  private void forget(Predicate<Pair> which) {
    for (Pair pair : List.copyOf(coded.keySet())) {
      if (which.test(pair)) {
        @Nullable List<Variant> lost = coded.remove(pair);
        if (lost != null) {
          lost.forEach(variant -> codedMemory.release(variant.length()));
        }
      }
    }
    asked.removeIf(which);
  }

  private void code(Pair pair, DictionaryCodecs codecs) throws IOException {
    try {
      Asset asset = pair.asset();
      if (!coded.containsKey(pair)
          && !asset.retired()
          && !sent.containsKey(asset)
          && of(asset).anyMatch(each -> each == pair.dictionary())) {
        coded.put(pair, worthKeeping(asset.size()) ? encoded(pair, codecs) : List.of());
      }
    } finally {
      asked.remove(pair);
    }
  }

  private List<Variant> encoded(Pair pair, DictionaryCodecs codecs) throws IOException {
    byte[] bytes = pair.asset().bytes();
    // Who has the very bytes has nothing to ask for. What is composed may be longer than its file.
    if (pair.dictionary().holds(bytes) || !worthKeeping(bytes.length)) {
      return List.of();
    }
    // All that can fail comes before memory is taken.
    Map<Coding, byte[]> encoded = new EnumMap<>(Coding.class);
    for (Coding coding : DictionaryCodecs.CODINGS) {
      codecs
          .encode(coding, bytes, pair.dictionary())
          .filter(shorter -> shorter.length < bytes.length)
          .ifPresent(shorter -> encoded.put(coding, shorter));
    }
    encoded.values().removeIf(each -> !codedMemory.take(each.length));
    List<Variant> variants = new ArrayList<>();
    encoded.forEach(
        (coding, each) -> {
          EntityTag tag = EntityTag.ofDigest(FileLoader.sha256().digest(each));
          Body body = new Body.Memory(ByteBuffer.wrap(each).asReadOnlyBuffer());
          variants.add(new Variant(coding, tag, body));
        });
    return List.copyOf(variants);
  }
}
