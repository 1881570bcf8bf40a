package dev.watchparty.adapter.webhook;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What {@code Retry-After} asks for, RFC 9110, section 10.2.3: seconds, or a date. */
final class RetryAfter {

    /** More digits are more than a lifetime. */
    private static final String SECONDS = "[0-9]{1,9}";

    private RetryAfter() {}

    /** How long to wait from {@code now}; zero if it does not say, or says nothing that makes sense. */
    static Duration of(HttpHeaders headers, Instant now) {
        String value = headers.firstValue("Retry-After").orElse("").strip();
        if (value.matches(SECONDS)) return Duration.ofSeconds(Long.parseLong(value));
        try {
            Instant date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO;
        } catch (DateTimeParseException malformed) {
            return Duration.ZERO;
        }
    }
}
