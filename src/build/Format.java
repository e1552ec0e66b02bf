import com.google.googlejavaformat.java.GoogleJavaFormatToolProvider;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks or writes the form of every Java source, with google-java-format.
 *
 * <p>A program of its own because Maven may run on an older JDK than the formatter needs: the build
 * starts this file on the JDK of the toolchain. Arguments: {@code check} or {@code write}, then the
 * stamp file. Sources older than the stamp were in form last time and are not read again.
 */
final class Format {
  public static void main(String[] args) throws IOException {
    var write = args[0].equals("write");
    var stamp = Path.of(args[1]);
    var since = Files.exists(stamp) ? Files.getLastModifiedTime(stamp).toMillis() : 0;
    var now = System.currentTimeMillis();
    var sources = new ArrayList<String>();
    try (var files = Files.walk(Path.of("src"))) {
      for (var file :
          (Iterable<Path>) files.filter(f -> f.toString().endsWith(".java"))::iterator) {
        if (Files.getLastModifiedTime(file).toMillis() >= since) {
          sources.add(file.toString());
        }
      }
    }
    if (!sources.isEmpty()) {
      sources.addAll(
          0, write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
      var out = new PrintWriter(System.err, true);
      var exit = new GoogleJavaFormatToolProvider().run(out, out, sources.toArray(String[]::new));
      out.flush();
      if (exit != 0) {
        System.err.println(
            "not in form (mvn -q process-sources -Dweft.format=write puts them in form)");
        System.exit(1);
      }
    }
    Files.createDirectories(stamp.getParent());
    Files.writeString(stamp, "");
    Files.setLastModifiedTime(stamp, FileTime.fromMillis(now));
  }
}
