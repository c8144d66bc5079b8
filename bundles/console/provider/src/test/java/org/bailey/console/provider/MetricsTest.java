package org.bailey.console.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.bailey.console.Metric;
import org.bailey.console.MetricSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final String NASTY = "a \"b\" \\ c\nd {e=\"f\"} é";

    @TempDir
    Path folder;

    private final List<String> password = new ArrayList<>();
    private MetricsServlet metrics;

    @BeforeEach
    void open() throws Exception {
        metrics = new MetricsServlet(Gate.open(folder, new MovableClock(), ConsoleSettings.DEFAULTS, password::add));
    }

    private record Section(String word, List<Metric> metrics) implements MetricSource {}

    private static final class Replaced implements MetricSource {
        @Override
        public String word() {
            return "gone";
        }

        @Override
        public List<Metric> metrics() {
            throw new IllegalStateException("just being replaced");
        }
    }

    private FakeResponse ask(boolean signedIn) throws IOException {
        FakeRequest request = FakeRequest.of("GET");
        if (signedIn) {
            request.basic("admin", password.get(0));
        }
        FakeResponse answer = new FakeResponse();
        metrics.doGet(request.request(), answer.response());
        return answer;
    }

    @Test
    void whoDidNotSignInGetsNoNumbers() throws Exception {
        metrics.sources.add(new Section("call", List.of(Metric.gauge("bailey_call_live", "Calls", 7))));
        FakeResponse answer = ask(false);
        assertEquals(401, answer.status);
        assertFalse(answer.body().contains("bailey_call_live"));
    }

    @Test
    void writesWhatTheFormatAsksFor() throws Exception {
        metrics.sources.add(new Section(
                "call",
                List.of(
                        Metric.gauge("bailey_call_live", "Calls\nthat are up \\ being set up", 7),
                        Metric.counter("bailey_call_ended_total", "Ended")
                                .with("status", "486", 2)
                                .with("status", "486", 3)
                                .with(Map.of("status", "500", "by", NASTY), 0.25),
                        Metric.gauge("bailey_call_none", "Nothing at the moment"))));
        FakeResponse answer = ask(true);
        assertEquals("text/plain; version=0.0.4; charset=utf-8", answer.headers.get("setContentType"));
        assertEquals("""
                # HELP bailey_call_live Calls\\nthat are up \\\\ being set up
                # TYPE bailey_call_live gauge
                bailey_call_live 7
                # HELP bailey_call_ended_total Ended
                # TYPE bailey_call_ended_total counter
                bailey_call_ended_total{status="486"} 2
                bailey_call_ended_total{by="a \\"b\\" \\\\ c\\nd {e=\\"f\\"} é",status="500"} 0.25
                # HELP bailey_call_none Nothing at the moment
                # TYPE bailey_call_none gauge
                # HELP bailey_section_up 1 where a section gave its numbers, 0 where it failed to or is being replaced
                # TYPE bailey_section_up gauge
                bailey_section_up{section="call"} 1
                """, answer.body());
    }

    @Test
    void aSectionThatFailsIsToldAndHidesNoOther() throws Exception {
        metrics.sources.add(new Replaced());
        metrics.sources.add(new Section("sip", List.of(Metric.gauge("bailey_sip_connections", "Open", 3))));
        metrics.sources.add(new Section("twice", List.of(Metric.gauge("bailey_sip_connections", "Open", 4))));
        String text = ask(true).body();
        assertTrue(text.contains("bailey_section_up{section=\"gone\"} 0\n"), text);
        assertTrue(text.contains("bailey_section_up{section=\"twice\"} 0\n"), text);
        assertTrue(text.contains("bailey_section_up{section=\"sip\"} 1\n"), text);
        assertTrue(text.contains("bailey_sip_connections 3\n") && !text.contains("bailey_sip_connections 4"), text);
    }

    @Test
    void namesThatWouldMislead() {
        for (String name : List.of("bailey_a_total", "bailey", "other_a", "bailey_A", "bailey_a b", "bailey__a", "")) {
            assertThrows(IllegalArgumentException.class, () -> Metric.gauge(name, "x"), name);
        }
        assertThrows(IllegalArgumentException.class, () -> Metric.counter("bailey_a_packets", "x"));
        Metric metric = Metric.gauge("bailey_a", "x");
        assertThrows(IllegalArgumentException.class, () -> metric.with("a-b", "x", 1));
    }

    @Test
    void theParserOfPrometheusItselfReadsTheSame() throws Exception {
        Path python = Path.of("/usr/bin/python3");
        assumeTrue(Files.isExecutable(python), "python3 is not there");
        assumeTrue(run(python, "import prometheus_client", "").isEmpty(), "python3-prometheus-client is not there");
        metrics.sources.add(new Section(
                "media",
                List.of(
                        Metric.counter("bailey_media_bytes_total", "Bytes \\ of\nall")
                                .with("from", NASTY, 9_007_199_254_740_991d)
                                .with("from", "", 1e20),
                        Metric.gauge("bailey_media_level", "Levels")
                                .with("at", "x", Double.NaN)
                                .with("at", "y", Double.NEGATIVE_INFINITY)
                                .with("at", "z", 0.000001))));
        String read = run(python, """
                import sys
                from prometheus_client.parser import text_string_to_metric_families as parse
                text = sys.stdin.buffer.read().decode('utf-8')
                for family in parse(text):
                    print(family.type, repr(family.documentation))
                    for s in family.samples:
                        print(s.name, sorted(s.labels.items()), s.value)
                """, ask(true).body());
        assertEquals("""
                counter 'Bytes \\\\ of\\nall'
                bailey_media_bytes_total [('from', 'a "b" \\\\ c\\nd {e="f"} é')] 9007199254740991.0
                bailey_media_bytes_total [('from', '')] 1e+20
                gauge 'Levels'
                bailey_media_level [('at', 'x')] nan
                bailey_media_level [('at', 'y')] -inf
                bailey_media_level [('at', 'z')] 1e-06
                gauge '1 where a section gave its numbers, 0 where it failed to or is being replaced'
                bailey_section_up [('section', 'media')] 1.0
                """, read);
    }

    private static String run(Path python, String program, String input) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(python.toString(), "-c", program).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        try {
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "python3 does not end");
            return output;
        } finally {
            process.destroyForcibly();
        }
    }
}
