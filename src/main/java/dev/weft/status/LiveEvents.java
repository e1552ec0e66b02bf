package dev.weft.status;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The server-sent events behind the live page, until whoever looks goes or the server stops. Keeps
 * its thread meanwhile: those who look are few.
 */
public final class LiveEvents extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Shown shown = (Shown) getServletContext().getAttribute(Shown.ATTRIBUTE);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    try (Live.Watch watch = shown.live().watch()) {
      if (watch == null) {
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return;
      }
      response.setContentType("text/event-stream; charset=utf-8");
      try (Feed feed = new Feed(shown, connection(request))) {
        tell(feed, shown.live(), response.getOutputStream());
      }
    }
  }

  private static void tell(Feed feed, Live live, ServletOutputStream out) {
    try {
      do {
        out.write(feed.next().getBytes(StandardCharsets.US_ASCII));
        out.flush();
      } while (!live.pause(Feed.MILLIS));
      out.write("event: end\ndata: {}\n\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException | InterruptedException e) {
      // Whoever looked is gone, or the server: either way there is nobody to tell.
    }
  }

  private static long connection(HttpServletRequest request) {
    String wanted = request.getParameter("connection");
    return wanted != null && wanted.matches("[0-9]{1,18}") ? Long.parseLong(wanted) : 0;
  }
}
