package dev.watchparty.adapter.web.http;

/** Whether anybody may come without an account. */
public enum Guests {
    WELCOME,
    REFUSED
}
