package dev.watchparty.comparators;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The C program again in plain Java: one thread, one selector, one shared buffer for each fan-out. */
final class NioServer {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final String KEY = "Sec-WebSocket-Key: ";
    private static final int BACKLOG = 4096;
    private static final int INPUT_BYTES = 2048;
    private static final int FRAME_BYTES_MAX = 1024;
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private static final class Party {
        final List<Member> members = new ArrayList<>();
        long version;
    }

    private static final class Member {
        final SocketChannel channel;
        final ByteBuffer input = ByteBuffer.allocate(INPUT_BYTES);

        @Nullable
        Party party;

        Member(SocketChannel channel) {
            this.channel = channel;
        }
    }

    private final Selector selector = Selector.open();
    private final ServerSocketChannel door = ServerSocketChannel.open();
    private final Map<String, Party> parties = new HashMap<>();
    private final ByteBuffer output = ByteBuffer.allocateDirect(FRAME_BYTES_MAX);

    private NioServer() throws IOException {}

    /** The port it listens on. */
    static int start() throws IOException {
        NioServer server = new NioServer();
        server.door.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
        server.door.configureBlocking(false);
        server.door.register(server.selector, SelectionKey.OP_ACCEPT);
        Thread thread = new Thread(server::run, "nio");
        thread.setDaemon(true);
        thread.start();
        return server.door.socket().getLocalPort();
    }

    private void run() {
        try {
            while (true) {
                selector.select(this::ready);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void ready(SelectionKey key) {
        if (!(key.attachment() instanceof Member member)) {
            accept();
            return;
        }
        try {
            read(member);
        } catch (IOException gone) {
            leave(member);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = door.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new Member(channel));
        } catch (IOException tooMany) {
            throw new UncheckedIOException(tooMany);
        }
    }

    private static void leave(Member member) {
        if (member.party != null) member.party.members.remove(member);
        try {
            member.channel.close();
        } catch (IOException ignored) {
            // It is closed for us all the same.
        }
    }

    private void read(Member member) throws IOException {
        if (member.channel.read(member.input) < 0) throw new EOFException();
        member.input.flip();
        if (member.party == null) {
            join(member);
        } else {
            frames(member, member.party);
        }
        member.input.compact();
    }

    private void join(Member member) throws IOException {
        String head =
                StandardCharsets.ISO_8859_1.decode(member.input.duplicate()).toString();
        if (!head.contains("\r\n\r\n")) return;
        int key = head.indexOf(KEY) + KEY.length();
        String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accept(head.substring(key, head.indexOf('\r', key))) + "\r\n\r\n";
        member.channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
        Party party = parties.computeIfAbsent(head.substring(0, head.indexOf(" HTTP")), fresh -> new Party());
        party.members.add(member);
        member.party = party;
        member.input.position(member.input.limit());
    }

    private static String accept(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform has SHA-1", impossible);
        }
    }

    /** The whole frames among what came, masked and of less than 64 KiB; the rest stays. */
    private void frames(Member member, Party party) throws IOException {
        ByteBuffer in = member.input;
        while (in.remaining() >= 8) {
            int at = in.position();
            boolean isLong = (in.get(at + 1) & 127) == 126;
            int length = isLong ? in.getShort(at + 2) & 0xffff : in.get(at + 1) & 127;
            int mask = at + (isLong ? 4 : 2);
            if (in.limit() - mask - 4 < length) return;
            in.position(mask + 4 + length);
            int opcode = in.get(at) & 15;
            if (opcode == CLOSE) throw new EOFException();
            if (opcode == TEXT) hear(party, unmasked(in, mask, length));
        }
    }

    private static String unmasked(ByteBuffer in, int mask, int length) {
        byte[] payload = new byte[length];
        in.get(mask + 4, payload);
        for (int i = 0; i < length; i++) {
            payload[i] ^= in.get(mask + (i & 3));
        }
        return new String(payload, StandardCharsets.UTF_8);
    }

    private void hear(Party party, String text) {
        Optional<String> told = Announcement.of(text, ++party.version);
        if (told.isEmpty()) return;
        output.clear().put(Announcement.framed(told.get())).flip();
        for (Member member : party.members) {
            send(member);
        }
    }

    private void send(Member member) {
        try {
            member.channel.write(output.rewind());
        } catch (IOException gone) {
            // Their next read says so, too.
        }
    }
}
