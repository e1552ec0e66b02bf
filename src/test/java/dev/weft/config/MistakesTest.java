package dev.weft.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.weft.config.TomlConfiguration.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each mistake is told once, in one line that says where it is, what is there, what was expected.
 */
class MistakesTest {
  @TempDir Path folder;

  /** A file, and the lines about it without the name of the file. */
  record Mistake(String text, List<String> told) {
    Mistake(String text, String... told) {
      this(text, List.of(told));
    }
  }

  private static final String SITE = "[[site]]\nroot = 'www'\n";

  static final List<Mistake> SYNTAX =
      List.of(
          new Mistake("port = ", "1:8: unexpected end of input (expected: a value)"),
          new Mistake("[listen\nport = 1", "1:8: unexpected end of line (expected: ])"),
          new Mistake("= 3", "1:1: unexpected '=' (expected: a key or a [table])"),
          new Mistake("a = 1 b = 2", "1:7: unexpected 'b' (expected: the end of the line)"),
          new Mistake(
              "[listen]\nbind = [1",
              "2:10: unexpected end of input (expected: ], a comma, or a newline)"),
          new Mistake(
              "[listen]\nport = 1\n[listen]\nport = 2",
              "3:1: listen previously defined at line 1, column 1",
              "4:1: port previously defined at line 2, column 1"),
          new Mistake("a = \"C:\\users\"", "1:8: invalid unicode escape sequence"),
          new Mistake("\"\\uD800\" = 1", "1:2: invalid unicode escape sequence"),
          new Mistake("a = 99999999999999999999", "1:5: integer is too large"),
          new Mistake(
              "[site]\nroot = 'www'\n[[site]]",
              "3:1: site is not an array (previously defined at line 1, column 1)"));

  static final List<Mistake> KEYS =
      List.of(
          new Mistake(
              "prot = 1",
              "1:1: unknown key: prot"
                  + " (expected: access-log, http2, limits, listen, site, status, store, tls)"),
          new Mistake("[listen]\nprot = 1", "2:1: unknown key: prot (did you mean: port?)"),
          new Mistake("[listen]\nPort = 1", "2:1: unknown key: Port (did you mean: port?)"),
          new Mistake(
              "[listen]\nhttp_port = 1", "2:1: unknown key: http_port (did you mean: http-port?)"),
          new Mistake(
              "[listen]\ncolour = 1", "2:1: unknown key: colour (expected: bind, http-port, port)"),
          new Mistake("[acces-log]", "1:1: unknown key: acces-log (did you mean: access-log?)"),
          new Mistake("[[sites]]\nroot = 'www'", "1:1: unknown key: sites (did you mean: site?)"),
          new Mistake(
              "[http2.budgets]\nping = { burst = 1 }",
              "2:1: unknown key: ping (expected: control, priority, reset)"),
          new Mistake(
              "[http2.budgets]\nreset = { burst = 1, rate = 1 }",
              "2:22: unknown key: rate (expected: burst, per-second)"),
          new Mistake(
              SITE + "[[site.header]]", "3:1: unknown key: header (did you mean: headers?)"),
          new Mistake(
              "\"a\\nb\" = 1",
              "1:1: unknown key: a?b"
                  + " (expected: access-log, http2, limits, listen, site, status, store, tls)"),
          new Mistake(
              SITE + "[[site.cache]]",
              "3:1: match: missing (expected: a glob such as \"*.html\")",
              "3:1: control: missing (expected: a string such as \"no-cache\")"),
          new Mistake(
              SITE + "[[site.headers]]\nmatch = '*'",
              "3:1: set: missing (expected: a table of strings)"),
          new Mistake(
              SITE + "[site.dictionaries]",
              "3:1: dictionaries: none (expected: previous = true, or a file)"),
          new Mistake(
              SITE + "[site.dictionaries]\nfile = '../w'",
              "4:1: file: \"../w\" (expected: a file below the root, with slashes, without . or"
                  + " ..)"),
          new Mistake(
              SITE + "[site.dictionaries]\nprevious = true\nmatch = '/:x'",
              "5:1: match: \"/:x\" (expected: a path in which * stands for anything, such as"
                  + " \"/app/*\", of letters, digits and /-._~!$&',;=@)"),
          new Mistake("[[tls.certificate]]\nkey = 'a'", "1:1: file: missing (expected: a path)"),
          new Mistake("[[site]]", "1:1: root: missing (expected: a path)"));

  static final List<Mistake> TYPES =
      List.of(
          new Mistake("listen = 1", "1:1: listen: 1 (expected: a table [listen])"),
          new Mistake("[[listen]]", "1:1: listen: an array (expected: a table [listen])"),
          new Mistake("[site]\nroot = 'www'", "1:1: site: a table (expected: tables [[site]])"),
          new Mistake("site = [1]", "1:9: site: 1 (expected: tables [[site]])"),
          new Mistake(
              "[tls.certificate]",
              "1:1: certificate: a table (expected: tables [[tls.certificate]])"),
          new Mistake("[listen]\nport = \"x\"", "2:1: port: \"x\" (expected: an integer 0..65535)"),
          new Mistake("[listen]\nport = 84.43", "2:1: port: 84.43 (expected: an integer 0..65535)"),
          new Mistake("[listen]\nport = true", "2:1: port: true (expected: an integer 0..65535)"),
          new Mistake(
              "[listen]\nport = [1]", "2:1: port: an array (expected: an integer 0..65535)"),
          new Mistake(
              "[listen]\nport = 2026-01-01",
              "2:1: port: 2026-01-01 (expected: an integer 0..65535)"),
          new Mistake(
              "[listen]\nbind = [\"::1\", 3]",
              "2:16: bind: 3 (expected: an address or a host name)"),
          new Mistake("[listen.bind]", "1:1: bind: a table (expected: an address or a host name)"),
          new Mistake(
              "[store]\ncompress = 'yes'", "2:1: compress: \"yes\" (expected: true or false)"),
          new Mistake(
              "[store]\ncache = 3", "2:1: cache: 3 (expected: a folder, or false for none)"),
          new Mistake(
              "[store]\nmemory = '1 GB'",
              "2:1: memory: \"1 GB\" (expected: bytes or a string such as \"64 KiB\")"),
          new Mistake(
              "[limits]\nidle-timeout = '1 fortnight'",
              "2:1: idle-timeout: \"1 fortnight\""
                  + " (expected: seconds or a string such as \"5 min\", 1 s..1 h)"),
          new Mistake(
              "[access-log]\nformat = 'JSON'",
              "2:1: format: \"JSON\" (expected: \"combined\" or \"json\")"),
          new Mistake(
              SITE + "[[site.headers]]\nmatch = '*'\nset = { A = 1 }",
              "5:9: A: 1 (expected: a string)"),
          new Mistake(
              SITE + "[[site.headers]]\nmatch = '*'\nset = 'A: 1'",
              "5:1: set: \"A: 1\" (expected: a table of strings)"),
          new Mistake(
              SITE + "[[site.headers]]\nmatch = '*'\nset = { a.b = 'c' }",
              "5:9: a: a table (expected: a string)"));

  static final List<Mistake> VALUES =
      List.of(
          new Mistake("[listen]\nport = 70000", "2:1: port: 70000 (expected: 0..65535)"),
          new Mistake("[listen]\nhttp-port = -1", "2:1: http-port: -1 (expected: 0..65535)"),
          new Mistake("[listen]\nbind = []", "1:1: bind: nothing (expected: at least one address)"),
          new Mistake(
              "[listen]\nbind = '127.0.0.1:80'",
              "2:1: bind: \"127.0.0.1:80\" (expected: an address or a host name)"),
          new Mistake(
              "[http2]\nmax-concurrent-streams = 0",
              "2:1: max-concurrent-streams: 0 (expected: 1..10000)"),
          new Mistake("[http2.budgets.reset]\nburst = 0", "2:1: burst: 0 (expected: 1..1000000)"),
          new Mistake(
              "[limits]\nidle-timeout = '2 h'",
              "2:1: idle-timeout: \"2 h\""
                  + " (expected: seconds or a string such as \"5 min\", 1 s..1 h)"),
          new Mistake(
              "[limits]\nrequest-header-bytes = 10",
              "2:1: request-header-bytes: 10"
                  + " (expected: bytes or a string such as \"64 KiB\", 1 KiB..64 KiB)"),
          new Mistake(
              "[store]\nmemory = -1",
              "2:1: memory: -1" + " (expected: bytes or a string such as \"64 KiB\")"),
          new Mistake(
              "[store]\nmemory = '99999999999 GiB'",
              "2:1: memory: \"99999999999 GiB\""
                  + " (expected: bytes or a string such as \"64 KiB\")"),
          new Mistake(
              "[tls]\nhsts-max-age = '3651 d'",
              "2:1: hsts-max-age: \"3651 d\""
                  + " (expected: seconds or a string such as \"5 min\", 0 s..3650 d)"),
          new Mistake("[tls]\ndirectory = ''", "2:1: directory: \"\" (expected: a path)"),
          new Mistake(
              "[tls]\ndirectory = \"a\\u0000b\"", "2:1: directory: \"a?b\" (expected: a path)"),
          new Mistake(
              "[[tls.certificate]]\nfile = 'a'\npassword-file = 'nope'",
              "3:1: password-file: DIR/nope (expected: a file that can be read)"));

  static final List<Mistake> STATUS =
      List.of(
          new Mistake(
              "[status]\nenabled = 'yes'", "2:1: enabled: \"yes\" (expected: true or false)"),
          new Mistake(
              "[status]\nauthority = 'https://a.test/'",
              "2:1: authority: \"https://a.test/\" (expected: host or host:port)"),
          new Mistake(
              "[status]\nauthority = 'a_b.test'",
              "2:1: authorities: a_b.test (expected: letters, digits and hyphens between them)"),
          new Mistake(
              "[status]\ntoken = '0123456789abcdef'",
              "2:1: unknown key: token (expected: authority, enabled, open-health, token-file)"),
          new Mistake(
              "[status]\ntoken-file = 'nope'",
              "2:1: token-file: DIR/nope (expected: a file that can be read)"),
          new Mistake(
              "[status]\ntoken-file = 'short.token'",
              "2:1: token-file: DIR/short.token: 5 characters (expected: at least 16, of ASCII,"
                  + " none of them a space)"));

  static final List<Mistake> SITES =
      List.of(
          new Mistake(
              "[[site]]\nroot = 'nope'", "2:1: root: DIR/nope is missing (expected: a folder)"),
          new Mistake(
              "[[site]]\nroot = 'weft.toml'",
              "2:1: root: DIR/weft.toml is a file (expected: a folder)"),
          new Mistake(
              SITE + "authorities = 'a b'",
              "3:1: authorities: \"a b\" (expected: host or host:port)"),
          new Mistake(
              SITE + "authorities = ['a.test', 'https://a.test/']",
              "3:26: authorities: \"https://a.test/\" (expected: host or host:port)"),
          new Mistake(
              SITE + "authorities = ['me@a.test']",
              "3:16: authorities: \"me@a.test\" (expected: host or host:port)"),
          new Mistake(
              SITE + "authorities = ['*.a.test']",
              "3:16: authorities: \"*.a.test\" (expected: host or host:port)"),
          new Mistake(
              SITE + "authorities = ['a.test', 'a_b.test']",
              "3:26: authorities: a_b.test (expected: letters, digits and hyphens between them)"),
          new Mistake(
              SITE + "authorities = 'a.-b.test'",
              "3:1: authorities: a.-b.test (expected: letters, digits and hyphens between them)"),
          new Mistake(
              SITE + "authorities = ['a.test', 'A.TEST.']",
              "3:26: authorities: a.test (expected: in one site alone)"),
          new Mistake(
              SITE + "authorities = 'a.test:1'\n" + SITE + "authorities = 'a.test:1'",
              "6:1: authorities: a.test:1 (expected: in one site alone)"),
          new Mistake(SITE + SITE, "3:1: authorities: missing (expected: from all sites but one)"),
          new Mistake(
              SITE + "index = []", "1:1: index: nothing (expected: at least one file name)"),
          new Mistake(SITE + "index = 'a/b'", "3:1: index: \"a/b\" (expected: a file name)"),
          new Mistake(
              SITE + "spa = '/index.html'",
              "3:1: spa: \"/index.html\" (expected: " + SiteSettings.BELOW + ")"),
          new Mistake(
              SITE + "spa = 'a/../../b'",
              "3:1: spa: \"a/../../b\" (expected: " + SiteSettings.BELOW + ")"),
          new Mistake(
              SITE + "error-page = ''",
              "3:1: error-page: \"\" (expected: " + SiteSettings.BELOW + ")"),
          new Mistake(
              SITE + "not-found-page = '.git/x'",
              "3:1: not-found-page: \".git/x\" (expected: " + SiteSettings.BELOW + ")"),
          new Mistake(
              SITE + "fingerprint = true\nflatten = 'header'",
              "1:1: fingerprint: true with flatten = \"header\""
                  + " (expected: flatten = \"after-paint\", \"inline\" or \"off\")"));

  static final List<Mistake> RULES =
      List.of(
          cache("match = 'a{b'\ncontrol = 'x'", "4:1: glob: a{b (expected: a } that closes the {)"),
          cache(
              "match = '[a]'\ncontrol = 'x'",
              "4:1: glob: [a] (expected: \\[ for the character, {a,b} for a choice)"),
          cache(
              "match = '*'\ncontrol = \"a\\nb\"",
              "5:1: Cache-Control: a?b (expected: ASCII text without spaces around it)"),
          headers("'x y' = '1'", "5:9: header: x y (expected: letters, digits, - and _)"),
          headers("'' = '1'", "5:9: header:  (expected: letters, digits, - and _)"),
          headers("'x:' = '1'", "5:9: header: x: (expected: letters, digits, - and _)"),
          headers(
              "X = \"a\\r\\nY: b\"",
              "5:9: X: a??Y: b (expected: ASCII text without spaces around it)"),
          headers("X = ' a'", "5:9: X:  a (expected: ASCII text without spaces around it)"),
          headers("X = '\u00e9'", "5:9: X: ? (expected: ASCII text without spaces around it)"),
          headers(
              "content-length = '1'",
              "5:9: header: content-length (expected: one that the server does not make itself)"),
          headers(
              "priority = 'u=8'",
              "5:9: priority: u=8 (expected: u=0 to u=7, i or both, such as \"u=1, i\")"),
          headers("", "3:1: set: nothing (expected: at least one header)"));

  static final List<Mistake> PRIORITIES =
      List.of(
          priority("", "3:1: priority: for everything (expected: match, type or destination)"),
          priority(
              "urgency = 1",
              "3:1: priority: for everything (expected: match, type or destination)"),
          priority(
              "match = '*'\noverride = true",
              "3:1: priority: says nothing (expected: urgency or incremental)"),
          priority(
              "destination = []\nurgency = 1",
              "3:1: priority: for everything (expected: match, type or destination)"),
          priority("match = '*'\nurgency = 8", "5:1: urgency: 8 (expected: 0..7)"),
          priority("match = '*'\nurgency = '1'", "5:1: urgency: \"1\" (expected: an integer 0..7)"),
          priority("match = '*'\nincremental = 1", "5:1: incremental: 1 (expected: true or false)"),
          priority(
              "match = '*'\nurgency = 1\noverride = 1",
              "6:1: override: 1 (expected: true or false)"),
          priority(
              "type = 'image'\nurgency = 1",
              "4:1: type: image (expected: a media type such as image/*)"),
          priority(
              "type = '*/*'\nurgency = 1",
              "4:1: type: */* (expected: a media type such as image/*)"),
          priority(
              "type = 'text/css; charset=utf-8'\nurgency = 1",
              "4:1: type: text/css; charset=utf-8 (expected: a media type such as image/*)"),
          priority(
              "type = 3\nurgency = 1", "4:1: type: 3 (expected: a media type such as \"image/*\")"),
          priority(
              "destination = ['image', 'imge']\nurgency = 1",
              "4:25: destination: \"imge\" (expected: a value of Sec-Fetch-Dest such as"
                  + " \"image\")"),
          priority(
              "match = '['\nurgency = 1",
              "4:1: glob: [ (expected: \\[ for the character, {a,b} for a choice)"),
          priority(
              "match = '*'\nurgncy = 1",
              "3:1: priority: says nothing (expected: urgency or incremental)",
              "5:1: unknown key: urgncy (did you mean: urgency?)"),
          new Mistake(
              "[http2]\nscheduler = 'round_robin'",
              "2:1: scheduler: \"round_robin\""
                  + " (expected: \"priority\" or \"round-robin\" or \"fifo\")"),
          new Mistake(
              "[http2]\nsend-no-rfc7540-priorities = 1",
              "2:1: send-no-rfc7540-priorities: 1 (expected: true or false)"));

  private static Mistake priority(String text, String... told) {
    return new Mistake(SITE + "[[site.priority]]\n" + text, told);
  }

  private static Mistake cache(String text, String told) {
    return new Mistake(SITE + "[[site.cache]]\n" + text, told);
  }

  private static Mistake headers(String set, String told) {
    return new Mistake(SITE + "[[site.headers]]\nmatch = '*'\nset = { " + set + " }", told);
  }

  static Stream<Mistake> mistakes() {
    return Stream.of(SYNTAX, KEYS, TYPES, VALUES, STATUS, SITES, RULES, PRIORITIES)
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void mistakeIsToldOnceInOneLine(Mistake mistake) throws IOException {
    Files.createDirectory(folder.resolve("www"));
    Files.writeString(folder.resolve("short.token"), "12345");
    var file = folder.resolve("weft.toml");
    Files.writeString(file, mistake.text());
    var result = TomlConfiguration.read(file, folder.resolve("certs"));
    var lines =
        assertInstanceOf(Result.Rejected.class, result).problems().stream()
            .map(problem -> problem.toString().replace(file + ":", "").replace("" + folder, "DIR"))
            .toList();
    assertEquals(mistake.told(), lines);
  }
}
