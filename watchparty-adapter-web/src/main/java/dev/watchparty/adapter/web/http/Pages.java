package dev.watchparty.adapter.web.http;

import io.javalin.http.Context;
import io.javalin.http.staticfiles.ResourceHandler;
import io.javalin.http.staticfiles.StaticFileConfig;
import io.javalin.security.RouteRole;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The page and what belongs to it, from the class path; the page is the same at every address that it has. */
final class Pages implements ResourceHandler {

    private static final String PAGE = "/index.html";
    private static final Pattern ADDRESS_OF_PAGE = Pattern.compile("/|/watch-parties/[^/]+/?");

    private final StaticFiles files = new StaticFiles("/web");

    @Override
    public boolean canHandle(Context context) {
        return file(context).isPresent();
    }

    @Override
    public boolean handle(Context context) {
        Optional<StaticFile> file = file(context);
        file.ifPresent(found -> found.answer(context));
        return file.isPresent();
    }

    @Override
    public boolean addStaticFileConfig(StaticFileConfig config) {
        return false;
    }

    @Override
    public Set<RouteRole> resourceRouteRoles(Context context) {
        return Set.of();
    }

    private Optional<StaticFile> file(Context context) {
        String path = context.path();
        return files.find(ADDRESS_OF_PAGE.matcher(path).matches() ? PAGE : path);
    }
}
