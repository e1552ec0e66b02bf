package dev.weft.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The commands that make this machine trust an authority, or no longer. Nothing is run here.
 *
 * <p>On Linux there are three stores: the system's, for curl and most programs; an NSS database
 * that Chromium reads; and one NSS database in each Firefox profile. On macOS and Windows the
 * browsers use the system's.
 */
public final class TrustStores {
  private static final List<String> CHROMIUM_HOMES =
      List.of("snap/chromium/current", ".var/app/org.chromium.Chromium");

  private static final List<String> FIREFOX_FOLDERS =
      List.of(
          ".mozilla/firefox",
          ".config/mozilla/firefox",
          "snap/firefox/common/.mozilla/firefox",
          ".var/app/org.mozilla.firefox/.mozilla/firefox");

  private final Platform platform;
  private final Path home;
  private final boolean superuser;

  enum Platform {
    DEBIAN,
    FEDORA,
    MACOS,
    WINDOWS,
    OTHER
  }

  /** Who asks the store. */
  public enum Store {
    SYSTEM,
    CHROMIUM,
    FIREFOX
  }

  /**
   * What is to be done for one store.
   *
   * @param commands programs with their arguments, to be run in this order
   * @param note for people, where there is nothing to run or more to know; else empty
   */
  public record Step(Store store, List<List<String>> commands, String note) {
    public Step {
      commands = commands.stream().map(List::copyOf).toList();
    }

    /** The commands as they are typed into a shell. */
    public List<String> lines() {
      return commands.stream()
          .map(words -> words.stream().map(Step::quoted).collect(Collectors.joining(" ")))
          .toList();
    }

    private static String quoted(String word) {
      if (word.matches("[A-Za-z0-9_@%+=:,./-]+")) {
        return word;
      }
      return word.indexOf('\\') >= 0 // a path of Windows
          ? '"' + word + '"'
          : "'" + word.replace("'", "'\\''") + "'";
    }
  }

  TrustStores(Platform platform, Path home, boolean superuser) {
    this.platform = platform;
    this.home = home;
    this.superuser = superuser;
  }

  /** Those of this machine and user. */
  public static TrustStores here() {
    var home = Path.of(System.getProperty("user.home", "."));
    var root = System.getProperty("user.name", "").equals("root");
    return new TrustStores(platform(System.getProperty("os.name", "")), home, root);
  }

  private static Platform platform(String system) {
    var name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("mac")) {
      return Platform.MACOS;
    }
    if (name.startsWith("windows")) {
      return Platform.WINDOWS;
    }
    try {
      return linux(Files.readString(Path.of("/etc/os-release"), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Platform.OTHER;
    }
  }

  /** By os-release(5). */
  static Platform linux(String release) {
    var like =
        release
            .lines()
            .filter(line -> line.startsWith("ID=") || line.startsWith("ID_LIKE="))
            .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
            .flatMap(value -> Stream.of(value.split(" ", -1)))
            .toList();
    if (like.stream().anyMatch(List.of("debian", "ubuntu", "alpine")::contains)) {
      return Platform.DEBIAN;
    }
    var anchors = List.of("fedora", "rhel", "centos", "arch", "suse", "opensuse");
    return like.stream().anyMatch(anchors::contains) ? Platform.FEDORA : Platform.OTHER;
  }

  /**
   * What makes the stores trust the authority.
   *
   * @throws CredentialException when the certificate cannot be read
   */
  public List<Step> trust(Path certificate) throws CredentialException {
    var authority = Anchor.of(certificate);
    return List.of(
        trustSystem(authority),
        browser(Store.CHROMIUM, chromiumDatabases(), authority, true),
        browser(Store.FIREFOX, firefoxProfiles(), authority, true));
  }

  /**
   * What makes the stores forget it.
   *
   * @throws CredentialException when the certificate cannot be read
   */
  public List<Step> distrust(Path certificate) throws CredentialException {
    var authority = Anchor.of(certificate);
    return List.of(
        distrustSystem(authority),
        browser(Store.CHROMIUM, chromiumDatabases(), authority, false),
        browser(Store.FIREFOX, firefoxProfiles(), authority, false));
  }

  private record Anchor(String file, String name) {
    static Anchor of(Path certificate) throws CredentialException {
      var file = certificate.toAbsolutePath().normalize();
      var blocks = PemBlock.parse(file.toString(), PemFiles.content(file));
      var first = Certificates.read(file.toString(), blocks).getFirst();
      return new Anchor(file.toString(), Certificates.subject(first));
    }

    String path() {
      var slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      return "/usr/local/share/ca-certificates/" + slug + ".crt";
    }
  }

  private Step trustSystem(Anchor authority) {
    return switch (platform) {
      case DEBIAN ->
          system(
              superuser("install", "-D", "-m", "0644", authority.file(), authority.path()),
              superuser("update-ca-certificates"));
      case FEDORA -> system(superuser("trust", "anchor", "--store", authority.file()));
      case MACOS ->
          system(
              List.of(
                  "security",
                  "add-trusted-cert",
                  "-r",
                  "trustRoot",
                  "-k",
                  home.resolve("Library/Keychains/login.keychain-db").toString(),
                  authority.file()));
      case WINDOWS -> system(List.of("certutil", "-user", "-addstore", "Root", authority.file()));
      case OTHER -> new Step(Store.SYSTEM, List.of(), unknown(authority));
    };
  }

  private Step distrustSystem(Anchor authority) {
    return switch (platform) {
      case DEBIAN ->
          system(
              superuser("rm", "-f", authority.path()),
              superuser("update-ca-certificates", "--fresh"));
      case FEDORA -> system(superuser("trust", "anchor", "--remove", authority.file()));
      case MACOS -> system(List.of("security", "remove-trusted-cert", authority.file()));
      case WINDOWS -> system(List.of("certutil", "-user", "-delstore", "Root", authority.name()));
      case OTHER -> new Step(Store.SYSTEM, List.of(), unknown(authority));
    };
  }

  private static String unknown(Anchor authority) {
    return "see your system's manual for " + authority.file();
  }

  private static Step system(List<String> command) {
    return new Step(Store.SYSTEM, List.of(command), "");
  }

  private static Step system(List<String> first, List<String> second) {
    return new Step(Store.SYSTEM, List.of(first, second), "");
  }

  private List<String> superuser(String... words) {
    return superuser ? List.of(words) : Stream.concat(Stream.of("sudo"), Stream.of(words)).toList();
  }

  private Step browser(Store store, List<Path> databases, Anchor authority, boolean trust) {
    if (platform == Platform.MACOS || platform == Platform.WINDOWS) {
      return new Step(store, List.of(), "uses the system's store");
    }
    var commands = new ArrayList<List<String>>();
    for (var database : databases) {
      var at = "sql:" + database;
      var exists = Files.exists(database.resolve("cert9.db"));
      if (trust && !exists) {
        commands.add(List.of("mkdir", "-p", database.toString()));
        commands.add(List.of("certutil", "-d", at, "-N", "--empty-password"));
      }
      if (trust) {
        commands.add(
            List.of(
                "certutil",
                "-d",
                at,
                "-A",
                "-t",
                "C,,",
                "-n",
                authority.name(),
                "-i",
                authority.file()));
      } else if (exists) {
        commands.add(List.of("certutil", "-d", at, "-D", "-n", authority.name()));
      }
    }
    return new Step(store, commands, note(store, commands.isEmpty()));
  }

  private String note(Store store, boolean nothing) {
    if (nothing) {
      return store == Store.FIREFOX
          ? "no profile of Firefox found; start it once"
          : "no database of Chromium found";
    }
    var origin =
        switch (platform) {
          case DEBIAN -> "certutil is in the package libnss3-tools (Alpine: nss-tools)";
          case FEDORA ->
              "certutil is in the package nss-tools (Arch: nss; SUSE: mozilla-nss-tools)";
          case MACOS, WINDOWS, OTHER -> "certutil is one of the tools of NSS";
        };
    return origin + "; start the browser again afterwards";
  }

  private List<Path> chromiumDatabases() {
    var databases = new ArrayList<>(List.of(home.resolve(".pki/nssdb")));
    for (var other : CHROMIUM_HOMES) {
      if (Files.isDirectory(home.resolve(other))) {
        databases.add(home.resolve(other).resolve(".pki/nssdb"));
      }
    }
    return databases;
  }

  private List<Path> firefoxProfiles() {
    var profiles = new ArrayList<Path>();
    for (var folder : FIREFOX_FOLDERS) {
      if (Files.isDirectory(home.resolve(folder))) {
        profiles.addAll(profilesIn(home.resolve(folder)));
      }
    }
    return profiles;
  }

  private static List<Path> profilesIn(Path folder) {
    try (var inside = Files.list(folder)) {
      return inside.filter(profile -> Files.exists(profile.resolve("cert9.db"))).sorted().toList();
    } catch (IOException e) { // not ours to read
      return List.of();
    }
  }

  /** The program of a command that is not on this machine's search path. */
  public static Optional<String> missing(List<String> command) {
    var program = command.getFirst();
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(java.io.File.pathSeparator, -1))
            .map(Path::of)
            .anyMatch(
                folder ->
                    Files.isExecutable(folder.resolve(program))
                        || Files.exists(folder.resolve(program + ".exe")))
        ? Optional.empty()
        : Optional.of(program);
  }
}
