package dev.watchparty.adapter.web;

import dev.watchparty.adapter.web.http.EngineProblems;
import dev.watchparty.adapter.web.http.Guards;
import dev.watchparty.adapter.web.http.InviteLinks;
import dev.watchparty.adapter.web.http.Observability;
import dev.watchparty.adapter.web.http.RequestFrame;
import dev.watchparty.adapter.web.http.RestInterface;
import dev.watchparty.adapter.web.http.UseCases;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.VirtualThreadPool;

/** The HTTP engine, with everything that can be reached through it. Start it once, close it once. */
public final class WebServer implements AutoCloseable {

    /** Requests block on the store, which has far fewer connections than this: more threads would only wait there. */
    private static final int THREADS_MAX = 128;

    private static final int THREADS_MIN = 8;

    /** Tokens of other issuers may be some kilobytes, and one comes back in the answer to a WebSocket's upgrade. */
    private static final int HEADER_BYTES_MAX = 16 * 1024;

    /** A body up to this is taken in before a thread is spent on it, so that slow senders cost none. */
    private static final int EAGER_BODY_BYTES_MAX = 64 * 1024;

    /** How long a connection may be silent in the midst of HTTP; WebSockets have their own rule. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    /** How long requests under way have to come to their end when the server stops. */
    private static final Duration FAREWELL_MAX = Duration.ofSeconds(5);

    /** How long a stopping server waits for connections on which nothing happens: browsers keep theirs open. */
    private static final Duration SILENCE_AT_FAREWELL_MAX = Duration.ofMillis(100);

    private final QueuedThreadPool threads = threads();
    private final Javalin engine;

    /** @param sockets adds the WebSocket routes, and whatever they want of the engine */
    public WebServer(
            WebSettings settings,
            UseCases useCases,
            Guards guards,
            Observability observability,
            Consumer<JavalinConfig> sockets) {
        InviteLinks links = new InviteLinks(settings.publicUrl(), guards.addresses());
        RestInterface rest = new RestInterface(useCases, guards, links, observability, settings.guests());
        this.engine = Javalin.create(config -> {
            configure(config, settings);
            frame(config, new RequestFrame(guards.ids()));
            rest.register(config, threads);
            sockets.accept(config);
        });
    }

    /** Begins to listen. */
    public void start() {
        engine.start();
    }

    /** The port it listens at, once it was started. */
    public int port() {
        return engine.port();
    }

    /** Takes no more requests, waits a little for those under way, and stops. */
    @Override
    public void close() {
        engine.stop();
    }

    private void configure(JavalinConfig config, WebSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Answers are small, and one that holds secrets beside what others wrote gives them away by its length.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(WebServer::configure);
        config.jetty.addConnector((server, http) -> connector(server, http, settings));
        config.jetty.modifyServletContextHandler(WebServer::forgetSessions);
    }

    private static void configure(HttpConfiguration http) {
        http.setRequestHeaderSize(HEADER_BYTES_MAX);
        http.setResponseHeaderSize(HEADER_BYTES_MAX);
        http.setSendServerVersion(false);
        http.setUriCompliance(UriCompliance.DEFAULT);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, WebSettings settings) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(SILENCE_MAX.toMillis());
        connector.setShutdownIdleTimeout(SILENCE_AT_FAREWELL_MAX.toMillis());
        return connector;
    }

    private static void frame(JavalinConfig config, RequestFrame frame) {
        EngineProblems problems = new EngineProblems(frame);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(problems);
            server.setStopTimeout(FAREWELL_MAX.toMillis());
            server.insertHandler(new EagerContentHandler(new EagerContentHandler.RetainedContentLoaderFactory(
                    EAGER_BODY_BYTES_MAX, /* framingOverhead= */ -1, /* reject= */ false)));
            server.insertHandler(new GracefulHandler());
            server.insertHandler(frame);
        });
        config.jetty.modifyServletContextHandler(handler -> handler.setErrorHandler(problems));
    }

    /** The engine opens a session for every WebSocket; kept, they would be a leak, and a cookie that nobody needs. */
    private static void forgetSessions(ServletContextHandler handler) {
        SessionHandler sessions = handler.getSessionHandler();
        NullSessionCache nowhere = new NullSessionCache(sessions);
        nowhere.setSessionDataStore(new NullSessionDataStore());
        sessions.setSessionCache(nowhere);
        sessions.setUsingCookies(false);
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool pool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        pool.setName("web");
        if (VirtualThreads.areSupported()) {
            VirtualThreadPool virtual = new VirtualThreadPool(THREADS_MAX);
            virtual.setName("web-virtual-");
            pool.addBean(virtual);
            pool.setVirtualThreadsExecutor(virtual);
        }
        return pool;
    }
}
