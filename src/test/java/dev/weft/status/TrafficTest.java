package dev.weft.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TrafficTest {
  @Test
  void countersAreThoseOfOneSite() {
    Traffic traffic = new Traffic("a.test");
    traffic.connection();
    traffic.request(false);
    traffic.request(true);
    traffic.request(true);
    traffic.misdirected();
    assertEquals(new Traffic.Snapshot("a.test", 1, 3, 2, 1), traffic.snapshot());
    assertEquals(new Traffic.Snapshot("b.test", 0, 0, 0, 0), new Traffic("b.test").snapshot());
  }

  @Test
  void tableHasColumnsThatFit() {
    assertEquals(
        List.of(
            "site          connections  requests  coalesced  misdirected",
            "a.test                  1        23          4            0",
            "longest.test   1234567890         2          0            5"),
        Traffic.Snapshot.table(
            List.of(
                new Traffic.Snapshot("a.test", 1, 23, 4, 0),
                new Traffic.Snapshot("longest.test", 1_234_567_890, 2, 0, 5))));
  }
}
