package dev.watchparty.lab;

/** What is done to a party in the laboratory, in this order. */
enum Chapter {
    STEADY,
    SEEK,
    PAUSE,
    JOIN,
    OUTAGE,
    BACKGROUND
}
