package dev.weft.server;

import dev.weft.status.LiveEvents;
import dev.weft.status.LivePage;
import dev.weft.status.MetricsServlet;
import dev.weft.status.Shown;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;

/** Puts the servlets into Jetty. Apart from all else, so that nothing else loads their classes. */
final class LiveContext {
  private LiveContext() {}

  /** Starts them; they stop with the server. */
  static Request.Handler start(Server server, Shown shown) throws Exception {
    ServletContextHandler context =
        new ServletContextHandler(
            "/.weft", ServletContextHandler.NO_SESSIONS | ServletContextHandler.NO_SECURITY);
    context.setServer(server);
    context.setErrorHandler(new PlainErrors());
    context.setAttribute(Shown.ATTRIBUTE, shown);
    context.addServlet(LivePage.class, "/*");
    context.addServlet(LiveEvents.class, "/events");
    context.addServlet(MetricsServlet.class, "/metrics");
    server.addManaged(context);
    return context;
  }
}
