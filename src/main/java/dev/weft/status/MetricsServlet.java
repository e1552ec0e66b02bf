package dev.weft.status;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** {@code /.weft/metrics}, in the text format of Prometheus. */
public final class MetricsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Shown shown = (Shown) getServletContext().getAttribute(Shown.ATTRIBUTE);
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setContentType(writer.getContentType());
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    writer.write(text, Metrics.of(shown), EscapingScheme.UNDERSCORE_ESCAPING);
    response.setContentLength(text.size());
    text.writeTo(response.getOutputStream());
  }
}
