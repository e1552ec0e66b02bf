package dev.weft.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The conformance suite of RFC 9113's frames and RFC 7541's header compression, over TLS. */
final class H2specTest {
  private static final Path ARCHIVE =
      Path.of("target", "h2spec", "2.2.0", "h2spec_linux_amd64.tar.gz");
  private static final int CASES = 145;

  /** All at once takes ten seconds; a server that stops answering makes each case wait. */
  private static final long MINUTES = 5;

  @TempDir Path folder;

  @Test
  void everyCasePasses() throws Exception {
    assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "h2spec is a program for Linux on x86-64");
    run(List.of("tar", "-xzf", ARCHIVE.toAbsolutePath().toString()));
    String page = "<!doctype html><title>Longer than the smallest windows</title>";
    try (TestServer server = TestServer.in(folder).file("site/index.html", page).start()) {
      run(
          List.of(
              "./h2spec",
              "-h",
              "localhost",
              "-p",
              String.valueOf(server.port()),
              "-t",
              "-k",
              "-o",
              "5",
              "-j",
              "report.xml"));
    }
    List<String> passed = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Element test : cases(folder.resolve("report.xml"))) {
      boolean pass = test.getElementsByTagName("*").getLength() == 0;
      (pass ? passed : others)
          .add(
              test.getAttribute("package")
                  + ": "
                  + test.getAttribute("classname")
                  + test.getTextContent());
    }
    assertEquals(List.of(), others);
    assertEquals(CASES, passed.size());
  }

  /** Runs it in the folder; its exit status is in the report as well. */
  private void run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertTrue(process.waitFor(MINUTES, TimeUnit.MINUTES), command + " did not end");
    } finally {
      process.destroyForcibly();
    }
  }

  private static List<Element> cases(Path report) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getElementsByTagName("testcase");
    List<Element> cases = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      cases.add((Element) nodes.item(i));
    }
    return cases;
  }
}
