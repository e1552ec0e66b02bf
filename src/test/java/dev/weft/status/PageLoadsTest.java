package dev.weft.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.status.PageLoad.Milestone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers tell is read strictly, and is bounded however much of it there is. */
class PageLoadsTest {
  private static final PageLoad LOAD = new PageLoad("/", Map.of(Milestone.LOAD, 100));

  private final AtomicLong clock = new AtomicLong();
  private final PageLoads loads = new PageLoads(clock::get);

  private static @Nullable PageLoad parse(String text) {
    return PageLoad.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void reportIsRead() {
    assertEquals(
        new PageLoad(
            "/a b/%41",
            Map.of(Milestone.FIRST_BYTE, 0, Milestone.LARGEST_CONTENTFUL_PAINT, 999999)),
        parse("page=%2Fa+b%2F%2541&first-byte=0&largest-contentful-paint=999999"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "page=/",
        "load=1",
        "page=x&load=1",
        "page=%2&load=1",
        "page=/&page=/&load=1",
        "page=/&load=1&load=2",
        "page=/&load=-1",
        "page=/&load=1.5",
        "page=/&load=1234567",
        "page=/&load=\u0661",
        "page=/&load",
        "page=/&load=1&",
        "page=/&load=1&visitor=me",
        "{\"page\":\"/\"}",
      })
  void anythingElseIsNoReport(String text) {
    assertNull(parse(text));
  }

  @Test
  void timesAreKeptByPageAndMilestone() {
    loads.add("a.test", "/index.html", LOAD);
    loads.add("a.test", "/index.html", new PageLoad("/", Map.of(Milestone.LOAD, 300)));
    loads.add("b.test", "/index.html", new PageLoad("/", Map.of(Milestone.FIRST_BYTE, 7)));
    assertEquals(
        List.of(
            new PageLoads.Times("a.test", "/index.html", Milestone.LOAD, 2, 400, 99, 303, 303),
            new PageLoads.Times("b.test", "/index.html", Milestone.FIRST_BYTE, 1, 7, 7, 7, 7)),
        loads.snapshot());
  }

  @Test
  void burstIsTakenAndThenSoManyEverySecond() {
    for (int i = 0; i < PageLoads.BURST + 50; i++) {
      loads.add("a.test", "/", LOAD);
    }
    assertEquals(50, loads.dropped());
    clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
    for (int i = 0; i < 150; i++) {
      loads.add("a.test", "/", LOAD);
    }
    assertEquals(100, loads.dropped());
    assertEquals(PageLoads.BURST + 100, loads.snapshot().getFirst().count());
  }

  @Test
  void morePagesThanThereMayBeAreLeftOut() {
    for (int i = 0; i < PageLoads.MOST_PAGES + 10; i++) {
      clock.addAndGet(TimeUnit.SECONDS.toNanos(1));
      loads.add("a.test", "/" + i, LOAD);
    }
    assertEquals(10, loads.dropped());
    assertEquals(PageLoads.MOST_PAGES, loads.snapshot().size());
    loads.add("a.test", "/0", LOAD);
    assertEquals(10, loads.dropped());
  }
}
