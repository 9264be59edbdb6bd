package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssetsTest {

    private static final Pattern NAMED = Pattern.compile("(?:from|import|src=|href=) ?\"(/[^\"]*\\.[a-z]+)\"");

    private Visitor visitor;

    @BeforeEach
    void open() throws Exception {
        visitor = new Visitor(StagedFleet.of(1), Optional.empty());
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void whateverThePageAndItsModulesNameIsThere() throws Exception {
        int named = 0;
        for (String start : new String[] {
            "/", "/main.js", "/chart.js", "/loads-chart.js", "/measures.js", "/heat-map.js", "/fleet.js"
        }) {
            Matcher matcher = NAMED.matcher(visitor.get(start).body());
            while (matcher.find()) {
                named++;
                assertThat(visitor.get(matcher.group(1)).statusCode())
                        .as("%s in %s", matcher.group(1), start)
                        .isEqualTo(200);
            }
        }
        assertThat(named).isGreaterThan(20);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html; charset=utf-8",
        "/main.js, text/javascript; charset=utf-8",
        "/base.css, text/css; charset=utf-8",
        "/icon.svg, image/svg+xml",
        "/uplot/uPlot.esm.js, text/javascript; charset=utf-8",
        "/uplot/LICENSE, text/plain; charset=utf-8",
    })
    void filesHaveTheirTypeAndAreSentOnce(String path, String type) throws Exception {
        HttpResponse<String> first = visitor.get(path);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Content-Type")).contains(type);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = visitor.get(path, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../sign-in.html",
                "/%2e%2e/sign-in.html",
                "/..%2fsign-in.html",
                "/page/index.html",
                "/Dashboard.class",
                "/uplot/package.json",
                "/main.js/",
                "//main.js"
            })
    void nothingElseIs(String path) throws Exception {
        assertThat(visitor.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void thePageHasNoScriptOrStyleOfItsOwn() throws Exception {
        assertThat(visitor.get("/").body())
                .doesNotContain("<style", "style=", "onclick=", "http://", "https://")
                .doesNotContainPattern("<script[^>]*>[^<]");
    }

    /** Each of 700 such names was once remembered for ever. */
    @Test
    void whatIsNotThereIsNotRepeatedInFull() throws Exception {
        HttpResponse<String> answer = visitor.get("/" + "a".repeat(60_000) + ".js");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).hasSizeLessThan(200).startsWith("there is no /aaa");
    }
}
