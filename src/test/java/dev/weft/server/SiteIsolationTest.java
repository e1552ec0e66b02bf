package dev.weft.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.testing.Http1Peer;
import dev.weft.testing.Http2Peer;
import dev.weft.testing.Response;
import dev.weft.testing.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sites share a connection, and never a byte: random requests of several clients at once, several
 * in flight on each connection. A file says whose it is from its first byte to its last.
 */
@Timeout(300)
final class SiteIsolationTest {
  private static final long SEED = Long.getLong("weft.isolation.seed", 9110);
  private static final int REQUESTS = Integer.getInteger("weft.isolation.requests", 10_000);
  private static final int CLIENTS = 8;
  private static final int MOST_ON_A_CONNECTION = 60;
  private static final int MOST_IN_FLIGHT = 8;

  /** In one frame, in several, in more than a window, from disk. */
  private static final List<Integer> LENGTHS = List.of(100, 20_000, 200_000, 1_200_000);

  private static final Answers ANSWERS = new Answers(Answers.TWO_CERTIFICATES, Set.of("one"), true);

  @Test
  void noByteOfAnotherSiteIsSent(@TempDir Path folder) throws Exception {
    TestServer.Preparation sites = ANSWERS.in(folder);
    for (String site : ANSWERS.sites()) {
      for (int length : LENGTHS) {
        sites.file(site + "/" + length, content(site, length));
      }
      sites.file(site + "/of-" + site, site);
    }
    try (TestServer server = sites.start();
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(SEED + i);
        clients.add(threads.submit(() -> ask(server.port(), REQUESTS / CLIENTS, random)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("seed " + SEED + ": " + e.getCause(), e.getCause());
    }
  }

  private static String content(String site, int length) {
    return (site + " ").repeat(1 + length / site.length()).substring(0, length);
  }

  private static @Nullable Void ask(int port, int requests, Random random) throws IOException {
    for (int left = requests; left > 0; ) {
      int here = Math.min(left, 1 + random.nextInt(MOST_ON_A_CONNECTION));
      String serverName = any(Answers.SERVER_NAMES, random);
      if (random.nextBoolean()) {
        askHttp1(port, serverName, here, random);
      } else {
        askHttp2(port, serverName, here, random);
      }
      left -= here;
    }
    return null;
  }

  private static void askHttp1(int port, String serverName, int count, Random random)
      throws IOException {
    try (Http1Peer peer = Http1Peer.connect(port, serverName)) {
      for (int left = count; left > 0; ) {
        List<Question> pipelined = questions(Math.min(left, MOST_IN_FLIGHT), serverName, random);
        StringBuilder text = new StringBuilder();
        pipelined.forEach(question -> text.append(question.ofHttp1()));
        peer.send(text.toString());
        for (Question question : pipelined) {
          question.check(peer.read("GET"));
        }
        left -= pipelined.size();
      }
    }
  }

  private static void askHttp2(int port, String serverName, int count, Random random)
      throws IOException {
    try (Http2Peer peer = Http2Peer.connect(port, serverName, Map.of())) {
      int stream = 1;
      for (int left = count; left > 0; ) {
        Map<Integer, Question> inFlight = new LinkedHashMap<>();
        for (Question question : questions(Math.min(left, MOST_IN_FLIGHT), serverName, random)) {
          peer.headers(stream, true, question.ofHttp2());
          inFlight.put(stream, question);
          stream += 2;
        }
        left -= inFlight.size();
        List<Map.Entry<Integer, Question>> asked = new ArrayList<>(inFlight.entrySet());
        Collections.shuffle(asked, random);
        for (Map.Entry<Integer, Question> each : asked) {
          each.getValue().check(peer.wantResponse(each.getKey()));
        }
      }
    }
  }

  private static List<Question> questions(int most, String serverName, Random random) {
    List<Question> questions = new ArrayList<>();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      questions.add(Question.any(serverName, random));
    }
    return questions;
  }

  private static <T> T any(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /**
   * A request, and what comes of it.
   *
   * @param range as in the field; empty for none
   */
  private record Question(
      String serverName, String authority, String path, String range, int status, String body) {

    static Question any(String serverName, Random random) {
      Answers.Asked asked = SiteIsolationTest.any(Answers.ASKED, random);
      String site = ANSWERS.to(serverName, asked);
      int chance = random.nextInt(1000);
      int length = LENGTHS.get(chance < 600 ? 0 : chance < 975 ? 1 : chance < 995 ? 2 : 3);
      String path = "/" + length;
      String range = "";
      int status = 200;
      String body = site == null ? "" : content(site, length);
      if (site == null) {
        status = 421;
      } else if (random.nextInt(8) == 0) {
        String owner = SiteIsolationTest.any(List.copyOf(ANSWERS.sites()), random);
        path = "/of-" + owner;
        status = owner.equals(site) ? 200 : 404;
        body = owner.equals(site) ? site : "404 Not Found\n";
      } else if (random.nextInt(4) == 0) {
        int first = random.nextInt(length);
        int last = first + random.nextInt(length - first);
        range = "bytes=" + first + "-" + last;
        status = 206;
        body = body.substring(first, last + 1);
      }
      return new Question(serverName, asked.text(), path, range, status, body);
    }

    String ofHttp1() {
      String fields = range.isEmpty() ? "" : "Range: " + range + "\r\n";
      return "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\n" + fields + "\r\n";
    }

    String[] ofHttp2() {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  ":method: GET", ":scheme: https", ":path: " + path, ":authority: " + authority));
      if (!range.isEmpty()) {
        fields.add("range: " + range);
      }
      return fields.toArray(String[]::new);
    }

    void check(Response response) {
      String about = "[" + serverName + "] " + authority + path + " " + range;
      assertEquals(status, response.status(), about);
      if (!body.equals(response.text())) { // too long to be shown
        throw new AssertionError(about + ": another body of " + response.body().length + " bytes");
      }
    }
  }
}
