package dev.weft.status;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The live page: a document, its style and its script, and no word of a peer in any of them. */
public final class LivePage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** The name of each file below the servlet, and its type. */
  private static final Map<String, String> TYPES =
      Map.of(
          "live.html", "text/html; charset=utf-8",
          "live.css", "text/css; charset=utf-8",
          "live.js", "text/javascript; charset=utf-8",
          "timeline.js", "text/javascript; charset=utf-8");

  /** Whatever a peer may have made the page hold, nothing but our script runs in it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = String.valueOf(request.getPathInfo());
    String name = path.equals("/") ? "live.html" : path.substring(1);
    String type = TYPES.get(name);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Content-Security-Policy", POLICY);
    if (type == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType(type);
    try (InputStream file = LivePage.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IOException(name + " (expected: in the jar)");
      }
      byte[] bytes = file.readAllBytes();
      response.setContentLength(bytes.length);
      response.getOutputStream().write(bytes);
    }
  }
}
