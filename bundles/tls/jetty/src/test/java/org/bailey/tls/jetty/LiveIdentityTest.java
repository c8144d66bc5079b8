package org.bailey.tls.jetty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bailey.tls.TlsContexts;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Jetty with a connector as the HTTP service makes it. */
class LiveIdentityTest {
    private static final String PASSWORD = "for this test";

    @TempDir
    Path folder;

    private final Server server = new Server();
    private ServerConnector listener;

    @BeforeEach
    void listen() throws Exception {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(keyStore("before").toString());
        ssl.setKeyStorePassword(PASSWORD);
        HttpConfiguration http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer());
        listener =
                new ServerConnector(server, new SslConnectionFactory(ssl, "http/1.1"), new HttpConnectionFactory(http));
        listener.setHost("127.0.0.1");
        server.addConnector(listener);
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void servesTheContextItIsGivenAndAnswersToEveryName() throws Exception {
        HttpResponse<Void> before = get();
        assertEquals("CN=before", shown(before));
        assertEquals(400, before.statusCode());

        var further = new LiveIdentity(new OneContext(context("after"))).createConnector(server);

        HttpResponse<Void> after = get();
        assertEquals("CN=after", shown(after));
        assertEquals(404, after.statusCode());
        assertFalse(further instanceof ServerConnector);
    }

    private HttpResponse<Void> get() throws Exception {
        SSLContext anyone = SSLContext.getInstance("TLS");
        anyone.init(null, new TrustManager[] {new Anyone()}, null);
        URI uri = URI.create("https://127.0.0.1:" + listener.getLocalPort() + "/");
        return HttpClient.newBuilder()
                .sslContext(anyone)
                .build()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
    }

    private static String shown(HttpResponse<?> response) throws Exception {
        X509Certificate certificate =
                (X509Certificate) response.sslSession().orElseThrow().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName();
    }

    private SSLContext context(String name) throws Exception {
        KeyStore store = KeyStore.getInstance(keyStore(name).toFile(), PASSWORD.toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private Path keyStore(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "it",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD))
                .inheritIO()
                .start();
        assertEquals(true, keytool.waitFor(30, TimeUnit.SECONDS));
        return file;
    }

    private record OneContext(SSLContext trusting) implements TlsContexts {
        @Override
        public SSLContext verifying() {
            return trusting;
        }

        @Override
        public String verifyName(X509Certificate certificate, String name) {
            return "";
        }

        @Override
        public List<String> names(X509Certificate certificate) {
            return List.of();
        }

        @Override
        public List<X509Certificate> chain() {
            return List.of();
        }

        @Override
        public List<String> problems() {
            return List.of();
        }
    }

    /** The extended form, so that the name is not checked either. */
    private static final class Anyone extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
