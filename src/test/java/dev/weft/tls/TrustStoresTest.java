package dev.weft.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.tls.TrustStores.Platform;
import dev.weft.tls.TrustStores.Step;
import dev.weft.tls.TrustStores.Store;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustStoresTest {
  @TempDir Path folder;
  private Path home;
  private Path file;
  private String name;
  private String slug;
  private CertificateFilePair leaf;

  @BeforeEach
  void authority() throws Exception {
    home = Files.createDirectory(folder.resolve("home"));
    var authority = DevelopmentAuthority.open(folder.resolve("certs"));
    leaf = authority.ensure(List.of("app.test"));
    file = authority.certificate();
    var blocks = PemBlock.parse("", Files.readAllBytes(file));
    name = Certificates.subject(Certificates.read("", blocks).getFirst());
    slug = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-');
  }

  private static List<String> lines(List<Step> steps, Store store) {
    return steps.stream()
        .filter(step -> step.store() == store)
        .flatMap(step -> step.lines().stream())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DEBIAN  | true  | sudo install -D -m 0644 FILE /usr/local/share/ca-certificates/SLUG.crt"
            + "; sudo update-ca-certificates",
        "DEBIAN  | false | sudo rm -f /usr/local/share/ca-certificates/SLUG.crt"
            + "; sudo update-ca-certificates --fresh",
        "FEDORA  | true  | sudo trust anchor --store FILE",
        "FEDORA  | false | sudo trust anchor --remove FILE",
        "MACOS   | true  | security add-trusted-cert -r trustRoot"
            + " -k HOME/Library/Keychains/login.keychain-db FILE",
        "MACOS   | false | security remove-trusted-cert FILE",
        "WINDOWS | true  | certutil -user -addstore Root FILE",
        "WINDOWS | false | certutil -user -delstore Root 'NAME'"
      })
  void systemHasItsOwnCommand(Platform platform, boolean trust, String commands) throws Exception {
    var stores = new TrustStores(platform, home, false);
    var steps = trust ? stores.trust(file) : stores.distrust(file);
    var expected =
        commands
            .replace("FILE", file.toString())
            .replace("HOME", home.toString())
            .replace("NAME", name)
            .replace("SLUG", slug);
    assertEquals(expected, String.join("; ", lines(steps, Store.SYSTEM)));
  }

  @Test
  void superuserNeedsNoSudo() throws Exception {
    var steps = new TrustStores(Platform.FEDORA, home, true).trust(file);
    assertEquals(List.of("trust anchor --store " + file), lines(steps, Store.SYSTEM));
  }

  @ParameterizedTest
  @CsvSource({
    "'ID=debian', DEBIAN",
    "'NAME=x\nID=linuxmint\nID_LIKE=\"ubuntu debian\"', DEBIAN",
    "'ID=alpine', DEBIAN",
    "'ID=fedora', FEDORA",
    "'ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"', FEDORA",
    "'ID=arch', FEDORA",
    "'ID=nixos', OTHER"
  })
  void linuxIsKnownByItsRelease(String release, Platform platform) {
    assertEquals(platform, TrustStores.linux(release));
  }

  @Test
  void everyDatabaseOfABrowserIsNamed() throws Exception {
    for (var profile :
        List.of(
            ".mozilla/firefox/a.default-esr",
            ".mozilla/firefox/b.dev",
            ".config/mozilla/firefox/c.default",
            "snap/firefox/common/.mozilla/firefox/d.default")) {
      var folder = Files.createDirectories(home.resolve(profile));
      Files.createFile(folder.resolve("cert9.db"));
    }
    Files.createDirectories(home.resolve(".mozilla/firefox/Crash Reports"));
    Files.createDirectories(home.resolve("snap/chromium/current"));
    var steps = new TrustStores(Platform.DEBIAN, home, false).trust(file);
    var firefox = lines(steps, Store.FIREFOX);
    assertEquals(4, firefox.size(), firefox::toString);
    assertEquals(
        "certutil -d sql:%s/.mozilla/firefox/a.default-esr -A -t C,, -n '%s' -i %s"
            .formatted(home, name, file),
        firefox.getFirst());
    var chromium = lines(steps, Store.CHROMIUM);
    assertEquals(
        List.of(
            "mkdir -p " + home + "/.pki/nssdb",
            "certutil -d sql:" + home + "/.pki/nssdb -N --empty-password"),
        chromium.subList(0, 2));
    assertEquals(6, chromium.size(), "and the same for the snap");
  }

  @Test
  void browsersOfMacosAndWindowsUseTheSystem() throws Exception {
    for (var platform : List.of(Platform.MACOS, Platform.WINDOWS)) {
      var steps = new TrustStores(platform, home, false).trust(file);
      assertEquals(List.of(), lines(steps, Store.CHROMIUM));
      assertEquals(List.of(), lines(steps, Store.FIREFOX));
    }
  }

  @Test
  void commandsWorkInAFreshDatabase() throws Exception {
    assumeTrue(TrustStores.missing(List.of("certutil")).isEmpty(), "no certutil on this machine");
    var stores = new TrustStores(Platform.DEBIAN, home, true);
    run(chromium(stores.trust(file)));
    run(chromium(stores.trust(file)));
    var database = "sql:" + home.resolve(".pki/nssdb");
    assertTrue(output("certutil", "-d", database, "-L").contains(name));
    output(
        "certutil",
        "-d",
        database,
        "-A",
        "-t",
        ",,",
        "-n",
        "leaf",
        "-i",
        leaf.certificate().toString());
    assertEquals(
        "certutil: certificate is valid",
        output("certutil", "-d", database, "-V", "-u", "V", "-n", "leaf").strip());
    run(chromium(stores.distrust(file)));
    assertTrue(!output("certutil", "-d", database, "-L").contains(name));
  }

  private static Step chromium(List<Step> steps) {
    return steps.stream().filter(step -> step.store() == Store.CHROMIUM).findFirst().orElseThrow();
  }

  private static void run(Step step) throws Exception {
    for (var command : step.commands()) {
      output(command.toArray(String[]::new));
    }
  }

  private static String output(String... command) throws Exception {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
