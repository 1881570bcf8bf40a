package dev.watchparty.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, and which commit it was built from. */
final class Build implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties build = new Properties();
        try (InputStream written = Build.class.getResourceAsStream("build.properties")) {
            if (written != null) build.load(written);
        }
        return new String[] {
            "watchparty " + build.getProperty("version", "unknown") + " (" + build.getProperty("commit", "unknown")
                    + ")",
            "Java " + Runtime.version()
        };
    }
}
