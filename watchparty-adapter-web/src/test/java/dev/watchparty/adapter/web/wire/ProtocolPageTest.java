package dev.watchparty.adapter.web.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/protocol.md} shows is what the other tests compare with what the server sends. */
class ProtocolPageTest {

    private static final Path PAGE = Path.of("..", "docs", "protocol.md");
    private static final Path RESOURCES = Path.of("src", "test", "resources");

    /** A block of JSON, with the golden file named above it, or with nothing. */
    private static final Pattern BLOCK =
            Pattern.compile("(?:`(golden/[a-z/-]+\\.json)`\\n\\n)?```json\\n(.*?)```", Pattern.DOTALL);

    private record Block(String file, String text) {}

    private static List<Block> blocks() throws IOException {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(PAGE));
        while (matcher.find()) {
            String file = matcher.group(1);
            blocks.add(new Block(file == null ? "" : file, matcher.group(2)));
        }
        return blocks;
    }

    @Test
    void every_block_is_the_golden_file_that_it_names() throws IOException {
        for (Block block : blocks()) {
            assertThat(block.file()).as("the file named above a block").isNotEmpty();
            assertThat(block.text()).as(block.file()).isEqualTo(Files.readString(RESOURCES.resolve(block.file())));
        }
    }

    @Test
    void every_golden_file_is_shown() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES.resolve("golden"))) {
            List<String> golden = files.filter(Files::isRegularFile)
                    .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/'))
                    .toList();

            assertThat(blocks().stream().map(Block::file)).containsExactlyInAnyOrderElementsOf(golden);
        }
    }
}
