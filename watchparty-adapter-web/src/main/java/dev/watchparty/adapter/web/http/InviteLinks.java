package dev.watchparty.adapter.web.http;

import dev.watchparty.domain.party.InviteCode;
import io.javalin.http.Context;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The addresses by which people are invited. Safe for many threads. */
public final class InviteLinks {

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?|\\[[0-9a-fA-F:.]+](:[0-9]{1,5})?");

    private final @Nullable String publicUrl;
    private final ClientAddresses addresses;

    /**
     * Links that begin with {@code publicUrl}.
     *
     * @param publicUrl where people reach this server; absent, if that is where the one who asks has reached it
     */
    public InviteLinks(@Nullable String publicUrl, ClientAddresses addresses) {
        this.publicUrl = publicUrl == null ? null : publicUrl.replaceFirst("/+$", "");
        this.addresses = addresses;
    }

    String to(InviteCode code, Context context) {
        return (publicUrl == null ? own(context) : publicUrl) + "/watch-parties/" + code.value();
    }

    private String own(Context context) {
        String host = context.header("Host");
        boolean isHost = host != null && HOST.matcher(host).matches();
        return (addresses.isSecure(context) ? "https://" : "http://") + (isHost ? host : "localhost");
    }
}
