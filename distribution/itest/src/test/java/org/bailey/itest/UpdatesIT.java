package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.inject.Inject;
import org.bailey.call.Calls;
import org.bailey.lab.phone.CallEnd;
import org.bailey.lab.phone.LabCall;
import org.bailey.media.MediaPorts;
import org.bailey.module.Modules;
import org.bailey.module.UpdateRecord;
import org.bailey.module.UpdateRecord.Outcome;
import org.bailey.sip.SipStack;
import org.bailey.versions.NextVersion;
import org.junit.After;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/** A test that replaces modules under calls, by REST with signed files, as an administrator does. */
public abstract class UpdatesIT extends CallsIT {
    protected static final String B2BUA = "org.bailey.b2bua.provider";
    protected static final String RELAY = "org.bailey.media.relay";
    /** Longer than any update here is prepared, done and watched. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ADMIN = AdminUser.NAME + ":" + AdminUser.PASSWORD;
    private static KeyStore signer;

    @Inject
    protected Modules modules;

    @Override
    protected Option[] more() {
        return Stream.concat(
                        Stream.of(super.more()),
                        Stream.of(
                                systemPackages("org.bailey.versions"),
                                frameworkProperty("bailey.signatures").value("REQUIRED")))
                .toArray(Option[]::new);
    }

    @Override
    protected String settings(String more) {
        try {
            if (signer == null) {
                signer = authority.issue("modules.vendor.test", List.of("localhost"));
            }
            String pem = Base64.getEncoder().encodeToString(signer.getCertificateChain("identity")[0].getEncoded());
            return super.settings(
                    more + ", \"org.bailey.module\": {\"watchSeconds\": 1, \"signers\": [\"" + pem + "\"]}");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @After
    public void hangUp() {
        hangUpAll();
    }

    /** Puts a broken version in, does something meanwhile, and waits until the one before is back. {@return the reason} */
    protected String putBack(NextVersion broken, Runnable meanwhile) throws Exception {
        String name = broken.name();
        String before = bundle(name).getVersion().toString();
        int history = modules.history().size();
        String plan = plan("broken.jar", signed(broken));
        assertTrue(plan, plan.contains("\"possible\":true"));
        assertEquals(202, apply(plan).statusCode());
        await(
                "it serves, or is history",
                () -> modules.history().size() > history
                        || modules.current().stream().anyMatch(each -> each.outcome() == Outcome.WATCHED));
        meanwhile.run();
        UpdateRecord done = awaitHistory(history + 1);
        assertEquals(done.toString(), Outcome.PUT_BACK, done.outcome());
        assertEquals(before, bundle(name).getVersion().toString());
        assertEquals(1, bundles(name).size());
        return done.reason();
    }

    protected void ends(LabCall call, LabCall far) {
        hears(call, 880);
        hears(far, 440);
        far.bye();
        assertEquals(CallEnd.How.BYE_RECEIVED, call.awaitEnded(SOON).how());
    }

    protected UpdateRecord applied(String plan) throws Exception {
        int history = modules.history().size();
        HttpResponse<String> answer = apply(plan);
        assertEquals(answer.body(), 202, answer.statusCode());
        return awaitHistory(history + 1);
    }

    protected UpdateRecord awaitHistory(int size) {
        await("the history has " + size, PATIENCE, () -> modules.history().size() >= size);
        assertFalse(modules.history().isEmpty());
        return modules.history().get(0);
    }

    protected String plan(String name, byte[] file) throws Exception {
        HttpResponse<String> answer = Https.send(
                httpsPort(), "POST", "/api/v1/modules/plan?name=" + name, ADMIN, "application/octet-stream", file);
        assertEquals(answer.body(), 200, answer.statusCode());
        return answer.body();
    }

    protected HttpResponse<String> apply(String plan) throws Exception {
        return apply(plan, false);
    }

    protected HttpResponse<String> apply(String plan, boolean drain) throws Exception {
        Matcher id = Pattern.compile("\"id\":\"([0-9a-f]+)\"").matcher(plan);
        assertTrue(plan, id.find());
        return https("POST", "/api/v1/modules/apply", "{\"plan\": \"" + id.group(1) + "\", \"drain\": " + drain + "}");
    }

    /** The services of keepers that were restarted. */
    protected void keepersAgain() {
        calls = there(Calls.class);
        media = there(MediaPorts.class);
        sip = there(SipStack.class);
    }

    private <T> T there(Class<T> service) {
        await(service.getSimpleName() + " is there", () -> context.getServiceReference(service) != null);
        return context.getService(context.getServiceReference(service));
    }

    protected HttpResponse<String> https(String method, String path, String body) throws Exception {
        return Https.send(httpsPort(), method, path, ADMIN, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** What the console's button "Install or Update" sends. */
    protected void install(byte[] jar) throws Exception {
        Https.install(httpsPort(), ADMIN, jar);
    }

    /** {@return the next build of what runs} */
    protected NextVersion next(String name, int micros) throws IOException {
        Version now = bundle(name).getVersion();
        return NextVersion.of(jar(name), 0)
                .version(now.getMajor() + "." + now.getMinor() + "." + (now.getMicro() + micros));
    }

    /** {@return names of all bundles here that are replaced under calls} */
    protected List<String> live() throws IOException {
        return NextVersion.live(repository()).keySet().stream()
                .filter(each -> !bundles(each).isEmpty())
                .toList();
    }

    private Path repository() {
        return Path.of(context.getProperty("bailey.home"), "repository");
    }

    /** {@return a feature archive, signed} */
    protected static byte[] archive(String word, NextVersion... modules) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("features/" + word + ".json"));
            zip.write("{}".getBytes(StandardCharsets.UTF_8));
            for (NextVersion each : modules) {
                zip.putNextEntry(new ZipEntry("bundles/" + each.name() + ".jar"));
                zip.write(each.unsigned());
            }
        }
        return NextVersion.signed(bytes.toByteArray(), key(signer), certificate(signer));
    }

    protected static byte[] signed(NextVersion next) throws Exception {
        return signed(next, signer);
    }

    protected static byte[] signed(NextVersion next, KeyStore by) throws Exception {
        return next.signed(key(by), certificate(by));
    }

    private static PrivateKey key(KeyStore of) throws Exception {
        return (PrivateKey) of.getKey("identity", new char[0]);
    }

    private static X509Certificate certificate(KeyStore of) throws Exception {
        return (X509Certificate) of.getCertificateChain("identity")[0];
    }

    protected List<Bundle> bundles(String name) {
        return Arrays.stream(context.getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .toList();
    }
}
