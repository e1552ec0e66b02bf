package dev.weft.priority;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** The ready streams of one urgency, and which of them goes first. */
final class Level<T> {
  private final SortedSet<OpenStream<T>> oneByOne =
      new TreeSet<>(Comparator.comparingInt(OpenStream::id));
  private final SortedSet<OpenStream<T>> inShares =
      new TreeSet<>(
          Comparator.<OpenStream<T>>comparingLong(OpenStream::place)
              .thenComparingInt(OpenStream::id));

  boolean sharesNext; // where both kinds are ready
  long since; // nanoseconds: its last turn, or the first choice that it could have been
  private boolean waits; // whether since counts

  boolean isEmpty() {
    return oneByOne.isEmpty() && inShares.isEmpty();
  }

  /** A level that nothing was ready in begins to wait. */
  void enter(OpenStream<T> stream) {
    waits &= !isEmpty();
    rejoin(stream);
  }

  /** As if it had been there all the time. */
  void rejoin(OpenStream<T> stream) {
    kind(stream).add(stream);
    stream.ready = true;
  }

  void withdraw(OpenStream<T> stream) {
    kind(stream).remove(stream);
    stream.ready = false;
  }

  /** The stream that goes first; there is one. */
  OpenStream<T> first() {
    boolean shares = oneByOne.isEmpty() || (sharesNext && !inShares.isEmpty());
    return (shares ? inShares : oneByOne).first();
  }

  /** Gives a stream its turn. */
  void take(OpenStream<T> stream, long nanos) {
    withdraw(stream);
    since = nanos;
    sharesNext = !stream.effective.incremental();
  }

  /** How long it has been ready without a turn, in nanoseconds. */
  long waited(long nanos) {
    if (!waits) {
      waits = true;
      since = nanos;
    }
    return nanos - since;
  }

  private SortedSet<OpenStream<T>> kind(OpenStream<T> stream) {
    return stream.effective.incremental() ? inShares : oneByOne;
  }
}
