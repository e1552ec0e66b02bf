package dev.weft.http2;

import dev.weft.origin.Origin;
import dev.weft.priority.Advice;
import dev.weft.priority.Priority;
import dev.weft.priority.Scheduling;
import dev.weft.status.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.AbstractFlowControlStrategy;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.FlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.PriorityFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.http2.generator.Generator;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerSession;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's session, stricter where RFC 9113 is: a malformed request is a stream error, a frame after
 * the end of its request is an error, and an acknowledgement goes before what it allows.
 */
final class Http2Session extends HTTP2ServerSession {
  /** What a field costs beside its characters (RFC 9113, section 6.5.2). */
  private static final int FIELD_OVERHEAD = 32;

  /** The setting SETTINGS_NO_RFC7540_PRIORITIES (RFC 9218, section 2.1). */
  static final int NO_RFC7540_PRIORITIES = 0x9;

  private static final long DEAF_IDLE_MILLIS = 1000;

  private final Connector connector;
  private final FrameRateControl rateControl;
  private final ServerSessionListener listener;
  private final int requestHeaderBytes;
  private final Function<EndPoint, Optional<List<Origin>>> origins;
  private final UnfinishedRequests unfinished = new UnfinishedRequests();
  private final StreamPriorities priorities = new StreamPriorities();
  private final Pump pump;
  private final Trace trace;

  private volatile boolean begun;
  private volatile boolean retiring;

  /** Whether a window ever has; parsing thread only. */
  private boolean shrunk;

  /** Of the HEADERS that are being processed; parsing thread only. */
  private @Nullable PriorityFrame dependency;

  Http2Session(
      Connector connector,
      EndPoint endPoint,
      Http2Parser parser,
      FrameRateControl rateControl,
      Generator generator,
      ServerSessionListener listener,
      FlowControlStrategy flowControl,
      int requestHeaderBytes,
      Scheduling scheduling,
      Function<EndPoint, Optional<List<Origin>>> origins,
      Trace trace) {
    super(connector.getScheduler(), endPoint, parser, generator, listener, flowControl);
    this.connector = connector;
    this.rateControl = rateControl;
    this.listener = listener;
    this.requestHeaderBytes = requestHeaderBytes;
    this.origins = origins;
    this.trace = trace;
    this.pump = new Pump(scheduling, this, new Wire());
  }

  Pump pump() {
    return pump;
  }

  Trace trace() {
    return trace;
  }

  /** SETTINGS, and what else the connection may be used for (RFC 8336, section 2). */
  @Override
  public void onPreface() {
    super.onPreface();
    origins
        .apply(getEndPoint())
        .ifPresent(known -> super.frames(null, OriginFrame.of(known), Callback.NOOP));
    begun = true;
  }

  /** Whether the prefaces of both sides went their way. Of any thread. */
  boolean begun() {
    return begun;
  }

  /**
   * Asks the client to open another connection for what comes next; the second time, takes nothing
   * more (RFC 9113, section 6.8). Jetty's own way sends both at once where nothing is in flight,
   * and in the wrong order where the last response ends just then: no such number may grow.
   */
  void retire() {
    if (retiring) {
      close(ErrorCode.NO_ERROR.code, "retired", Callback.NOOP);
    } else {
      retiring = true;
      frames(null, List.of(GoAwayFrame.GRACEFUL), Callback.NOOP);
    }
  }

  private final class Wire implements Pump.Wire {
    @Override
    public void send(Outgoing outgoing, List<Frame> frames, Callback callback) {
      boolean traced = trace.on();
      int id = outgoing.stream().getId();
      if (outgoing.stream() instanceof Http2Stream stream) {
        stream.left();
      }
      for (Frame frame : frames) {
        switch (frame) {
          case DataFrame data -> {
            rateControl.sent(data.remaining());
            if (traced) {
              trace.left(id, true, data.remaining(), data.isEndStream());
            }
          }
          case HeadersFrame headers when traced -> trace.left(id, false, 0, headers.isEndStream());
          default -> {}
        }
      }
      Http2Session.super.frames(outgoing.stream(), frames, callback);
    }

    @Override
    public void stalled(int stream) {
      if (trace.on()) {
        trace.stalled(stream);
      }
    }

    @Override
    public void limit(int bytes) {
      UnsentLimit.set(getEndPoint(), bytes);
    }

    @Override
    public int unsent() {
      return UnsentLimit.unsent(getEndPoint());
    }

    @Override
    public void later(Runnable task, long nanos) {
      connector
          .getScheduler()
          .schedule(() -> connector.getExecutor().execute(task), nanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  protected HTTP2Stream newStream(int streamId, MetaData.Request request, boolean local) {
    Priority priority = priorities.open(streamId, request.getHttpFields(), dependency);
    pump.open(streamId, priority);
    if (trace.on()) {
      HttpURI uri = request.getHttpURI();
      trace.requested(
          streamId,
          Objects.requireNonNullElse(request.getMethod(), ""),
          uri == null ? "" : Objects.requireNonNullElse(uri.getAuthority(), ""),
          uri == null ? "" : Objects.requireNonNullElse(uri.getPathQuery(), ""),
          priority.urgency(),
          priority.incremental());
    }
    return new Http2Stream(this, streamId, request, local, priority);
  }

  /** The signals of RFC 7540 mean nothing from now on. */
  void ignoreWeights() {
    priorities.ignoreWeights();
  }

  /** What the server thinks of the response to come on a stream. */
  void advise(int stream, List<Advice> advice) {
    adjust(stream, priorities.advise(stream, advice));
  }

  private void adjust(int stream, @Nullable Priority priority) {
    if (priority == null) {
      return;
    }
    pump.adjust(stream, priority);
    if (getStream(stream) instanceof Http2Stream open) {
      open.prioritise(priority);
    }
    if (trace.on()) {
      trace.prioritised(stream, priority.urgency(), priority.incremental());
    }
  }

  @Override
  public void onPriority(PriorityFrame frame) {
    super.onPriority(frame);
    adjust(frame.getStreamId(), priorities.reprioritise(frame, idle(frame.getStreamId())));
  }

  /**
   * PRIORITY_UPDATE (RFC 9218, section 7.1).
   *
   * @param frameStream the stream that the frame is on
   * @param payload a stream and a field value
   */
  void onPriorityUpdate(int frameStream, ByteBuffer payload) {
    if (payload.remaining() < Integer.BYTES) { // RFC 9113, section 4.2
      onConnectionFailure(ErrorCode.FRAME_SIZE_ERROR.code, "invalid_priority_update_length");
      return;
    }
    int stream = payload.getInt() & Integer.MAX_VALUE;
    if (frameStream != 0 || !isClientStream(stream)) { // nothing is pushed
      onConnectionFailure(ErrorCode.PROTOCOL_ERROR.code, "invalid_priority_update");
      return;
    }
    String field = StandardCharsets.ISO_8859_1.decode(payload).toString();
    try {
      adjust(stream, priorities.update(stream, field, idle(stream), getMaxRemoteStreams()));
    } catch (IllegalArgumentException e) {
      onConnectionFailure(ErrorCode.PROTOCOL_ERROR.code, "too_many_priority_updates");
    }
  }

  private boolean idle(int stream) {
    return isClientStream(stream) && !isRemoteStreamClosed(stream);
  }

  @Override
  public void onHeaders(HeadersFrame frame) {
    int id = frame.getStreamId();
    boolean ours = unfinished.contains(id);
    if (frame.isEndStream()) {
      unfinished.end(id);
    }
    if (!isClientStream(id) || getStream(id) != null) {
      super.onHeaders(frame);
    } else if (isRemoteStreamClosed(id)) {
      if (ours) {
        ignore(frame);
      } else {
        super.onHeaders(frame);
      }
    } else {
      if (!frame.isEndStream()) {
        unfinished.begin(id);
      }
      onNewHeaders(frame);
    }
  }

  private void onNewHeaders(HeadersFrame frame) {
    dependency = frame.getPriority();
    MetaData request = frame.getMetaData();
    Throwable malformed = MetaData.Failed.getFailure(request);
    if (malformed != null) {
      HTTP2Stream stream = open(frame, malformed);
      if (stream != null) {
        stream.reset(new ResetFrame(stream.getId(), ErrorCode.PROTOCOL_ERROR.code), Callback.NOOP);
      }
    } else if (size(request) > requestHeaderBytes && listener instanceof Listener answering) {
      HttpException.RuntimeException large =
          new HttpException.RuntimeException(HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431);
      HTTP2Stream stream = open(frame, large);
      if (stream != null) {
        answering.onStreamFailure(stream, large, Callback.NOOP);
      }
    } else {
      super.onHeaders(frame);
    }
  }

  /** A stream for a request that is not to be handled; null where there is no room for one. */
  private @Nullable HTTP2Stream open(HeadersFrame frame, Throwable why) {
    HTTP2Stream stream =
        createRemoteStream(
            frame.getStreamId(), MetaData.Failed.newFailedMetaDataRequest(HttpVersion.HTTP_2, why));
    if (stream != null) {
      onStreamOpened(stream);
    }
    return stream;
  }

  private static long size(MetaData message) {
    long size = 0;
    for (HttpField field : message.getHttpFields()) {
      String value = field.getValue();
      size += FIELD_OVERHEAD + field.getName().length() + (value == null ? 0 : value.length());
    }
    if (message instanceof MetaData.Request request) {
      size += request.getHttpURI().toString().length();
    }
    return size;
  }

  @Override
  public void onData(Stream.Data data) {
    DataFrame frame = data.frame();
    int id = frame.getStreamId();
    boolean ours = unfinished.contains(id);
    if (frame.isEndStream()) {
      unfinished.end(id);
    }
    if (!ours && isClientStream(id) && getStream(id) == null && isRemoteStreamClosed(id)) {
      onConnectionFailure(ErrorCode.STREAM_CLOSED_ERROR.code, "data_after_end");
    } else {
      super.onData(data);
    }
  }

  @Override
  public void onReset(ResetFrame frame) {
    unfinished.end(frame.getStreamId());
    if (trace.on()) {
      trace.reset(frame.getStreamId(), frame.getError(), true);
    }
    super.onReset(frame);
  }

  /** Frames of a response wait for their turn; those of the connection do not. */
  @Override
  public void frames(
      @Nullable HTTP2Stream stream, List<? extends Frame> frames, Callback callback) {
    Frame first = frames.getFirst();
    if (stream != null && (first instanceof HeadersFrame || first instanceof DataFrame)) {
      if (stream instanceof Http2Stream ours) {
        ours.queued();
      }
      if (trace.on()) {
        trace.queued(stream.getId());
      }
      pump.push(new Outgoing(stream, frames, callback));
    } else {
      if (trace.on()) {
        trace(first);
      }
      super.frames(stream, frames, callback);
    }
  }

  private void trace(Frame sent) {
    switch (sent) {
      case ResetFrame reset -> trace.reset(reset.getStreamId(), reset.getError(), false);
      case GoAwayFrame goAway -> trace.goAway(goAway.getLastStreamId(), goAway.getError(), false);
      default -> {}
    }
  }

  @Override
  public void onGoAway(GoAwayFrame frame) {
    if (trace.on()) {
      trace.goAway(frame.getLastStreamId(), frame.getError(), true);
    }
    super.onGoAway(frame);
  }

  @Override
  public void data(HTTP2Stream stream, DataFrame frame, Callback callback) {
    frames(stream, List.of(frame), callback);
  }

  /**
   * Applied at once, and not between two writes as Jetty has it: what comes next is to know of the
   * new windows. What is in flight fitted into those before; where one has shrunk (RFC 9113,
   * section 6.9.2), it may wait in Jetty, which looks again when told of a window, by however
   * little.
   */
  @Override
  public void onWindowUpdate(@Nullable HTTP2Stream stream, WindowUpdateFrame frame) {
    getFlowControlStrategy().onWindowUpdate(this, stream, frame);
    shrunk |= frame.getWindowDelta() < 0;
    if (shrunk && pump.sending()) {
      super.onWindowUpdate(stream, new WindowUpdateFrame(frame.getStreamId(), 0));
    }
    if (frame.getStreamId() == 0) {
      pump.unpark();
    } else {
      pump.unpark(frame.getStreamId());
    }
  }

  /**
   * The peer says nothing more, so that no window grows: what waits for one is soon given up, where
   * Jetty would hold it until it is idle.
   */
  @Override
  public void onShutdown() {
    getStreams().forEach(stream -> stream.setIdleTimeout(DEAF_IDLE_MILLIS));
    super.onShutdown();
  }

  @Override
  public boolean removeStream(Stream stream) {
    boolean removed = super.removeStream(stream);
    priorities.close(stream.getId());
    pump.close(stream.getId());
    if (removed && trace.on()) {
      trace.closed(stream.getId());
    }
    return removed;
  }

  private void ignore(HeadersFrame frame) {
    if (!getParser().rateControlOnEvent(frame)) {
      onConnectionFailure(ErrorCode.ENHANCE_YOUR_CALM_ERROR.code, "invalid_headers_frame_rate");
    }
  }

  /**
   * Where windows grow, the acknowledgement goes out before the data they let go: a peer that waits
   * for it must not meet data of the new window before. All else is in force before it is
   * acknowledged (RFC 9113, section 6.5.3).
   */
  @Override
  public void onSettings(SettingsFrame frame) {
    switch (frame.isReply() ? 0 : frame.getSettings().getOrDefault(NO_RFC7540_PRIORITIES, 0)) {
      case 0 -> {}
      case 1 -> ignoreWeights();
      default -> { // RFC 9218, section 2.1
        onConnectionFailure(ErrorCode.PROTOCOL_ERROR.code, "invalid_no_rfc7540_priorities");
        return;
      }
    }
    Integer window = frame.getSettings().get(SettingsFrame.INITIAL_WINDOW_SIZE);
    if (window == null
        || frame.isReply()
        || !(getFlowControlStrategy() instanceof AbstractFlowControlStrategy flow)
        || window <= flow.getInitialStreamSendWindow()) {
      super.onSettings(frame);
      return;
    }
    Map<Integer, Integer> others = new HashMap<>(frame.getSettings());
    others.remove(SettingsFrame.INITIAL_WINDOW_SIZE);
    super.onSettings(new SettingsFrame(others, false));
    flow.updateInitialStreamWindow(this, window, false);
  }
}
