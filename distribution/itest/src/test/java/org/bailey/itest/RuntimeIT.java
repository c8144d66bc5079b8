package org.bailey.itest;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
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
                "/system/console/media",
                "/metrics")) {
            assertEquals(path, 401, Https.get(httpsPort(), path).statusCode());
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
