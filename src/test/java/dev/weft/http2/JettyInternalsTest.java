package dev.weft.http2;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.AbstractFlowControlStrategy;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.Frame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.http2.frames.SettingsFrame;
import org.eclipse.jetty.http2.frames.UnknownFrame;
import org.eclipse.jetty.http2.frames.WindowUpdateFrame;
import org.eclipse.jetty.http2.parser.Parser;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerConnection;
import org.eclipse.jetty.http2.server.internal.HTTP2ServerSession;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Jetty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the seam takes for granted of Jetty, none of which Jetty promises. */
final class JettyInternalsTest {
  private static final String VERSION = "12.1.14";

  @Test
  void versionIsTheOneThatTheSeamWasReadAgainst() {
    assertEquals(
        VERSION,
        Jetty.VERSION,
        """
        Jetty changed. Before the version in this test is changed too, compare with the new Jetty:
        - AbstractHTTP2ServerConnectionFactory.newConnection: Http2ConnectionFactory makes the same
          parts and sets the same values on them;
        - every call of rateControlOnEvent: in the parsers for what is received, in HTTP2Session for
          what is sent, which is how FrameRateControl tells the two apart;
        - HTTP2ServerSession.onHeaders, HTTP2Session.onData and onSettings: Http2Session decides
          before them;
        - HttpStreamOverHTTP2.succeeded and failed: they reset with CANCEL a stream whose response
          is complete, which Http2Stream turns into a wait for the end of the request;
        - HTTP2Session.frames, data and onWindowUpdate: all that a response sends goes through the
          first two, and Pump takes the windows for exact when nothing is in flight;
        - HTTP2Session.removeStream: called for every stream that ends, however it does;
        - HTTP2Flusher: what it is given in a callback of what it wrote leaves in one write, and it
          looks again at what waits in it when it is told of a window;
        - SettingsBodyParser: it takes so many settings of a connection, all frames together;
        - HTTP2Connection.offerTask: Http2Connection keeps requests until all of a read was parsed;
        - Parser.parseHeader, parseBody and UnknownBodyParser: they move the buffer by what they
          consumed, by which Http2Parser reads PRIORITY_UPDATE;
        - HTTP2Stream.onReset: what fails after it resets the stream once more.
        Then run H2specTest, FloodTest, PriorityAttackTest, PriorityOrderTest and Http2SessionTest: they
        show what has moved.
        """);
  }

  @Test
  void overriddenAndCalledMembersAreThere() {
    assertAll(
        there(() -> Parser.class.getDeclaredMethod("parseHeader", ByteBuffer.class)),
        there(() -> Parser.class.getDeclaredMethod("parseBody", ByteBuffer.class)),
        there(() -> Parser.class.getDeclaredMethod("getFrameType")),
        there(
            () ->
                HTTP2Session.class.getMethod(
                    "frames", HTTP2Stream.class, List.class, Callback.class)),
        there(
            () ->
                HTTP2Session.class.getMethod(
                    "data", HTTP2Stream.class, DataFrame.class, Callback.class)),
        there(
            () ->
                HTTP2Session.class.getMethod(
                    "onWindowUpdate", HTTP2Stream.class, WindowUpdateFrame.class)),
        there(() -> HTTP2Session.class.getMethod("removeStream", Stream.class)),
        there(() -> HTTP2Connection.class.getMethod("offerTask", Runnable.class, boolean.class)),
        there(() -> Parser.class.getDeclaredMethod("rateControlOnEvent", Object.class)),
        there(() -> UnknownFrame.class.getDeclaredConstructor(int.class)),
        there(
            () ->
                HTTP2Session.class.getDeclaredMethod(
                    "newStream", int.class, MetaData.Request.class, boolean.class)),
        there(
            () ->
                HTTP2Session.class.getDeclaredMethod(
                    "createRemoteStream", int.class, MetaData.Request.class)),
        there(() -> HTTP2Session.class.getDeclaredMethod("onSettings", SettingsFrame.class)),
        there(() -> HTTP2ServerSession.class.getDeclaredMethod("onHeaders", HeadersFrame.class)),
        there(() -> HTTP2Stream.class.getDeclaredMethod("process", Frame.class, Callback.class)),
        there(() -> HTTP2Stream.class.getDeclaredMethod("reset", ResetFrame.class, Callback.class)),
        there(() -> AbstractFlowControlStrategy.class.getMethod("getInitialStreamSendWindow")),
        there(
            () ->
                HTTP2ServerConnection.class.getConstructor(
                    Connector.class,
                    EndPoint.class,
                    HttpConfiguration.class,
                    HTTP2ServerSession.class,
                    ServerSessionListener.class)));
  }

  private static Executable there(Executable lookup) {
    return () -> assertDoesNotThrow(lookup, "gone from Jetty " + Jetty.VERSION);
  }
}
