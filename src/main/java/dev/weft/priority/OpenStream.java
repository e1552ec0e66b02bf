package dev.weft.priority;

import org.jspecify.annotations.Nullable;

/** A stream that the scheduler knows, and what it wants to send if it wants to. */
final class OpenStream<T> {
  final int id;
  Priority signalled;
  Priority effective; // which is where it is ready
  boolean ready; // holds a turn that is not parked
  long place; // the number of its last turn, 0 before its first
  private @Nullable T turn;

  OpenStream(int id, Priority signalled, Priority effective) {
    this.id = id;
    this.signalled = signalled;
    this.effective = effective;
  }

  /**
   * @throws IllegalStateException when it holds one
   */
  void hold(T next) {
    if (turn != null) {
      throw new IllegalStateException("stream " + id + " already holds a turn");
    }
    turn = next;
  }

  /** What it held, null when that was nothing. */
  @Nullable T release() {
    var held = turn;
    turn = null;
    return held;
  }

  int id() {
    return id;
  }

  long place() {
    return place;
  }
}
