/*
 * The floor: what the kernel's sockets alone cost for a fan-out. One thread, epoll, send(), and nothing of a party.
 *
 * A member opens a WebSocket at /ws/<party>. A text frame from a member is turned into one framed message, about as long
 * as the server's own event (300 bytes for a seek, 520 for a chat message), and given to every member of the party, the
 * sender included. The digits of "position":1234.567, or of "message":"number 7", are taken over from the frame that
 * came, and each message has the next version, so that members can see what is missing.
 *
 * Serves on 127.0.0.1, on a free port that it prints. Ends when its standard input does, so it never outlives whoever
 * started it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SOCKETS_MAX = 65536, PARTIES_MAX = 16384, INPUT_BYTES = 2048, PAYLOAD_BYTES_MAX = 520, KINDS = 2 };

struct party {
    int *members, count, room;
    long version;
};

struct connection {
    int joined, party, seat, length;
    char input[INPUT_BYTES + 1];
};

/* What stands before and behind the digits in a command, and what members are told. */
static const struct kind {
    const char *before, behind, *told;
    int bytes;
} kinds[KINDS] = {
    {"\"position\":", ',', "{\"type\":\"seek\",\"position\":%.*s,\"version\":%ld,\"padding\":\"", 300},
    {"\"message\":\"number ", '"', "{\"type\":\"chat_message\",\"chat_message\":{\"message\":\"number %.*s\"},\"version\":%ld,"
     "\"padding\":\"", PAYLOAD_BYTES_MAX},
};

static struct party parties[PARTIES_MAX];
static struct connection *connections[SOCKETS_MAX];

/* SHA-1 (RFC 3174) and base64, of one handshake key: a message of 60 bytes, so always two blocks. */
static void accept_key(const char *key, char *text) {
    uint32_t state[5] = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char message[129] = {0}, digest[21] = {0};
    snprintf((char *)message, sizeof message, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
    message[60] = 0x80;
    message[126] = 60 * 8 >> 8;
    message[127] = 60 * 8 & 255;
    for (const unsigned char *block = message; block < message + 128; block += 64) {
        uint32_t word[80], s[5];
        memcpy(s, state, sizeof s);
        for (int t = 0; t < 80; t++) {
            uint32_t mixed, choice, constant;
            if (t < 16) {
                memcpy(&word[t], block + 4 * t, 4);
                word[t] = ntohl(word[t]);
            } else {
                mixed = word[t - 3] ^ word[t - 8] ^ word[t - 14] ^ word[t - 16];
                word[t] = mixed << 1 | mixed >> 31;
            }
            switch (t / 20) {
                case 0: choice = (s[1] & s[2]) | (~s[1] & s[3]); constant = 0x5a827999; break;
                case 1: choice = s[1] ^ s[2] ^ s[3]; constant = 0x6ed9eba1; break;
                case 2: choice = (s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3]); constant = 0x8f1bbcdc; break;
                default: choice = s[1] ^ s[2] ^ s[3]; constant = 0xca62c1d6;
            }
            mixed = (s[0] << 5 | s[0] >> 27) + choice + s[4] + constant + word[t];
            s[4] = s[3], s[3] = s[2], s[2] = s[1] << 30 | s[1] >> 2, s[1] = s[0], s[0] = mixed;
        }
        for (int i = 0; i < 5; i++) state[i] += s[i];
    }
    for (int i = 0; i < 20; i++) digest[i] = (unsigned char)(state[i / 4] >> (24 - 8 * (i % 4)));
    for (int i = 0; i < 28; i++) {
        int bit = i * 6, pair = digest[bit / 8] << 8 | (bit / 8 < 20 ? digest[bit / 8 + 1] : 0);
        text[i] = i == 27 ? '=' : alphabet[pair >> (10 - bit % 8) & 63];
    }
    text[28] = 0;
}

static void leave(int socket) {
    struct connection *c = connections[socket];
    if (c->joined) {
        struct party *p = &parties[c->party];
        p->members[c->seat] = p->members[--p->count];
        connections[p->members[c->seat]]->seat = c->seat;
    }
    free(c);
    connections[socket] = NULL;
    close(socket);
}

static int join(int socket, struct connection *c) {
    char accept[29], answer[256], *key = strcasestr(c->input, "Sec-WebSocket-Key: ");
    if (!key || sscanf(c->input, "GET /ws/%d", &c->party) != 1 || c->party < 0 || c->party >= PARTIES_MAX) return -1;
    accept_key(key + 19, accept);
    int length = snprintf(answer, sizeof answer, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                          "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", accept);
    struct party *p = &parties[c->party];
    if (p->count == p->room) p->members = realloc(p->members, sizeof(int) * (size_t)(p->room = p->room * 2 + 16));
    c->seat = p->count;
    p->members[p->count++] = socket;
    c->joined = 1;
    c->length = 0;
    return send(socket, answer, (size_t)length, MSG_NOSIGNAL) == length ? 0 : -1;
}

static void fan_out(struct party *p, const struct kind *kind, const char *digits, int count) {
    unsigned char frame[4 + PAYLOAD_BYTES_MAX + 1] = {0x81, 126, (unsigned char)(kind->bytes >> 8), (unsigned char)kind->bytes};
    char *payload = (char *)frame + 4;
    int length = snprintf(payload, (size_t)kind->bytes + 1, kind->told, count, digits, ++p->version);
    memset(payload + length, 'x', (size_t)(kind->bytes - length));
    memcpy(payload + kind->bytes - 2, "\"}", 2);
    for (int i = 0; i < p->count; i++) send(p->members[i], frame, 4 + (size_t)kind->bytes, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* Answers a command that has digits, at most as many as a long has. */
static void hear(struct party *p, const char *text, int length) {
    for (const struct kind *kind = kinds; kind < kinds + KINDS; kind++) {
        const char *before = memmem(text, (size_t)length, kind->before, strlen(kind->before));
        if (!before) continue;
        const char *digits = before + strlen(kind->before);
        const char *behind = memchr(digits, kind->behind, (size_t)(text + length - digits));
        if (behind && behind - digits < 20) fan_out(p, kind, digits, (int)(behind - digits));
    }
}

/* Takes the whole frames, masked and of up to 64 KiB, from what has come. */
static int frames(struct connection *c) {
    unsigned char *at = (unsigned char *)c->input, *end = at + c->length;
    while (end - at >= 8) {
        int length = at[1] & 127, header = length == 126 ? 8 : 6;
        if (length == 126) length = at[2] << 8 | at[3];
        if (end - at < header + length) break;
        char *payload = (char *)at + header;
        for (int i = 0; i < length; i++) payload[i] ^= (char)at[header - 4 + (i & 3)];
        if ((at[0] & 15) == 8) return -1;
        hear(&parties[c->party], payload, length);
        at += header + length;
    }
    c->length = (int)(end - at);
    memmove(c->input, at, (size_t)c->length);
    return 0;
}

static int readable(int socket) {
    struct connection *c = connections[socket];
    ssize_t count = recv(socket, c->input + c->length, (size_t)(INPUT_BYTES - c->length), MSG_DONTWAIT);
    if (count <= 0) return count < 0 && errno == EAGAIN ? 0 : -1;
    c->length += (int)count;
    if (c->joined) return frames(c);
    c->input[c->length] = 0;
    return strstr(c->input, "\r\n\r\n") ? join(socket, c) : 0;
}

static void watch(int epoll, int file) {
    struct epoll_event event = {.events = EPOLLIN, .data.fd = file};
    epoll_ctl(epoll, EPOLL_CTL_ADD, file, &event);
}

int main(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    struct epoll_event events[512];
    struct rlimit files;
    int on = 1, epoll = epoll_create1(0), door = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (bind(door, (struct sockaddr *)&address, size) || listen(door, 4096)) return perror("floor"), 1;
    getsockname(door, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    watch(epoll, door);
    watch(epoll, STDIN_FILENO);
    for (;;) {
        int count = epoll_wait(epoll, events, 512, -1);
        for (int i = 0; i < count; i++) {
            int file = events[i].data.fd;
            if (file == STDIN_FILENO) return 0;
            if (file != door) {
                if (connections[file] && readable(file)) leave(file);
                continue;
            }
            while ((file = accept4(door, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
                if (file >= SOCKETS_MAX) {
                    close(file);
                    continue;
                }
                setsockopt(file, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
                connections[file] = calloc(1, sizeof(struct connection));
                watch(epoll, file);
            }
        }
    }
}
