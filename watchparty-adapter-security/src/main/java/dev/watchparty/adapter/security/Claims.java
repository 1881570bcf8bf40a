package dev.watchparty.adapter.security;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.watchparty.application.port.Identity;
import dev.watchparty.domain.participant.Avatar;
import dev.watchparty.domain.participant.DisplayName;
import dev.watchparty.domain.participant.Profile;
import dev.watchparty.domain.participant.UserId;
import dev.watchparty.domain.participant.Username;
import dev.watchparty.domain.text.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a token claims about its bearer. Call only with claims whose signature was checked. */
final class Claims {

    static final List<String> USERNAMES = List.of("preferred_username", "username");
    static final List<String> DISPLAY_NAMES = List.of("name", "display_name");
    static final List<String> PICTURES = List.of("picture", "avatar_url");

    /** True in our own tokens for guests; a name that no identity provider uses for something else. */
    static final String GUEST = "watchparty_guest";

    /**
     * How far the issuer's clock may be ahead of ours. It does not lengthen a token's life: sockets end with their
     * token, so one that were let in after its end would be put out at once, and come back, and so on.
     */
    static final Duration SKEW = Duration.ofSeconds(30);

    /** A token that says it lives longer is taken to live this long, so that its end fits every timer. */
    static final Duration LIFE_MAX = Duration.ofDays(366);

    private Claims() {}

    /** Whom {@code claims} speak for at {@code now}, if they are complete and in force. */
    static Optional<Identity> read(JWTClaimsSet claims, Instant now) {
        Date expiry = claims.getExpirationTime();
        if (expiry == null || !expiry.toInstant().isAfter(now)) return Optional.empty();
        boolean isEarly = isAhead(claims.getNotBeforeTime(), now) || isAhead(claims.getIssueTime(), now);
        if (isEarly) return Optional.empty();
        Instant latest = now.plus(LIFE_MAX);
        Instant expiresAt = expiry.toInstant().isAfter(latest) ? latest : expiry.toInstant();
        boolean isGuest = Boolean.TRUE.equals(claims.getClaim(GUEST));
        return user(claims).map(user -> new Identity(user, profile(claims, user), expiresAt, isGuest));
    }

    private static boolean isAhead(@Nullable Date date, Instant now) {
        return date != null && date.toInstant().isAfter(now.plus(SKEW));
    }

    /** {@link UUID#fromString} alone would take "1-2-3-4-5" for one. */
    private static Optional<UserId> user(JWTClaimsSet claims) {
        String subject = claims.getSubject();
        if (subject == null) return Optional.empty();
        try {
            UUID id = UUID.fromString(subject);
            return id.toString().equalsIgnoreCase(subject) ? Optional.of(new UserId(id)) : Optional.empty();
        } catch (IllegalArgumentException otherwise) {
            return Optional.empty();
        }
    }

    /** A strange name must keep nobody out: what cannot be shown is dropped, what is too long is cut. */
    private static Profile profile(JWTClaimsSet claims, UserId user) {
        String fallback = "user-" + user.value().toString().substring(0, 8);
        String username = texts(claims, USERNAMES)
                .flatMap(text -> tame(text, Username.CHARACTERS_MAX))
                .findFirst()
                .orElse(fallback);
        String displayName = Stream.concat(texts(claims, DISPLAY_NAMES), Stream.of(username))
                .flatMap(text -> tame(text, DisplayName.CHARACTERS_MAX))
                .findFirst()
                .orElse(fallback);
        Avatar avatar = texts(claims, PICTURES)
                .map(Avatar::at)
                .filter(picture -> picture.url().isPresent())
                .findFirst()
                .orElse(Avatar.NONE);
        return new Profile(new Username(username), new DisplayName(displayName), avatar);
    }

    private static Stream<String> texts(JWTClaimsSet claims, List<String> names) {
        return names.stream()
                .map(claims::getClaim)
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** At most {@code max} characters of {@code text} that {@link Text} allows, if any. */
    private static Stream<String> tame(String text, int max) {
        String clean = text.codePoints()
                .filter(character -> !Character.isISOControl(character) && !Text.turns(character))
                .filter(character -> character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        int length = clean.codePointCount(0, clean.length());
        String cut = length <= max
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, max)).strip();
        return cut.isEmpty() ? Stream.empty() : Stream.of(cut);
    }
}
