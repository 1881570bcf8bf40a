package dev.watchparty.adapter.web.http;

import dev.watchparty.adapter.web.wire.Envelope;
import dev.watchparty.adapter.web.wire.Json;
import dev.watchparty.adapter.web.wire.Problem;
import dev.watchparty.adapter.web.wire.Problems;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Puts into the envelope what the HTTP engine itself refuses: what is no HTTP, too long, or comes while we stop. */
public final class EngineProblems implements Request.Handler {

    private final RequestFrame frame;

    public EngineProblems(RequestFrame frame) {
        this.frame = frame;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        if (HttpStatus.hasNoBody(status)) {
            callback.succeeded();
            return true;
        }
        String id = frame.dress(request, response);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, Answers.NO_STORE);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Answers.JSON);
        response.write(true, ByteBuffer.wrap(Json.write(Envelope.of(problem(status, id)))), callback);
        return true;
    }

    private static Problem problem(int status, String requestId) {
        if (status == 500) return Problems.internal(requestId);
        return Problems.ofStatus(status, HttpStatus.getMessage(status));
    }
}
