package dev.weft.server;

import java.util.List;

/**
 * A path as it is sent, ISO-8859-1, and what it gets.
 *
 * <p>What {@code %2e} and the like mean must not depend on who decodes them, and how often: all
 * that could be read in two ways is refused.
 */
record Probe(String path, Expected expected) {
  /** What a GET of a path comes to. */
  sealed interface Expected {
    /** 400, 414 or 431; in HTTP/2 perhaps a reset. */
    record Refused() implements Expected {}

    record Missing() implements Expected {}

    record Found(String body) implements Expected {}

    record Moved(String location) implements Expected {}
  }

  static final List<Probe> ALL =
      List.of(
          // Dot segments.
          refused("/../secret.txt"),
          refused("/../../../../etc/passwd"),
          refused("/dir/../../secret.txt"),
          refused("/./index.html"),
          refused("/dir/./../index.html"),
          refused("/dir/../index.html"),
          refused("/.."),
          refused("/."),
          refused("/dir/.."),
          refused("/dir/../"),
          refused("/dir/."),
          refused("/../../proc/self/environ"),
          missing("/..."),
          missing("/..../"),
          missing("/.../secret.txt"),
          // The same, encoded.
          refused("/%2e%2e/secret.txt"),
          refused("/%2E%2E/secret.txt"),
          refused("/.%2e/secret.txt"),
          refused("/.%2E/secret.txt"),
          refused("/%2e./secret.txt"),
          refused("/%2e/index.html"),
          refused("/dir/%2e%2e/%2e%2e/secret.txt"),
          refused("/..%2fsecret.txt"),
          refused("/..%2Fsecret.txt"),
          refused("/%2e%2e%2fsecret.txt"),
          refused("/dir%2f..%2f..%2fsecret.txt"),
          refused("/dir/bar%2F..%2Findex.html"),
          refused("/%2f"),
          refused("/%2F"),
          refused("/%2f../x"),
          refused("/dir%2findex.html"),
          // Backslashes.
          refused("/..\\secret.txt"),
          refused("/dir\\..\\..\\secret.txt"),
          refused("/dir\\index.html"),
          refused("/..%5csecret.txt"),
          refused("/..%5Csecret.txt"),
          refused("/%5c..%5csecret.txt"),
          refused("/%2e%2e%5csecret.txt"),
          // Decoded more often than once, by other rules, or not at all.
          missing("/%252e%252e/secret.txt"),
          missing("/%252e%252e%252fsecret.txt"),
          missing("/%25%32%65"),
          refused("/%%32%65%%32%65/secret.txt"),
          refused("/%u002e%u002e/secret.txt"),
          refused("/%u002f"),
          refused("/%U002e"),
          refused("/f%u006fo"),
          refused("/%u0000"),
          refused("/%"),
          refused("/%2"),
          refused("/%XX"),
          refused("/%2/F/"),
          refused("/%zz%2e"),
          refused("/%-1"),
          // Overlong UTF-8, and characters that look like others.
          refused("/%c0%ae%c0%ae/secret.txt"),
          refused("/%C0%AE%C0%AE/secret.txt"),
          refused("/..%c0%af..%c0%afsecret.txt"),
          refused("/%e0%80%ae"),
          refused("/%f0%80%80%ae"),
          refused("/%c1%1c"),
          refused("/%uff0e%uff0e/"),
          refused("/\u00ef\u00bc\u008e\u00ef\u00bc\u008e/secret.txt"), // U+FF0E twice
          refused("/\u00e2\u0080\u00a5/secret.txt"), // U+2025
          missing("/%ef%bc%8e%ef%bc%8e/secret.txt"),
          missing("/%e2%80%a5/secret.txt"),
          missing("/%e2%88%95etc"),
          missing("/%ef%bc%8f"),
          missing("/e%CC%81.txt"),
          found("/%C3%A9.txt", "accent"),
          found("/%c3%a9.txt", "accent"),
          refused("/\u00c3\u00a9.txt"),
          refused("/%E9.txt"),
          refused("/%ed%a0%80"), // a surrogate
          refused("/%80"),
          // Controls, and spaces.
          refused("/index.html%00"),
          refused("/index.html%00.png"),
          refused("/.%00/secret.txt"),
          refused("/a%0d%0aX:1"),
          refused("/a%0a"),
          refused("/%09index.html"),
          refused("/%7f"),
          refused("/%1b[2J"),
          missing("/index.html%20"),
          missing("/index.html."),
          found("/a%20b.txt", "space"),
          missing("/a+b.txt"),
          refused("/a b.txt"),
          refused("/\tindex.html"),
          refused("/index.html\0"),
          refused("/\0"),
          refused("/\u007f"),
          refused("/\u0080"),
          refused("/\u00ff"),
          // Parameters.
          refused("/public;/../secret.txt"),
          refused("/public;/../x"),
          refused("/..;/secret.txt"),
          refused("/..;a=b/secret.txt"),
          refused("/.;/index.html"),
          refused("/dir/..;/..;/secret.txt"),
          refused("/%2e%2e;/x"),
          refused("/;/index.html"),
          refused("/index.html;jsessionid=1"),
          refused("/dir;x/index.html"),
          refused("/%3b/.."),
          refused("/dir/%2f/..;/"),
          refused("/;?n=v"),
          // Slashes, and other forms of a target.
          refused("//index.html"),
          refused("///etc/passwd"),
          refused("//host/index.html"),
          refused("/dir//../index.html"),
          refused("/dir//index.html"),
          refused("//"),
          moved("/dir", "/dir/"),
          moved("/dir?a=//evil.example/", "/dir/?a=//evil.example/"),
          moved("/index.html/", "/index.html"),
          missing("/index.html/x"),
          refused(""),
          refused("*"),
          refused("index.html"),
          refused("http://other.example/"),
          refused("https://u:p@localhost/x"),
          refused("localhost:443"),
          refused("/#frag"),
          refused("/index.html#frag"),
          found("/?/../../secret.txt", "root"),
          found("/index.html?../../secret.txt", "root"),
          refused("//evil.example/.."),
          refused("/\\evil.example"),
          refused("//evil.example/%2e%2e"),
          refused("/%2f%2fevil.example"),
          // Hidden, and what others hide.
          missing("/.git/config"),
          missing("/.git/"),
          missing("/.GIT/config"),
          missing("/%2egit/config"),
          missing("/.env"),
          missing("/%2Eenv"),
          missing("/..secret"),
          missing("/%2e%2esecret"),
          found("/.well-known/x", "known"),
          missing("/.well-known/.hidden"),
          missing("/.WELL-KNOWN/x"),
          missing("/dir/.well-known/x"),
          missing("/WEB-INF/web.xml"),
          missing("/%57EB-INF/"),
          missing("/META-INF/MANIFEST.MF"),
          missing("/concat?/%2557EB-INF/"),
          missing("/index.html~"),
          missing("/index.html.swp"),
          missing("/index.html.bak"),
          missing("/index.html.gz"),
          missing("/INDEX.HTML"),
          missing("/Dir/"),
          missing("/site-secret/x"),
          missing("/secret.txt"),
          // What is no plain file.
          found("/in.txt", "root"),
          found("/in/", "dir"),
          missing("/out.txt"),
          missing("/out/"),
          missing("/out/x"),
          missing("/absolute.txt"),
          missing("/through.txt"),
          missing("/nowhere.txt"),
          missing("/linked/"),
          missing("/linked/index.html"),
          missing("/loop.txt"),
          missing("/endless/endless/index.html"),
          missing("/fifo"),
          missing("/socket"),
          missing("/zero"),
          missing("/dir/bar/"),
          missing("/" + "n".repeat(300)),
          refused("/" + "n".repeat(8000)),
          refused("/a".repeat(5000)),
          missing("/a".repeat(1000)),
          // Names that mean something to Windows.
          missing("/CON"),
          missing("/nul.txt"),
          missing("/aux"),
          missing("/index.html::$DATA"),
          missing("/dir:$i30:$INDEX_ALLOCATION"),
          missing("/PROGRA~1"),
          refused("C:/x"),
          missing("/C:/"),
          refused("//?/C:/"),
          missing("/index.html..."),
          missing("/index.html%20%20"));

  private static Probe refused(String path) {
    return new Probe(path, new Expected.Refused());
  }

  private static Probe missing(String path) {
    return new Probe(path, new Expected.Missing());
  }

  private static Probe found(String path, String body) {
    return new Probe(path, new Expected.Found(body));
  }

  private static Probe moved(String path, String location) {
    return new Probe(path, new Expected.Moved(location));
  }

  /** Printable, and not too long for a report. */
  @Override
  public String toString() {
    String shown = path.length() > 60 ? path.substring(0, 60) + "...(" + path.length() + ")" : path;
    return shown.replaceAll("[^!-~]", "?");
  }
}
