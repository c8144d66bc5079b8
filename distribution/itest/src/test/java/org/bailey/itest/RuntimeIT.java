package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.bailey.tls.PrivateAuthority;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.log.LogService;
import org.slf4j.LoggerFactory;

/** The appliance as the features make it, on embedded defaults. */
public class RuntimeIT extends ApplianceIT {
    @Inject
    private ServiceComponentRuntime components;

    @Inject
    private LogService osgiLog;

    @Inject
    private PrivateAuthority authority;

    @Test
    public void everyBundleRuns() {
        List<String> idle = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            int wanted = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null ? Bundle.ACTIVE : Bundle.RESOLVED;
            if (bundle.getState() != wanted && bundle.getState() != Bundle.STARTING) {
                idle.add(bundle.getSymbolicName());
            }
        }
        assertEquals(List.of(), idle);
    }

    @Test
    public void noComponentWaitsForAServiceOrFailed() {
        List<String> broken = new ArrayList<>();
        for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs()) {
            for (ComponentConfigurationDTO one : components.getComponentConfigurationDTOs(component)) {
                boolean ours = component.bundle.symbolicName.startsWith("org.bailey.");
                if (ours && one.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE) {
                    broken.add(component.name + " waits for " + one.unsatisfiedReferences[0].name);
                } else if (ours && one.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    broken.add(component.name + " failed: " + one.failure);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    public void nobodyEntersTheConsoleWithoutSigningIn() throws Exception {
        for (String path : List.of(
                "/system/console/bundles",
                "/system/console/configMgr",
                "/system/console/",
                "/api/v1/status",
                "/api/v1/calls",
                "/api/v1/media",
                "/api/v1/tls",
                "/api/v1/tls/request.pem",
                "/api/v1/tls/trusted",
                "/system/console/media",
                "/metrics")) {
            assertEquals(path, 401, Https.get(httpsPort(), path).statusCode());
        }
        // after eight wrong passwords nobody from here would be listened to for a while
        for (String path : List.of("/system/console/bundles", "/api/v1/status", "/metrics")) {
            assertEquals(
                    path, 401, Https.get(httpsPort(), path, "admin", "admin").statusCode());
        }
    }

    @Test
    public void theConsoleShowsTheCertificateThatTheTlsSectionMade() throws Exception {
        String issuer = Https.issuerOf(httpsPort());
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        try (InputStream pem = Files.newInputStream(data().resolve("tls/ca.pem"))) {
            X509Certificate authority = (X509Certificate) factory.generateCertificate(pem);
            assertEquals(authority.getSubjectX500Principal().getName(), issuer);
        }
    }

    @Test
    public void aRequestedCertificateIsShownToWhoComesAndWhoIsThereStays() throws Exception {
        KeyStore peer = authority.issue("fe.example.com", List.of());
        try (TlsCaller microsoft = TlsCaller.to(65072, peer);
                TlsCaller standard = TlsCaller.to(5061, peer)) {
            String before = microsoft.issuer();
            assertTrue(microsoft.options().startsWith("SIP/2.0 "));
            assertTrue(standard.options().startsWith("SIP/2.0 "));

            String wanted = "{\"commonName\": \"gw.example.com\", \"names\": [], \"key\": \"P_256\"}";
            assertEquals(201, rest("POST", "/tls/request", wanted).statusCode());
            String request = rest("GET", "/tls/request.pem", "").body();
            SiteAuthority site = SiteAuthority.in(data().resolve("site"));
            String answer = site.certificate() + site.sign(request, "gw.example.com");
            HttpResponse<String> installed = rest("PUT", "/tls/certificate", answer);
            assertEquals(installed.body(), 200, installed.statusCode());
            try {
                for (int port : List.of(65072, 5061)) {
                    try (TlsCaller fresh = TlsCaller.to(port, peer)) {
                        assertEquals("port " + port, SiteAuthority.NAME, fresh.issuer());
                    }
                }
                assertEquals(SiteAuthority.NAME, Https.issuerOf(httpsPort()));
                assertTrue(microsoft.options().startsWith("SIP/2.0 "));
                assertTrue(standard.options().startsWith("SIP/2.0 "));
                assertEquals(before, microsoft.issuer());
                assertEquals(404, rest("GET", "/tls/request", "").statusCode());
                assertFalse(rest("GET", "/tls", "").body().contains("PRIVATE"));
            } finally {
                assertEquals(200, rest("POST", "/tls/previous", "").statusCode());
            }
            assertEquals(before, Https.issuerOf(httpsPort()));
        }
    }

    private HttpResponse<String> rest(String method, String path, String body) throws Exception {
        return Https.ask(httpsPort(), method, "/api/v1" + path, body);
    }

    @Test
    public void noPortSpeaksHttpWithoutTls() throws Exception {
        List<Integer> ports = ListeningPorts.ofThisProcess();
        assertTrue(ports + " has " + httpsPort(), ports.contains(httpsPort()));
        for (int port : ports) {
            String answer = plainRequest(port);
            assertFalse("port " + port + " answered " + answer, answer.startsWith("HTTP/1.1 200"));
            assertFalse("port " + port + " answered " + answer, answer.startsWith("HTTP/1.1 401"));
        }
    }

    private static String plainRequest(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            socket.setSoTimeout(1000);
            socket.getOutputStream()
                    .write("GET /system/console HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8);
        } catch (IOException closedOrSilent) {
            return "";
        }
    }

    @Test
    public void whatBundlesSayReachesTheLogFile() {
        LoggerFactory.getLogger("org.bailey.itest").info("said through SLF4J");
        java.util.logging.Logger.getLogger("org.bailey.itest").warning("said through java.util.logging");
        osgiLog.getLogger("org.bailey.itest").error("said through the OSGi log");
        await("all three lines in log/bailey.log", () -> {
            String log = log();
            return log.contains("said through SLF4J")
                    && log.contains("said through java.util.logging")
                    && log.contains("said through the OSGi log");
        });
    }

    private String log() {
        try {
            return Files.readString(data().resolve("log/bailey.log"));
        } catch (IOException notYet) {
            return "";
        }
    }
}
