package dev.watchparty.adapter.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {

    @Test
    void is_what_a_module_imports_and_what_that_imports_each_once_and_even_in_circles() {
        ModuleGraph modules = modules(Map.of(
                "/page.js", "import { a } from \"./a.js\";\nimport \"/client/index.js\";\n",
                "/a.js", "import b, {\n  c as d,\n} from './deep/b.js';\nimport * as all from \"/page.js\";\n",
                "/deep/b.js", "import { a } from \"../a.js\";\n",
                "/client/index.js", "export * from \"./time.js\";\nexport { x } from './player/x.js';\n",
                "/client/time.js", "",
                "/client/player/x.js", "export * as y from \"../time.js\";"));

        assertThat(modules.neededBy("/page.js"))
                .containsExactly("/a.js", "/client/index.js", "/deep/b.js", "/client/time.js", "/client/player/x.js");
    }

    @Test
    void leaves_out_what_is_imported_by_need_or_only_looks_so() {
        ModuleGraph modules = modules(Map.of("/page.js", """
                        // import { a } from "./comment.js";
                        /** @import { T } from "./types.js" */
                        const late = await import("./late.js");
                        export const text = "from './text.js'";
                        export function said() {
                          return "import './words.js'";
                        }
                        """));

        assertThat(modules.neededBy("/page.js")).isEmpty();
    }

    @Test
    void is_told_in_the_page_before_the_script() {
        ModuleGraph modules = modules(Map.of("/page.js", "import \"./a.js\";"));

        String page = modules.preloadedBy("<head>\n    <script type=\"module\" src=\"/page.js\"></script>\n</head>");

        assertThat(page).isEqualTo("""
                <head>
                    <link rel="modulepreload" href="/a.js">
                    <script type="module" src="/page.js"></script>
                </head>""");
    }

    private static ModuleGraph modules(Map<String, String> texts) {
        return new ModuleGraph(path -> Optional.ofNullable(texts.get(path)));
    }
}
