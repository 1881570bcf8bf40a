package dev.watchparty.adapter.web.http;

import dev.watchparty.application.port.Ids;
import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * What every answer has in common, whoever gives it, the engine itself included: an id to find the request in the log
 * by, and what browsers are forbidden to do with the answer.
 */
public final class RequestFrame extends Handler.Wrapper {

    static final String ID = "dev.watchparty.request";

    private static final String ID_HEADER = "X-Request-Id";
    private static final String ID_IN_LOG = "request";

    /**
     * Media may come from anywhere, for that is what people watch, and players of streams fetch them piece by piece and
     * hand empty subtitles to the browser as data. All else comes from us alone, but for YouTube's player: the script
     * that steers it, what that script loads in turn, and the frame it is in. Of YouTube's other addresses some answer
     * with any script they are asked for.
     */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self' https://www.youtube.com/iframe_api https://www.youtube.com/s/player/",
            "frame-src https://www.youtube-nocookie.com",
            "media-src 'self' http: https: blob: data:",
            "img-src 'self' data:",
            "connect-src 'self' ws: wss: http: https:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    /** The address of a page holds an invite code: no other site is told where its visitors come from. */
    private static final Map<String, String> SECURITY = Map.of(
            "Content-Security-Policy", CONTENT_SECURITY_POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");

    private final Ids ids;

    public RequestFrame(Ids ids) {
        this.ids = ids;
    }

    /** Dresses the answer to {@code request}, also once more where one was begun and thrown away. */
    String dress(Request request, Response response) {
        String id = request.getAttribute(ID) instanceof String known
                ? known
                : ids.next().toString();
        request.setAttribute(ID, id);
        HttpFields.Mutable headers = response.getHeaders();
        SECURITY.forEach(headers::put);
        headers.put(ID_HEADER, id);
        return id;
    }

    /** Takes back what only a document obeys: with nearly a hundred files to a page it would be a quarter of all. */
    static void leaveToDocument(Context context) {
        context.res().setHeader("Content-Security-Policy", null);
        context.res().setHeader("Permissions-Policy", null);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        MDC.put(ID_IN_LOG, dress(request, response));
        try {
            return super.handle(request, response, callback);
        } finally {
            MDC.remove(ID_IN_LOG);
        }
    }
}
