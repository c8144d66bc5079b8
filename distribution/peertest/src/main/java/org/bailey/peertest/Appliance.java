package org.bailey.peertest;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.bailey.optionkey.wire.KnownFeature;
import org.bailey.optionkey.wire.MalformedKey;

/** The appliance as it is delivered, as a child process with a data directory of its own. */
public final class Appliance extends Peer {
    private static final Duration START = Duration.ofSeconds(120);
    private static final Duration PATIENCE = Await.PATIENCE;

    private final Path data;
    private final int http;
    private final String password;
    private final Rest rest;

    private Appliance(Path folder, Path config, int http, String javaOptions) {
        super(
                "bailey",
                folder,
                List.of(
                        built().toString(),
                        "run",
                        "--data",
                        folder.resolve("data").toString(),
                        "--config",
                        config.toString(),
                        "--http",
                        Integer.toString(http)),
                Map.of("BAILEY_JAVA_OPTS", javaOptions));
        this.data = folder.resolve("data");
        this.http = http;
        this.password = printedPassword();
        this.rest = new Rest(http, password);
    }

    /** Waits until it is up; one that does not come up is ended. */
    private String printedPassword() {
        try {
            awaitOutput(START, "^Bailey is up");
            return awaitOutput(PATIENCE, "^password: (\\S+)").group(1);
        } catch (AssertionError notUp) {
            close();
            throw notUp;
        }
    }

    /** Starts an appliance with this configuration and waits until it is up. */
    public static Appliance start(Stage stage, Configuration configuration) {
        return start(stage, configuration, "");
    }

    /** Starts an appliance; {@code javaOptions} are for the virtual machine. */
    public static Appliance start(Stage stage, Configuration configuration, String javaOptions) {
        Path folder = stage.folder("bailey");
        Keys.into(configuration, folder.resolve("data"));
        Path config = stage.write("bailey", "config.json", configuration.json());
        return stage.add(new Appliance(folder, config, Ports.next(), javaOptions));
    }

    private static Path built() {
        return Debian.built(
                Stage.project("distribution/appliance/target/bailey/bailey/bin/bailey"),
                "mvn -pl distribution/appliance -am package");
    }

    /** Where its console is. */
    public String console() {
        return "https://127.0.0.1:" + http;
    }

    /** What {@code admin} signs in with. */
    public String password() {
        return password;
    }

    /** {@return an option key that opens {@code feature} on it} */
    public String key(KnownFeature feature) throws IOException, MalformedKey {
        return Keys.text(feature, data);
    }

    /** The jars it was delivered with. */
    public static Path repository() {
        return built().resolve("../../repository").normalize();
    }

    /** Its data directory. */
    public Path data() {
        return data;
    }

    /** What the command of the appliance prints, such as for {@code config export}. */
    public String command(String... words) {
        return run(typed(words));
    }

    /** The same, whatever its exit code is. */
    public String says(String... words) {
        return said(typed(words));
    }

    private List<String> typed(String... words) {
        List<String> command = new ArrayList<>(List.of(built().toString(), "--data", data.toString()));
        command.addAll(List.of(words));
        return command;
    }

    /** Takes over other settings while it runs. */
    public void apply(Configuration configuration) {
        try {
            Path file = Files.writeString(data.resolveSibling("applied.json"), configuration.json());
            command("config", "apply", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its REST interface. */
    public Rest rest() {
        return rest;
    }

    /** Calls that are up, or being set up. */
    public List<JsonObject> liveCalls() {
        return rest.list("/api/v1/calls", call -> call.isNull("ended"));
    }

    /** Calls that have ended, the latest first. */
    public List<JsonObject> pastCalls() {
        return rest.list("/api/v1/calls", call -> !call.isNull("ended"));
    }

    /** The pairs of candidates by which live calls go to the {@code caller} or the {@code callee}. */
    public List<JsonObject> ways(String side) {
        return liveCalls().stream()
                .flatMap(call -> call.getJsonArray("connectivity").getValuesAs(JsonObject.class).stream())
                .filter(one -> one.getString("side").equalsIgnoreCase(side))
                .filter(one -> one.getString("state").equals("CONNECTED"))
                .flatMap(one -> one.getJsonArray("ways").getValuesAs(JsonObject.class).stream())
                .toList();
    }

    /** Waits for a call that looks like this. */
    public JsonObject awaitCall(String what, Predicate<JsonObject> like) {
        return Await.value(
                PATIENCE,
                what + " in the list of calls (see " + log() + ")",
                () -> rest.list("/api/v1/calls", like).stream().findFirst());
    }

    /** The lines of its log from a level up. */
    public List<String> logged(String levels) {
        return Lines.matching(data.resolve("log/bailey.log"), ".*\\b(" + levels + ")\\b.*|.*\\tat .*|.*Exception.*");
    }
}
