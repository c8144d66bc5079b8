package org.bailey.lab.provider;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.bailey.lab.frontend.FrontEnd;
import org.bailey.lab.frontend.FrontEndOptions;
import org.bailey.lab.phone.AnswerPlan;
import org.bailey.lab.phone.LabCall;
import org.bailey.lab.phone.MicrosoftClient;
import org.bailey.lab.phone.MicrosoftVersion;
import org.bailey.lab.phone.Phone;
import org.bailey.lab.phone.PhoneOptions;
import org.bailey.lab.phone.Room;
import org.bailey.lab.wire.Hop;
import org.jspecify.annotations.Nullable;

/** One phone from a shell, told what to do line by line. */
public final class Main {
    private static final String USAGE = """
            usage: Main room      --uri sip:huddle@room.test --listen tcp:127.0.0.3:15060 --gateway tcp:127.0.0.1:5060
                   Main microsoft --uri sip:alice@ms.test    --listen tls:127.0.0.2:15061 --gateway tls:127.0.0.1:65072
                                  --domain room.test [--skype]
            both:  [--tone HZ] [--media ADDRESS] [--keystore FILE.p12 --password TEXT] [--manual]
            then:  call URI | offerless URI | ring | answer | reject CODE | hold | resume | video | bye | cancel
                   options URI | stats | log | quit""";

    private Main() {}

    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Map<String, String> given = read(args);
        if (given == null) {
            System.err.println(USAGE);
            System.exit(64);
            return;
        }
        String uri = given.getOrDefault("uri", args[0].equals("room") ? "sip:huddle@room.test" : "sip:alice@ms.test");
        PhoneOptions options = PhoneOptions.of(uri)
                .toneHz(Integer.parseInt(given.getOrDefault("tone", args[0].equals("room") ? "880" : "440")))
                .mediaAddress(given.getOrDefault("media", "127.0.0.1"));
        if (given.containsKey("manual")) {
            options.plan(AnswerPlan.manual());
        }
        SSLContext tls = identity(given);
        Hop gateway = Hop.of(given.getOrDefault("gateway", "tcp:127.0.0.1:5060"));
        if (args[0].equals("room")) {
            Hop at = Hop.of(given.getOrDefault("listen", "tcp:127.0.0.3:15060"));
            options.listen(at.transport(), at.host(), at.port()).outbound(gateway);
            try (Room room = Room.open(tls == null ? options : options.tls(tls))) {
                converse(room);
            }
        } else {
            microsoft(given, options, gateway, tls);
        }
    }

    private static void microsoft(
            Map<String, String> given, PhoneOptions options, Hop gateway, @Nullable SSLContext tls) throws IOException {
        Hop at = Hop.of(given.getOrDefault("listen", "tls:127.0.0.2:15061"));
        FrontEndOptions server = new FrontEndOptions()
                .listen(at.transport(), at.host(), at.port())
                .advertisedHost(at.host())
                .route(given.getOrDefault("domain", "room.test"), gateway);
        try (FrontEnd frontEnd = FrontEnd.open(tls == null ? server : server.tls(tls));
                MicrosoftClient client = MicrosoftClient.open(
                        options.outbound(frontEnd.clientHop()),
                        given.containsKey("skype") ? MicrosoftVersion.SKYPE_2016 : MicrosoftVersion.LYNC_2013)) {
            converse(client);
        }
    }

    private static @Nullable SSLContext identity(Map<String, String> given)
            throws IOException, GeneralSecurityException {
        String file = given.get("keystore");
        if (file == null) {
            return null;
        }
        char[] password = given.getOrDefault("password", "").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, password);
        }
        return LabIdentity.context(store, password);
    }

    private static @Nullable Map<String, String> read(String[] args) {
        if (args.length == 0 || !List.of("room", "microsoft").contains(args[0])) {
            return null;
        }
        Map<String, String> given = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                return null;
            }
            boolean flag = List.of("--manual", "--skype").contains(args[i]);
            if (!flag && i + 1 == args.length) {
                return null;
            }
            given.put(args[i].substring(2), flag ? "" : args[++i]);
        }
        return given;
    }

    private static void converse(Phone phone) throws IOException {
        System.out.println(phone.uri() + " listens on " + phone.listening());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null && !line.strip().equals("quit"); line = in.readLine()) {
            try {
                String[] words = line.strip().split("\\s+", 2);
                act(phone, words[0], words.length > 1 ? words[1] : "");
            } catch (RuntimeException refused) {
                System.out.println("cannot: " + refused.getMessage());
            }
        }
    }

    private static void act(Phone phone, String word, String rest) {
        List<LabCall> calls = phone.calls();
        LabCall last = calls.isEmpty() ? null : calls.get(calls.size() - 1);
        switch (word) {
            case "" -> {}
            case "call" -> System.out.println(phone.call(rest));
            case "offerless" -> System.out.println(phone.callOfferless(rest));
            case "options" -> phone.options(rest);
            case "log" -> phone.journal().entries().forEach(System.out::println);
            default -> {
                if (last == null) {
                    System.out.println("no call yet");
                } else {
                    act(last, word, rest);
                }
            }
        }
    }

    private static void act(LabCall call, String word, String rest) {
        switch (word) {
            case "ring" -> call.ring();
            case "answer" -> call.answer();
            case "reject" -> call.reject(rest.matches("[3-6]\\d\\d") ? Integer.parseInt(rest) : 486, "Refused");
            case "hold" -> call.hold();
            case "resume" -> call.resume();
            case "video" -> call.addVideo();
            case "bye" -> call.bye();
            case "cancel" -> call.cancel();
            case "stats" -> {
                System.out.println(call + (call.end() == null ? "" : " " + call.end()));
                System.out.println("audio " + call.audioStats());
                System.out.println("video " + call.videoStats());
                System.out.println("440 Hz " + call.toneShare(440) + ", 880 Hz " + call.toneShare(880));
            }
            default -> System.out.println(USAGE);
        }
    }
}
