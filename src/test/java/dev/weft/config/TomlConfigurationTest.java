package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.config.Configuration.AccessLog;
import dev.weft.config.Configuration.Budget;
import dev.weft.config.Configuration.CertificateFiles;
import dev.weft.config.Configuration.OriginFrame;
import dev.weft.config.SiteSettings.HeaderRule;
import dev.weft.config.SiteSettings.PriorityRule;
import dev.weft.config.TomlConfiguration.Result;
import dev.weft.origin.Authority;
import dev.weft.origin.Origin;
import dev.weft.priority.Advice;
import dev.weft.priority.Scheduling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TomlConfigurationTest {
  @TempDir Path folder;

  @BeforeEach
  void aFolderToServe() throws IOException {
    Files.createDirectories(folder.resolve("www"));
    Files.createDirectories(folder.resolve("img"));
  }

  @Test
  void nothingMeansEveryDefault() throws IOException {
    assertEquals(
        Configuration.defaults(
            folder.resolve("certs"), List.of(SiteSettings.of(folder.resolve("public")))),
        loaded("").configuration());
  }

  @Test
  void everyKeyIsHeard() throws IOException {
    Files.writeString(folder.resolve("secret"), "open sesame\nnot this\n");
    Files.writeString(folder.resolve("token"), "0123456789abcdef\n");
    var configuration =
        loaded(
                """
                [listen]
                bind = ["::1", "LOCALHOST"]
                port = 0
                http-port = 8080
                [tls]
                directory = "made"
                hsts-max-age = "365 d"
                hsts-subdomains = true
                [[tls.certificate]]
                file = "a.pem"
                [[tls.certificate]]
                file = "/b.pem"
                key = "keys/../b.key"
                password-file = "secret"
                [http2]
                max-concurrent-streams = 1
                scheduler = "round-robin"
                send-no-rfc7540-priorities = true
                origin-frame = ["https://A.test"]
                [http2.budgets]
                priority = { burst = 2, per-second = 3 }
                reset.burst = 4
                [http2.budgets.control]
                per-second = 5
                [limits]
                connections = 6
                connections-per-address = 7
                idle-timeout = "1 min"
                drain-timeout = 0
                request-header-bytes = "16 KiB"
                [store]
                memory = "1 GiB"
                small-file = 9
                compress = false
                cache = "kept"
                cache-size = 10
                [access-log]
                file = "log/access.log"
                format = "json"
                [status]
                enabled = false
                authority = "Status.test:8443"
                token-file = "token"
                open-health = true
                [[site]]
                authorities = ["A.test", "[::1]:8443"]
                coalesce = false
                root = "www"
                index = ["index.htm", "index.html"]
                clean-urls = true
                listing = true
                spa = "app/index.html"
                not-found-page = "e/404.html"
                error-page = "e/50x.html"
                beacon = true
                flatten = "inline"
                fingerprint = true
                [[site.priority]]
                match = "*.js"
                type = "text/JavaScript"
                destination = ["script", "worker"]
                urgency = 0
                incremental = true
                override = true
                [[site.priority]]
                type = "image/*"
                urgency = 7
                [[site.priority]]
                destination = "image"
                incremental = false
                [site.dictionaries]
                previous = true
                file = "d/words.txt"
                match = "/app/*"
                memory = "1 MiB"
                [[site]]
                authorities = "b.test"
                root = "img"
                """)
            .configuration();
    assertEquals(
        new Configuration(
            new Configuration.Listen(List.of("::1", "localhost"), 0, Optional.of(8080)),
            new Configuration.Tls(
                folder.resolve("made"),
                List.of(
                    new CertificateFiles(
                        folder.resolve("a.pem"), folder.resolve("a.pem"), Optional.empty()),
                    new CertificateFiles(
                        Path.of("/b.pem"), folder.resolve("b.key"), Optional.of("open sesame"))),
                31_536_000,
                true),
            new Configuration.Http2(
                1,
                new Configuration.Budgets(new Budget(2, 3), new Budget(4, 100), new Budget(100, 5)),
                Scheduling.ROUND_ROBIN,
                true,
                new OriginFrame(true, Optional.of(List.of(Origin.parse("https://a.test"))))),
            new Configuration.Limits(6, 7, 60, 0, 16_384),
            new Configuration.Store(
                Optional.of(1L << 30), 9, false, Optional.of(folder.resolve("kept")), 10),
            Optional.of(
                new AccessLog(
                    Optional.of(folder.resolve("log/access.log")), AccessLog.Format.JSON)),
            new Configuration.Status(
                false,
                Optional.of(Authority.parse("status.test:8443")),
                Optional.of("0123456789abcdef"),
                true),
            List.of(
                new SiteSettings(
                    List.of(Authority.parse("a.test"), Authority.parse("[::1]:8443")),
                    false,
                    folder.resolve("www"),
                    List.of("index.htm", "index.html"),
                    true,
                    true,
                    Optional.of("app/index.html"),
                    "e/404.html",
                    "e/50x.html",
                    true,
                    Flatten.INLINE,
                    true,
                    List.of(),
                    List.of(
                        new PriorityRule(
                            Optional.of(Glob.parse("*.js")),
                            Optional.of(new MediaRange("text/javascript")),
                            List.of("script", "worker"),
                            new Advice(Optional.of(0), Optional.of(true), true)),
                        new PriorityRule(
                            Optional.empty(),
                            Optional.of(new MediaRange("image/*")),
                            List.of(),
                            new Advice(Optional.of(7), Optional.empty(), false)),
                        new PriorityRule(
                            Optional.empty(),
                            Optional.empty(),
                            List.of("image"),
                            new Advice(Optional.empty(), Optional.of(false), false))),
                    Optional.of(
                        new DictionarySettings(
                            true, Optional.of("d/words.txt"), "/app/*", 1 << 20))),
                SiteSettings.of(folder.resolve("img"))
                    .withAuthorities(List.of(Authority.parse("b.test"))))),
        configuration);
  }

  @Test
  void rulesCountInTheOrderOfTheFile() throws IOException {
    var site =
        loaded(
                """
                [[site]]
                root = "www"
                [[site.cache]]
                match = "*.js"
                control = "max-age=60"
                [[site.headers]]
                match = "/a/**"
                set = { B = "1", A = "", "Cache-Control" = "no-store" }
                [[site.cache]]
                match = "*.css"
                control = "no-cache"
                """)
            .configuration()
            .sites()
            .getFirst();
    assertEquals(
        List.of(
            HeaderRule.cacheControl(Glob.parse("*.js"), "max-age=60"),
            new HeaderRule(
                Glob.parse("/a/**"), Map.of("B", "1", "A", "", "Cache-Control", "no-store")),
            HeaderRule.cacheControl(Glob.parse("*.css"), "no-cache")),
        site.rules());
    assertEquals(
        List.of("B", "A", "Cache-Control"), List.copyOf(site.rules().get(1).set().keySet()));
  }

  @Test
  void dashIsStandardOutputAndFalseIsNoCache() throws IOException {
    var configuration =
        loaded("[access-log]\nfile = \"-\"\n[store]\ncache = false").configuration();
    assertEquals(
        Optional.of(new AccessLog(Optional.empty(), AccessLog.Format.COMBINED)),
        configuration.accessLog());
    assertEquals(Optional.empty(), configuration.store().cache());
    assertEquals(
        CacheFolder.ofUser(), loaded("[store]\ncache = true").configuration().store().cache());
  }

  @Test
  void passwordIsNotShown() throws IOException {
    Files.writeString(folder.resolve("secret"), "open sesame");
    var configuration =
        loaded("[[tls.certificate]]\nfile = \"a\"\npassword-file = \"secret\"").configuration();
    assertFalse(configuration.toString().contains("sesame"));
  }

  @Test
  void windowsEditorsMayWriteTheFile() throws IOException {
    assertEquals(
        1, loaded("\uFEFF[listen]\r\nport = 1\r\n# end\r\n").configuration().listen().port());
  }

  @Test
  void everyKeyHasAPlace() throws IOException {
    var places =
        loaded(
                """
                [listen]
                bind = ["::1",
                  "127.0.0.1"]
                [[site]]
                root = "www"
                [[site]]
                authorities = "a.test"
                root = "www"
                  [[site.cache]]
                  match = "*"
                  control = ""
                """)
            .places();
    assertEquals("3:3: x", place(places, "listen.bind[1]"));
    assertEquals("4:1: x", place(places, "site[0]"));
    assertEquals("7:1: x", place(places, "site[1].authorities[0]"));
    assertEquals("10:3: x", place(places, "site[1].cache[0].match"));
    assertEquals("4:1: x", place(places, "site[0].spa"));
    assertEquals(" x", place(places, "store.cache"));
    assertTrue(places.has("site[1].cache[0].control"));
    assertFalse(places.has("site[0].cache"));
  }

  private String place(Places places, String key) {
    return places.problem(key, "x").toString().replace(folder.resolve("weft.toml") + ":", "");
  }

  @Test
  void allMistakesAreToldInTheOrderOfTheFile() throws IOException {
    assertEquals(
        """
        weft.toml:1:1: unknown key: lisen (did you mean: listen?)
        weft.toml:3:1: port: 70000 (expected: 0..65535)
        weft.toml:5:1: root: missing (expected: a path)
        weft.toml:6:1: listing: 1 (expected: true or false)\
        """,
        problems(
            """
            lisen = 1
            [listen]
            port = 70000

            [[site]]
            listing = 1
            """));
  }

  @Test
  void whatIsNoTextIsToldWithItsPlace() throws IOException {
    Files.write(folder.resolve("weft.toml"), "a\n# \u00e9".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("weft.toml:2:3: not UTF-8 (expected: UTF-8)", problems());
  }

  @Test
  void whatIsTooLongIsNotRead() throws IOException {
    Files.writeString(folder.resolve("weft.toml"), "#".repeat((1 << 20) + 1));
    assertEquals("weft.toml: too long (expected: at most 1048576 bytes)", problems());
  }

  @Test
  void whatIsNotThereIsToldInOneLine() throws IOException {
    assertEquals("weft.toml: no such file (expected: a configuration in TOML)", problems());
  }

  @Test
  void folderIsAFailureThatSaysSo() throws IOException {
    Files.createDirectory(folder.resolve("weft.toml"));
    var e = assertThrows(IOException.class, this::problems);
    assertEquals(
        folder.resolve("weft.toml") + ": Is a directory (expected: a file)", e.getMessage());
  }

  @Test
  void depthHasAnEnd() throws IOException {
    assertEquals(
        "weft.toml: nested too deeply (expected: arrays in arrays, a few)",
        problems("a = " + "[".repeat(100_000)));
  }

  private Result.Loaded loaded(String text) throws IOException {
    Files.writeString(folder.resolve("weft.toml"), text);
    return assertInstanceOf(Result.Loaded.class, read());
  }

  private String problems(String text) throws IOException {
    Files.writeString(folder.resolve("weft.toml"), text);
    return problems();
  }

  private String problems() throws IOException {
    return assertInstanceOf(Result.Rejected.class, read()).problems().stream()
        .map(problem -> problem.toString().replace(folder + "/", ""))
        .collect(Collectors.joining("\n"));
  }

  private Result read() throws IOException {
    return TomlConfiguration.read(folder.resolve("weft.toml"), folder.resolve("certs"));
  }
}
