package dev.watchparty.adapter.web.socket;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cases of the Autobahn test suite for servers, sections 1 to 7 and 10, by their ids, and what RFC 6455 makes of
 * each.
 *
 * <p>The suite speaks to servers that echo, and this one does not: where it expects a message back, the case says that
 * the message is heard whole. Sizes are as there, up to our limit of 64 KiB; only 7.1.6 goes beyond it.
 */
final class ConformanceCases {

    private static final int FIN = RawSocket.FIN;
    private static final int TEXT = RawSocket.TEXT;
    private static final int BINARY = RawSocket.BINARY;
    private static final int CONTINUATION = RawSocket.CONTINUATION;
    private static final int CLOSE = RawSocket.CLOSE;
    private static final int PING = RawSocket.PING;
    private static final int PONG = RawSocket.PONG;
    private static final int RESERVED_SHIFT = 4;

    private static final int NORMAL = 1000;
    private static final int PROTOCOL_ERROR = 1002;
    private static final int BAD_PAYLOAD = 1007;
    private static final int TOO_LARGE = 1009;

    private static final String HELLO = "Hello, world!";
    private static final byte[] NO_TEXT = hex("00fffefdfcfb00ff");

    /** A Greek word in front, what no UTF-8 can have, and letters behind it. */
    private static final byte[] GREEK = hex("cebae1bdb9cf83cebcceb5");

    private static final byte[] EDITED = "edited".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SURROGATE = hex("eda080");
    private static final byte[] BEYOND_UNICODE = hex("f4908080");

    private ConformanceCases() {}

    /**
     * One case.
     *
     * @param portions what the client sends, a frame each where the case does not say otherwise
     * @param heard what the server understands, in order
     * @param brokenWith the code that it closes with then, because the client broke a rule; 0 if it broke none
     */
    record Case(String id, List<byte[]> portions, List<Heard> heard, int brokenWith) {

        byte[] stream() {
            return ClientFrames.join(portions.toArray(byte[][]::new));
        }

        @Override
        public String toString() {
            return id;
        }
    }

    /** A case that is being written down. */
    private static final class Sending {

        private final String id;
        private final List<byte[]> portions = new ArrayList<>();

        Sending(String id) {
            this.id = id;
        }

        Sending then(int head, String payload) {
            return then(ClientFrames.frame(head, payload));
        }

        Sending then(int head, byte[] payload) {
            return then(ClientFrames.frame(head, payload));
        }

        Sending then(byte[] portion) {
            portions.add(portion);
            return this;
        }

        Case isHeardAs(Heard... heard) {
            return new Case(id, portions, List.of(heard), 0);
        }

        Case isBroken(int code, Heard... before) {
            return new Case(id, portions, List.of(before), code);
        }
    }

    static Stream<Case> all() {
        return Stream.of(
                        messages(),
                        pings(),
                        reservedBits(),
                        opcodes(),
                        fragments(),
                        utf8(),
                        utf8Sequences(),
                        closing(),
                        closeCodes(),
                        Stream.of(autoFragmented()))
                .flatMap(section -> section);
    }

    private static Sending send(String id, int head, String payload) {
        return new Sending(id).then(head, payload);
    }

    private static Sending send(String id, int head, byte[] payload) {
        return new Sending(id).then(head, payload);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] bytes(int value, int count) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Heard text(String text) {
        return text(utf8(text));
    }

    private static Heard text(byte[] utf8) {
        return new Heard.Text(ByteBuffer.wrap(utf8));
    }

    private static Heard binary(byte[] payload) {
        return new Heard.Binary(ByteBuffer.wrap(payload));
    }

    private static Heard ping(String payload) {
        return new Heard.Ping(ByteBuffer.wrap(utf8(payload)));
    }

    private static Heard pong(String payload) {
        return new Heard.Pong(ByteBuffer.wrap(utf8(payload)));
    }

    /** 1.1 and 1.2: whole messages of the lengths where framing changes; 1.x.8 differs from 1.x.7 by its portions. */
    private static Stream<Case> messages() {
        List<Integer> lengths = List.of(0, 125, 126, 127, 128, 65_535, 65_536, 65_536);
        List<Case> cases = new ArrayList<>();
        for (int at = 0; at < lengths.size(); at++) {
            byte[] stars = bytes('*', lengths.get(at));
            byte[] binary = bytes(0xfe, lengths.get(at));
            boolean isChopped = at == 7;
            cases.add(chopped("1.1." + (at + 1), FIN | TEXT, stars, isChopped).isHeardAs(text(stars)));
            cases.add(
                    chopped("1.2." + (at + 1), FIN | BINARY, binary, isChopped).isHeardAs(binary(binary)));
        }
        return cases.stream();
    }

    private static Sending chopped(String id, int head, byte[] payload, boolean isChopped) {
        byte[] frame = ClientFrames.frame(head, payload);
        int size = isChopped ? 997 : frame.length;
        Sending sending = new Sending(id);
        for (int from = 0; from < frame.length; from += size) {
            sending.then(Arrays.copyOfRange(frame, from, Math.min(from + size, frame.length)));
        }
        return sending;
    }

    private static Stream<Case> pings() {
        byte[] longest = bytes(0xfe, 125);
        Heard longestPing = new Heard.Ping(ByteBuffer.wrap(longest));
        return Stream.of(
                send("2.1", FIN | PING, "").isHeardAs(ping("")),
                send("2.2", FIN | PING, HELLO).isHeardAs(ping(HELLO)),
                send("2.3", FIN | PING, NO_TEXT).isHeardAs(new Heard.Ping(ByteBuffer.wrap(NO_TEXT))),
                send("2.4", FIN | PING, longest).isHeardAs(longestPing),
                send("2.5", FIN | PING, bytes(0xfe, 126)).isBroken(PROTOCOL_ERROR),
                send("2.6", FIN | PING, longest).isHeardAs(longestPing),
                send("2.7", FIN | PONG, "").isHeardAs(pong("")),
                send("2.8", FIN | PONG, "unsolicited pong payload").isHeardAs(pong("unsolicited pong payload")),
                send("2.9", FIN | PONG, "unsolicited pong payload")
                        .then(FIN | PING, "ping payload")
                        .isHeardAs(pong("unsolicited pong payload"), ping("ping payload")),
                tenPings("2.10"),
                tenPings("2.11"));
    }

    private static Case tenPings(String id) {
        Sending sending = new Sending(id);
        List<Heard> heard = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            sending.then(FIN | PING, "payload-" + number);
            heard.add(ping("payload-" + number));
        }
        return sending.isHeardAs(heard.toArray(Heard[]::new));
    }

    private static Stream<Case> reservedBits() {
        return Stream.of(
                send("3.1", FIN | 1 << RESERVED_SHIFT | TEXT, HELLO).isBroken(PROTOCOL_ERROR),
                secondIsBroken("3.2", FIN | 2 << RESERVED_SHIFT | TEXT, HELLO),
                secondIsBroken("3.3", FIN | 3 << RESERVED_SHIFT | TEXT, HELLO),
                secondIsBroken("3.4", FIN | 4 << RESERVED_SHIFT | TEXT, HELLO),
                send("3.5", FIN | 5 << RESERVED_SHIFT | BINARY, NO_TEXT).isBroken(PROTOCOL_ERROR),
                send("3.6", FIN | 6 << RESERVED_SHIFT | PING, HELLO).isBroken(PROTOCOL_ERROR),
                send("3.7", FIN | 7 << RESERVED_SHIFT | CLOSE, "").isBroken(PROTOCOL_ERROR));
    }

    /** A good text, the frame in question, and a ping that must not be answered any more. */
    private static Case secondIsBroken(String id, int head, String payload) {
        return send(id, FIN | TEXT, HELLO)
                .then(head, payload)
                .then(FIN | PING, "")
                .isBroken(PROTOCOL_ERROR, text(HELLO));
    }

    private static Stream<Case> opcodes() {
        return Stream.of(
                send("4.1.1", FIN | 3, "").isBroken(PROTOCOL_ERROR),
                send("4.1.2", FIN | 4, "reserved opcode payload").isBroken(PROTOCOL_ERROR),
                secondIsBroken("4.1.3", FIN | 5, ""),
                secondIsBroken("4.1.4", FIN | 6, HELLO),
                secondIsBroken("4.1.5", FIN | 7, HELLO),
                send("4.2.1", FIN | 11, "").isBroken(PROTOCOL_ERROR),
                send("4.2.2", FIN | 12, "reserved opcode payload").isBroken(PROTOCOL_ERROR),
                secondIsBroken("4.2.3", FIN | 13, ""),
                secondIsBroken("4.2.4", FIN | 14, HELLO),
                secondIsBroken("4.2.5", FIN | 15, HELLO));
    }

    /** Section 5. Cases that come three times there, in one chop, by frames and by octets, are alike here. */
    private static Stream<Case> fragments() {
        Stream<Case> first = Stream.of(
                send("5.1", PING, "fragment1").then(FIN, "fragment2").isBroken(PROTOCOL_ERROR),
                send("5.2", PONG, "fragment1").then(FIN, "fragment2").isBroken(PROTOCOL_ERROR));
        Stream<Case> two = Stream.of("5.3", "5.4", "5.5")
                .map(id -> send(id, TEXT, "fragment1").then(FIN, "fragment2").isHeardAs(text("fragment1fragment2")));
        Stream<Case> withPing = Stream.of("5.6", "5.7", "5.8")
                .map(id -> send(id, TEXT, "fragment1")
                        .then(FIN | PING, "ping payload")
                        .then(FIN, "fragment2")
                        .isHeardAs(ping("ping payload"), text("fragment1fragment2")));
        Stream<Case> ofNothing = Stream.of("5.9", "5.10", "5.11")
                .map(id -> send(id, FIN, "non-continuation payload")
                        .then(FIN | TEXT, HELLO)
                        .isBroken(PROTOCOL_ERROR));
        Stream<Case> unfinished = Stream.of("5.12", "5.13", "5.14")
                .map(id -> send(id, CONTINUATION, "non-continuation payload")
                        .then(FIN | TEXT, HELLO)
                        .isBroken(PROTOCOL_ERROR));
        Stream<Case> last = Stream.of(
                send("5.15", TEXT, "fragment1")
                        .then(FIN, "fragment2")
                        .then(CONTINUATION, "fragment3")
                        .then(FIN | TEXT, "fragment4")
                        .isBroken(PROTOCOL_ERROR, text("fragment1fragment2")),
                send("5.16", CONTINUATION, "fragment1")
                        .then(TEXT, "fragment2")
                        .then(FIN, "fragment3")
                        .isBroken(PROTOCOL_ERROR),
                send("5.17", FIN, "fragment1")
                        .then(TEXT, "fragment2")
                        .then(FIN, "fragment3")
                        .isBroken(PROTOCOL_ERROR),
                send("5.18", TEXT, "fragment1").then(FIN | TEXT, "fragment2").isBroken(PROTOCOL_ERROR),
                pingsBetween("5.19"),
                pingsBetween("5.20"));
        return Stream.of(first, two, withPing, ofNothing, unfinished, last).flatMap(cases -> cases);
    }

    private static Case pingsBetween(String id) {
        return send(id, TEXT, "fragment1")
                .then(CONTINUATION, "fragment2")
                .then(FIN | PING, "pongme 1!")
                .then(CONTINUATION, "fragment3")
                .then(CONTINUATION, "fragment4")
                .then(FIN | PING, "pongme 2!")
                .then(FIN, "fragment5")
                .isHeardAs(ping("pongme 1!"), ping("pongme 2!"), text("fragment1fragment2fragment3fragment4fragment5"));
    }

    /** 6.1 to 6.4. Of 6.4 the last part is never sent here: the refusal must not wait for it. */
    private static Stream<Case> utf8() {
        String umlauts = "Hello-\u00b5@\u00df\u00f6\u00e4";
        String accents = "\u00fc\u00e0\u00e1-UTF-8!!";
        byte[] surrogate = ClientFrames.join(GREEK, SURROGATE, EDITED);
        byte[] beyond = ClientFrames.join(GREEK, BEYOND_UNICODE, EDITED);
        byte[] upToLead = Arrays.copyOfRange(beyond, 0, 12);
        byte[] wrong = Arrays.copyOfRange(beyond, 12, 13);
        return Stream.of(
                send("6.1.1", FIN | TEXT, "").isHeardAs(text("")),
                send("6.1.2", TEXT, "").then(CONTINUATION, "").then(FIN, "").isHeardAs(text("")),
                send("6.1.3", TEXT, "")
                        .then(CONTINUATION, "middle frame payload")
                        .then(FIN, "")
                        .isHeardAs(text("middle frame payload")),
                send("6.2.1", FIN | TEXT, umlauts + accents).isHeardAs(text(umlauts + accents)),
                send("6.2.2", TEXT, umlauts).then(FIN, accents).isHeardAs(text(umlauts + accents)),
                byOctets("6.2.3", utf8(umlauts + accents)).isHeardAs(text(umlauts + accents)),
                byOctets("6.2.4", GREEK).isHeardAs(text(GREEK)),
                send("6.3.1", FIN | TEXT, surrogate).isBroken(BAD_PAYLOAD),
                byOctets("6.3.2", surrogate).isBroken(BAD_PAYLOAD),
                send("6.4.1", TEXT, GREEK).then(CONTINUATION, BEYOND_UNICODE).isBroken(BAD_PAYLOAD),
                send("6.4.2", TEXT, upToLead).then(CONTINUATION, wrong).isBroken(BAD_PAYLOAD),
                inOneFrame("6.4.3", beyond, GREEK.length, GREEK.length + BEYOND_UNICODE.length),
                inOneFrame("6.4.4", beyond, upToLead.length, upToLead.length + wrong.length));
    }

    /** A message whose fragments have a byte each. */
    private static Sending byOctets(String id, byte[] payload) {
        Sending sending = new Sending(id);
        for (int at = 0; at < payload.length; at++) {
            int head = (at == 0 ? TEXT : CONTINUATION) | (at == payload.length - 1 ? FIN : 0);
            sending.then(head, new byte[] {payload[at]});
        }
        return sending;
    }

    /** A frame that comes only up to {@code first}, and then only up to {@code second}. */
    private static Case inOneFrame(String id, byte[] payload, int first, int second) {
        byte[] masked = ClientFrames.masked(payload);
        return new Sending(id)
                .then(ClientFrames.join(ClientFrames.header(FIN | TEXT, payload.length), Arrays.copyOf(masked, first)))
                .then(Arrays.copyOfRange(masked, first, second))
                .isBroken(BAD_PAYLOAD);
    }

    /**
     * 6.5 to 6.23, after Markus Kuhn's stress test: each line is a case; what is no UTF-8 is marked by an exclamation.
     */
    private static Stream<Case> utf8Sequences() {
        List<String> sections = List.of(
                "68656c6c6f24776f726c64 68656c6c6fc2a2776f726c64 68656c6c6fe282ac776f726c64"
                        + " 68656c6c6ff0a4ada2776f726c64 cebae1bdb9cf83cebcceb5",
                "!ce ceba !cebae1 !cebae1bd cebae1bdb9 !cebae1bdb9cf cebae1bdb9cf83 !cebae1bdb9cf83ce cebae1bdb9cf83cebc"
                        + " !cebae1bdb9cf83cebcce cebae1bdb9cf83cebcceb5",
                "00 c280 e0a080 f0908080",
                "!f888808080 !fc8480808080",
                "7f dfbf efbfbf f48fbfbf",
                "!f7bfbfbf !fbbfbfbfbf !fdbfbfbfbfbf",
                "ed9fbf ee8080 efbfbd f48fbfbf !f4908080",
                "!80 !bf !80bf !80bf80 !80bf80bf !80bf80bf80 !80bf80bf80bf !" + range(0x80, 0xbf, ""),
                lonely(0xc0, 0xdf) + lonely(0xe0, 0xef) + lonely(0xf0, 0xf7) + lonely(0xf8, 0xfb) + lonely(0xfc, 0xfd),
                "!c0 !e080 !f08080 !f8808080 !fc80808080 !df !efbf !f7bfbf !fbbfbfbf !fdbfbfbfbf",
                "!c0e080f08080f8808080fc80808080dfefbff7bfbffbbfbfbffdbfbfbfbf",
                "!fe !ff !fefeffff",
                "!c0af !e080af !f08080af !f8808080af !fc80808080af",
                "!c1bf !e09fbf !f08fbfbf !f887bfbfbf !fc83bfbfbfbf",
                "!c080 !e08080 !f0808080 !f880808080 !fc8080808080",
                "!eda080 !edadbf !edae80 !edafbf !edb080 !edbe80 !edbfbf",
                "!eda080edb080 !eda080edbfbf !edadbfedb080 !edadbfedbfbf !edae80edb080 !edae80edbfbf !edafbfedb080"
                        + " !edafbfedbfbf",
                "efbfbe efbfbf" + noncharacters(),
                "efbfb9 efbfba efbfbb efbfbc efbfbd efbfbe efbfbf");
        List<Case> cases = new ArrayList<>();
        for (int section = 0; section < sections.size(); section++) {
            String[] sequences = sections.get(section).strip().split(" ", -1);
            for (int at = 0; at < sequences.length; at++) {
                cases.add(sequence("6." + (section + 5) + "." + (at + 1), sequences[at]));
            }
        }
        return cases.stream();
    }

    private static Case sequence(String id, String sequence) {
        boolean isWrong = sequence.startsWith("!");
        byte[] payload = hex(isWrong ? sequence.substring(1) : sequence);
        Sending sending = send(id, FIN | TEXT, payload);
        return isWrong ? sending.isBroken(BAD_PAYLOAD) : sending.isHeardAs(text(payload));
    }

    /** The bytes from {@code from} to the one before {@code to}, each with {@code after} behind it. */
    private static String range(int from, int to, String after) {
        StringBuilder digits = new StringBuilder();
        for (int value = from; value < to; value++) {
            digits.append(HexFormat.of().toHexDigits((byte) value)).append(after);
        }
        return digits.toString();
    }

    /** What begins a character, and a space instead of the rest of it. */
    private static String lonely(int from, int to) {
        return " !" + range(from, to, "20");
    }

    /** The last two code points of each plane, which are characters of nobody, and right all the same. */
    private static String noncharacters() {
        StringBuilder sequences = new StringBuilder();
        for (int plane = 1; plane <= 16; plane++) {
            for (int last : List.of(0xfffe, 0xffff)) {
                String character = new String(Character.toChars(plane << 16 | last));
                sequences.append(' ').append(HexFormat.of().formatHex(utf8(character)));
            }
        }
        return sequences.toString();
    }

    private static Stream<Case> closing() {
        byte[] normal = ClientFrames.close(NORMAL, new byte[0]);
        Heard closed = new Heard.Close(NORMAL);
        byte[] notUtf8 = ClientFrames.join(GREEK, SURROGATE, EDITED);
        return Stream.of(
                send("7.1.1", FIN | TEXT, "Hello World!").then(normal).isHeardAs(text("Hello World!"), closed),
                new Sending("7.1.2").then(normal).then(FIN | CLOSE, "").isHeardAs(closed),
                new Sending("7.1.3").then(normal).then(FIN | PING, "").isHeardAs(closed),
                new Sending("7.1.4")
                        .then(normal)
                        .then(FIN | TEXT, "Hello World!")
                        .isHeardAs(closed),
                send("7.1.5", TEXT, "fragment1")
                        .then(normal)
                        .then(FIN, "fragment2")
                        .isHeardAs(closed),
                send("7.1.6", FIN | TEXT, "BAsd7&jh23".repeat(256 * 1024 / 10))
                        .then(FIN | TEXT, "Hello World!")
                        .then(normal)
                        .then(FIN | PING, "")
                        .isBroken(TOO_LARGE),
                send("7.3.1", FIN | CLOSE, "").isHeardAs(new Heard.Close(Heard.Close.NO_CODE)),
                send("7.3.2", FIN | CLOSE, "a").isBroken(PROTOCOL_ERROR),
                new Sending("7.3.3").then(normal).isHeardAs(closed),
                new Sending("7.3.4")
                        .then(ClientFrames.close(NORMAL, utf8("Hello World!")))
                        .isHeardAs(closed),
                new Sending("7.3.5")
                        .then(ClientFrames.close(NORMAL, bytes('*', 123)))
                        .isHeardAs(closed),
                new Sending("7.3.6")
                        .then(ClientFrames.close(NORMAL, bytes('*', 124)))
                        .isBroken(PROTOCOL_ERROR),
                new Sending("7.5.1").then(ClientFrames.close(NORMAL, notUtf8)).isBroken(BAD_PAYLOAD));
    }

    /** 7.7 codes that may be sent, 7.9 those that may not, and 7.13 those that nobody defined. */
    private static Stream<Case> closeCodes() {
        List<Integer> good = List.of(1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999);
        List<Integer> bad = List.of(0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999);
        List<Integer> undefined = List.of(5000, 65_535);
        List<Case> cases = new ArrayList<>();
        for (int code : good) {
            cases.add(closing("7.7." + (good.indexOf(code) + 1), code).isHeardAs(new Heard.Close(code)));
        }
        for (int code : bad) {
            cases.add(closing("7.9." + (bad.indexOf(code) + 1), code).isBroken(PROTOCOL_ERROR));
        }
        for (int code : undefined) {
            cases.add(closing("7.13." + (undefined.indexOf(code) + 1), code).isBroken(PROTOCOL_ERROR));
        }
        return cases.stream();
    }

    private static Sending closing(String id, int code) {
        return new Sending(id).then(ClientFrames.close(code, new byte[0]));
    }

    private static Case autoFragmented() {
        String stars = String.join("", Collections.nCopies(65_536, "*"));
        Sending sending = new Sending("10.1.1");
        for (int from = 0; from < stars.length(); from += 1300) {
            boolean isLast = from + 1300 >= stars.length();
            int head = (from == 0 ? TEXT : CONTINUATION) | (isLast ? FIN : 0);
            sending.then(head, stars.substring(from, isLast ? stars.length() : from + 1300));
        }
        return sending.isHeardAs(text(stars));
    }
}
