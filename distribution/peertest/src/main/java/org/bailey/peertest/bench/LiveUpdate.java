package org.bailey.peertest.bench;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bailey.peertest.Appliance;
import org.bailey.peertest.Await;
import org.bailey.peertest.Configuration;
import org.bailey.peertest.Ports;
import org.bailey.peertest.Stage;
import org.bailey.peertest.bench.FelixConsole.Listed;
import org.bailey.peertest.bench.Numbered.Stretch;
import org.bailey.versions.Failure;
import org.bailey.versions.NextVersion;

/**
 * Calls with sound and pictures are held, new ones come, while every module that is no keeper is replaced by its next
 * version through the Felix console, in turn; then three broken versions, which have to be put back.
 */
public final class LiveUpdate {
    private static final int ARRIVALS = 20;
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private final boolean brief;
    private final int rounds;
    private final Stage stage;
    private final Appliance appliance;
    private final Subject gateway;
    private final FelixConsole console;
    private final Vendor vendor;
    private final HeldCalls held;
    private final Numbered numbered;
    private Calling.Result signalled = new Calling.Result(0, 0);
    private final List<Listed> modules = new ArrayList<>();
    private final Map<String, Path> jars;
    private int micro;
    private int putBack;
    private final List<String> trouble = new ArrayList<>();

    private LiveUpdate(Stage stage, List<String> arguments) throws Exception {
        this.stage = stage;
        Path program = Path.of(arguments.get(0));
        brief = arguments.contains("--short");
        int calls = number(arguments, "--calls", 100);
        rounds = number(arguments, "--rounds", brief ? 1 : 5);
        vendor = new Vendor(stage.folder("vendor"));
        int callee = Ports.next();
        int port = Ports.next();
        Configuration configuration = GatewayUnderLoad.configuration(port, callee)
                .set("org.bailey.b2bua", Map.of("keysWithoutTls", true, "mediaEncryption", "AUTO", "ice", false))
                .zone("rooms", org.bailey.peertest.Transport.UDP, "standard-udp", "127.0.0.1:" + Ports.next())
                .set("org.bailey.dialplan.zone~rooms", Map.of("monitor", false, "keysWithoutTls", true))
                .set(
                        "org.bailey.module",
                        Map.of("watchSeconds", 1, "startSeconds", 4, "signers", List.of(vendor.certificate())));
        gateway = GatewayUnderLoad.start(stage, configuration, port);
        appliance = (Appliance) gateway.process();
        console = new FelixConsole(
                appliance.rest().base(),
                org.bailey.peertest.Rest.trusting(),
                appliance.rest().password());
        jars = NextVersion.live(Stage.project("distribution/appliance/target/bailey/bailey/repository"));
        console.bundles().stream()
                .filter(each -> each.active() && jars.containsKey(each.name()))
                .forEach(modules::add);
        held = stage.add(new HeldCalls(stage, gateway, appliance, callee, calls));
        numbered = stage.add(held.talk(program));
        note(calls + " calls are up; " + modules.size() + " modules");
    }

    private static int number(List<String> arguments, String name, int otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(arguments.get(at + 1));
    }

    /** Arguments: the generator, {@code --short} for one round, {@code --calls N}, {@code --rounds N}. */
    public static void main(String[] arguments) throws Exception {
        Stage stage = new Stage();
        boolean well;
        try {
            stage.open(Path.of("target", "bench", "live-update").toAbsolutePath());
            well = new LiveUpdate(stage, List.of(arguments)).run();
        } finally {
            stage.close();
        }
        System.exit(well ? 0 : 1);
    }

    private boolean run() throws Exception {
        Calling.Result warmth =
                signals(() -> Await.until(SETTLED, "a while", after(Duration.ofSeconds(brief ? 4 : 10))));
        signalled = signalled.plus(warmth);
        micro++;
        replace(modules.get(0), "first"); // what the console needs for that is loaded once
        numbered.mark("look");
        Footprint before = Footprint.of(appliance.pid(), stage.folder("look"));
        double[] cpu = {gateway.cpuSeconds(), numbered.cpuSeconds(), System.nanoTime() / 1e9};
        numbered.mark("nothing");
        Await.until(SETTLED, "a while", after(Duration.ofSeconds(3)));
        cpuShare(cpu);
        for (int round = 1; round <= rounds; round++) {
            int number = round;
            signalled = signalled.plus(signals(() -> round(number, "")));
        }
        if (rounds > 0) {
            withArrivals();
        }
        signalled = signalled.plus(signals(this::broken));
        numbered.mark("look");
        Footprint after = Footprint.of(appliance.pid(), stage.folder("look"));
        int lost = held.lost();
        int reinvites = held.reinvites();
        Numbered.Account account = numbered.end();
        int ended = held.hangUp();
        return report(account, before, after, Math.max(lost, ended), reinvites);
    }

    private void withArrivals() throws IOException {
        note("the same with " + ARRIVALS + " new calls a second");
        try (Calling arriving = calling("bench-call", "short", ARRIVALS, "-d", "1500")) {
            signalled = signalled.plus(signals(() -> round(rounds + 1, "-arrivals")));
            signalled = signalled.plus(arriving.end());
        }
    }

    private static java.util.function.BooleanSupplier after(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        return () -> System.nanoTime() - end > 0;
    }

    private Calling calling(String scenario, String user, int rate, String... options) {
        return stage.add(new Calling(stage, scenario, user, gateway, rate, options));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** Asks and calls while {@code work} is done. */
    private Calling.Result signals(Work work) throws IOException {
        try (Calling asking = calling("live-options", "anybody", 10);
                Calling holding = calling("live-hold", "hold", 3)) {
            work.run();
            return asking.end().plus(holding.end());
        }
    }

    private void round(int number, String kind) throws IOException {
        micro++;
        for (Listed module : modules) {
            replace(module, "r" + number + kind + ":" + word(module.name()));
        }
    }

    private void replace(Listed module, String mark) throws IOException {
        byte[] jar = vendor.sign(NextVersion.of(Objects.requireNonNull(jars.get(module.name())), micro));
        int told = history().size();
        numbered.mark(mark);
        String version = "1.0." + micro;
        console.installOrUpdate(module.name(), jar);
        Await.until(
                SETTLED,
                module.name() + " " + version + " to serve",
                () -> console.bundle(module.id()).stream()
                        .anyMatch(now -> now.active() && now.version().equals(version)));
        JsonObject said = ended(module.name(), told);
        if (!said.getString("outcome").equals("DONE")) {
            trouble.add(module.name() + ": " + said.getString("outcome") + ", " + said.getString("reason"));
        }
    }

    private static String word(String name) {
        return name.substring("org.bailey.".length());
    }

    private List<JsonObject> history() {
        return Await.value(SETTLED, "the history", () -> {
            try {
                return Optional.of(appliance.rest().list("/api/v1/modules/history", one -> true));
            } catch (AssertionError | java.io.UncheckedIOException beingReplaced) {
                return Optional.empty();
            }
        });
    }

    private JsonObject ended(String name, int told) {
        return Await.value(SETTLED, "what became of " + name, () -> {
            List<JsonObject> now = history();
            return now.stream()
                    .limit(Math.max(0, now.size() - told))
                    .filter(each -> each.getString("what").startsWith(name + " "))
                    .findFirst();
        });
    }

    private void broken() throws IOException {
        broken("org.bailey.b2bua.provider", Failure.ACTIVATION, "no way to begin");
        broken("org.bailey.b2bua.provider", Failure.ADOPTION, "a state of another shape");
        broken("org.bailey.media.relay", Failure.TENTH_PACKET, "tenth packet");
    }

    private void broken(String name, Failure how, String reason) throws IOException {
        byte[] jar = vendor.sign(
                NextVersion.of(Objects.requireNonNull(jars.get(name)), 1000).failing(how));
        int told = history().size();
        numbered.mark("broken:" + how);
        console.installOrUpdate(name, jar);
        JsonObject said = ended(name, told);
        String back = said.getString("outcome") + ": " + said.getString("reason");
        note(how + ": " + back);
        if (said.getString("outcome").equals("PUT_BACK") && back.contains(reason)) {
            putBack++;
        } else {
            trouble.add(how + ": " + back);
        }
    }

    private void cpuShare(double[] began) {
        double seconds = System.nanoTime() / 1e9 - began[2];
        note(String.format(
                Locale.ROOT,
                "of one processor: gateway %.0f %%, generator %.0f %%",
                100 * (gateway.cpuSeconds() - began[0]) / seconds,
                100 * (numbered.cpuSeconds() - began[1]) / seconds));
    }

    private boolean report(Numbered.Account account, Footprint before, Footprint after, int lost, int reinvites) {
        System.out.printf(
                "%-34s %7s %7s %6s %6s %6s %8s %10s %8s%n",
                "packets sent while", "seconds", "sent", "lost", "twice", "wrong", "gap ms", "silence ms", "late ms");
        double worst = 0;
        long packetsLost = 0;
        long twice = 0;
        for (Stretch each : account.stretches()) {
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %7.1f %7d %6d %6d %6d %8.1f %10.1f %8.1f%n",
                    each.name(),
                    each.seconds(),
                    each.sent(),
                    each.lost(),
                    each.duplicated(),
                    each.wrong(),
                    each.gapMs(),
                    each.silenceMs(),
                    each.lateMs());
            packetsLost += each.lost() + each.wrong();
            twice += each.duplicated();
            worst = each.name().contains(":") ? Math.max(worst, each.gapMs()) : worst;
        }
        System.out.println("before " + before);
        System.out.println("after  " + after);
        trouble.addAll(after.growth(before));
        System.out.println(account.flows() + " streams, " + account.dead() + " brought nothing, " + account.foreign()
                + " packets of nobody, " + account.unsent() + " not sent; requests and calls " + signalled);
        trouble.forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "RESULT calls=%d calls_lost=%d packets_lost=%d packets_duplicated=%d reinvites=%d requests_failed=%d"
                        + " worst_gap_ms=%.1f rollbacks=%d%n",
                held.count(),
                lost,
                packetsLost,
                twice,
                reinvites,
                signalled.failed(),
                worst,
                putBack);
        return trouble.isEmpty() && lost + packetsLost + twice + reinvites + signalled.failed() + account.dead() == 0;
    }

    private static void note(String text) {
        System.err.println(text);
    }
}
