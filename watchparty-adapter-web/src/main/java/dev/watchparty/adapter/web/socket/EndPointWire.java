package dev.watchparty.adapter.web.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;

/** Jetty's end point of a connection, whatever is below it, such as TLS. */
class EndPointWire implements Wire {

    private final EndPoint endPoint;

    private EndPointWire(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    static Wire of(EndPoint endPoint) {
        return endPoint instanceof SocketChannelEndPoint plain ? new Plain(plain) : new EndPointWire(endPoint);
    }

    @Override
    public boolean take(ByteBuffer bytes) throws IOException {
        return endPoint.flush(bytes);
    }

    @Override
    public final void takeLater(ByteBuffer rest, Runnable whenTaken) {
        endPoint.write(Callback.from(InvocationType.NON_BLOCKING, whenTaken, endPoint::close), rest);
    }

    @Override
    public final void lost(IOException cause) {
        endPoint.close(cause);
    }

    /**
     * A bare socket: what it takes at once goes by {@code write(2)}, without the gathering of several buffers and the
     * clock reading of Jetty's flush. Jetty need not know of it, for it is told of the rest only.
     */
    private static final class Plain extends EndPointWire {

        private final SocketChannel channel;

        Plain(SocketChannelEndPoint endPoint) {
            super(endPoint);
            this.channel = endPoint.getChannel();
        }

        @Override
        public boolean take(ByteBuffer bytes) throws IOException {
            channel.write(bytes);
            return !bytes.hasRemaining();
        }
    }
}
