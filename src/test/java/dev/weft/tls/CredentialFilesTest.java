package dev.weft.tls;

import static dev.weft.testing.TestCertificates.issue;
import static dev.weft.testing.TestCertificates.keys;
import static dev.weft.testing.TestCertificates.pem;
import static dev.weft.testing.TestCertificates.pkcs8;
import static dev.weft.testing.TestCertificates.selfSigned;
import static dev.weft.testing.TestCertificates.write;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.testing.TestCertificates.Issued;
import dev.weft.tls.CredentialFiles.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CredentialFilesTest {
  private static final Outcome UNCHANGED = new Outcome.Unchanged();

  @TempDir Path folder;
  private Issued old;
  private Issued fresh;
  private CertificateFilePair pair;
  private Instant now = Instant.now();
  private final InstantSource clock = () -> now;

  @BeforeEach
  void files() throws Exception {
    old = selfSigned("EC secp256r1", "old.test");
    fresh = selfSigned("EC secp256r1", "new.test");
    pair = write(folder, "a", old);
  }

  private CredentialFiles open() throws CredentialException {
    return CredentialFiles.open(List.of(pair), clock);
  }

  private static void replace(Path file, String content) throws Exception {
    var beside = file.resolveSibling("beside");
    Files.writeString(beside, content, US_ASCII);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> serves(CredentialFiles files) {
    return files.current().getFirst().names();
  }

  @Test
  void filesThatStayChangeNothing() throws Exception {
    var files = open();
    for (int i = 0; i < 5; i++) {
      assertEquals(UNCHANGED, files.poll());
      now = now.plusSeconds(1);
    }
    assertEquals(List.of("old.test"), serves(files));
  }

  @Test
  void rewritingTheSameContentChangesNothing() throws Exception {
    var files = open();
    replace(pair.certificate(), pem(old.certificate()));
    replace(pair.key(), pkcs8(old.key()));
    assertEquals(UNCHANGED, files.poll());
  }

  @Test
  void atomicRenameIsSeen() throws Exception {
    var files = open();
    replace(pair.certificate(), pem(fresh.certificate()));
    replace(pair.key(), pkcs8(fresh.key()));
    var changed = assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(files.current(), changed.credentials());
    assertEquals(List.of("new.test"), serves(files));
    assertEquals(UNCHANGED, files.poll());
  }

  @Test
  void overwritingInPlaceIsSeen() throws Exception {
    var files = open();
    write(folder, "a", fresh);
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("new.test"), serves(files));
  }

  @Test
  void symbolicLinkThatTurnsElsewhereIsSeen() throws Exception {
    // As Kubernetes and certbot do it: the folder behind the link changes, the files never do.
    var first = Files.createDirectory(folder.resolve("first"));
    var second = Files.createDirectory(folder.resolve("second"));
    write(first, "b", old);
    write(second, "b", fresh);
    var link = Files.createSymbolicLink(folder.resolve("live"), first);
    pair = new CertificateFilePair(link.resolve("b.pem"), link.resolve("b.key"));
    var files = open();
    var other = Files.createSymbolicLink(folder.resolve("next"), second);
    Files.move(other, link, StandardCopyOption.ATOMIC_MOVE);
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("new.test"), serves(files));
  }

  @Test
  void changeThatKeepsSizeAndTimeIsSeen() throws Exception {
    var files = open();
    var time = Files.getLastModifiedTime(pair.certificate());
    var other = issue(old.keys(), "leaf", null, false, DAY.negated(), DAY, "odd.test");
    Files.writeString(pair.certificate(), pem(other.certificate()), US_ASCII);
    Files.setLastModifiedTime(pair.certificate(), time);
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("odd.test"), serves(files));
  }

  @Test
  void changeIsSeenWhenTheClockIsOld() throws Exception {
    var past = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(pair.certificate(), past);
    Files.setLastModifiedTime(pair.key(), past);
    var files = open();
    write(folder, "a", fresh);
    Files.setLastModifiedTime(pair.certificate(), past);
    Files.setLastModifiedTime(pair.key(), past);
    assertInstanceOf(Outcome.Changed.class, files.poll());
  }

  @Test
  void keyThatComesBeforeItsCertificateIsNoProblem() throws Exception {
    var files = open();
    replace(pair.key(), pkcs8(fresh.key()));
    assertEquals(UNCHANGED, files.poll());
    assertEquals(List.of("old.test"), serves(files));
    replace(pair.certificate(), pem(fresh.certificate()));
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("new.test"), serves(files));
    assertEquals(UNCHANGED, files.poll());
  }

  private static final Duration DAY = Duration.ofDays(1);

  /** What may be found in place of the files, and how the problem ends. */
  record Damage(String name, Deed deed, String end) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Deed {
    void to(CertificateFilePair pair, Issued old) throws Exception;
  }

  static Stream<Damage> damages() {
    return Stream.of(
        new Damage(
            "truncated certificate",
            (pair, old) -> replace(pair.certificate(), pem(old.certificate()).substring(0, 99)),
            ":1: BEGIN without its END (expected: a whole block; is the file cut short?)"),
        new Damage(
            "truncated key",
            (pair, old) -> replace(pair.key(), pkcs8(old.key()).substring(0, 99)),
            ":1: BEGIN without its END (expected: a whole block; is the file cut short?)"),
        new Damage(
            "emptied", (pair, _) -> replace(pair.key(), ""), ": an empty file (expected: PEM)"),
        new Damage(
            "wrong key",
            (pair, _) -> replace(pair.key(), pkcs8(keys("EC secp256r1").getPrivate())),
            "(expected: the key it was made for)"),
        new Damage(
            "expired",
            (pair, old) ->
                replace(
                    pair.certificate(),
                    pem(
                        issue(old.keys(), "a", null, false, DAY.negated(), DAY.negated(), "a.test")
                            .certificate())),
            "(expected: valid now)"),
        new Damage(
            "a folder in its place",
            (pair, _) -> {
              Files.delete(pair.certificate());
              Files.createDirectory(pair.certificate());
            },
            ": not a file (expected: a PEM file)"),
        new Damage(
            "deleted certificate",
            (pair, _) -> Files.delete(pair.certificate()),
            ": no such file (expected: a PEM file)"),
        new Damage(
            "deleted key",
            (pair, _) -> Files.delete(pair.key()),
            ": no such file (expected: a PEM file)"),
        new Damage(
            "no names left",
            (pair, old) ->
                replace(
                    pair.certificate(),
                    pem(issue(old.keys(), "a", null, false, DAY.negated(), DAY).certificate())),
            "(expected: a subject alternative name; browsers ignore the CN)"));
  }

  @ParameterizedTest
  @MethodSource("damages")
  void damageKeepsTheOldAndIsToldOnceAndHeals(Damage damage) throws Exception {
    var files = open();
    damage.deed().to(pair, old);
    assertEquals(UNCHANGED, files.poll());
    var failed = assertInstanceOf(Outcome.Failed.class, files.poll());
    var message = failed.problems().getFirst().getMessage();
    assertTrue(message.endsWith(damage.end()), message);
    assertEquals(UNCHANGED, files.poll());
    assertEquals(List.of("old.test"), serves(files));

    if (Files.isDirectory(pair.certificate())) {
      Files.delete(pair.certificate());
    }
    replace(pair.certificate(), pem(fresh.certificate()));
    replace(pair.key(), pkcs8(fresh.key()));
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("new.test"), serves(files));
  }

  @Test
  void problemIsToldAgainAfterTheOldFilesCameBack() throws Exception {
    var files = open();
    for (int round = 0; round < 2; round++) {
      Files.delete(pair.key());
      assertEquals(UNCHANGED, files.poll());
      assertInstanceOf(Outcome.Failed.class, files.poll());
      Files.writeString(pair.key(), pkcs8(old.key()), US_ASCII);
      assertEquals(UNCHANGED, files.poll());
    }
  }

  @Test
  void removedNameIsNoLongerCovered() throws Exception {
    var both = issue(old.keys(), "leaf", null, false, DAY.negated(), DAY, "old.test", "gone.test");
    replace(pair.certificate(), pem(both.certificate()));
    var files = open();
    assertEquals(List.of("gone.test", "old.test"), serves(files));
    replace(pair.certificate(), pem(old.certificate()));
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("old.test"), serves(files));
  }

  @Test
  void certificateOfTomorrowIsTakenTomorrow() throws Exception {
    var files = open();
    var tomorrow =
        issue(old.keys(), "leaf", null, false, DAY, DAY.multipliedBy(9), "tomorrow.test");
    replace(pair.certificate(), pem(tomorrow.certificate()));
    assertEquals(UNCHANGED, files.poll());
    assertInstanceOf(Outcome.Failed.class, files.poll());
    now = now.plus(DAY).plusSeconds(5);
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(List.of("tomorrow.test"), serves(files));
  }

  @Test
  void clockThatJumpsChangesNothing() throws Exception {
    var files = open();
    for (var days : List.of(3650, -7300, 3650)) {
      now = now.plus(Duration.ofDays(days));
      assertEquals(UNCHANGED, files.poll());
      assertEquals(UNCHANGED, files.poll());
    }
    assertEquals(List.of("old.test"), serves(files));
  }

  @Test
  void brokenPairHoldsNoOtherBack() throws Exception {
    var other = write(folder, "b", selfSigned("RSA 2048", "b.test"));
    var files = CredentialFiles.open(List.of(pair, other), clock);
    Files.delete(pair.key());
    write(folder, "b", fresh);
    assertInstanceOf(Outcome.Changed.class, files.poll());
    assertEquals(
        List.of(List.of("old.test"), List.of("new.test")),
        files.current().stream().map(Credential::names).toList());
    assertInstanceOf(Outcome.Failed.class, files.poll());
  }

  @Test
  void whatDoesNotLoadAtFirstIsRefused() throws Exception {
    Files.delete(pair.key());
    var problem = assertThrows(CredentialException.class, this::open);
    assertEquals(pair.key() + ": no such file (expected: a PEM file)", problem.getMessage());
    assertThrows(IllegalArgumentException.class, () -> CredentialFiles.open(List.of()));
  }

  @Test
  void endIsWarnedOf() throws Exception {
    var credential = open().current().getFirst();
    assertTrue(credential.warning(now).isEmpty());
    var end = credential.notAfter();
    assertEquals(
        "a.pem: ends in 2 days", credential.warning(end.minus(DAY.multipliedBy(2))).orElseThrow());
    assertEquals(
        "a.pem: ended " + end + " and is still served",
        credential.warning(end.plusSeconds(1)).orElseThrow());
  }
}
